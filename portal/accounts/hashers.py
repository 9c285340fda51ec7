"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Light(Argon2PasswordHasher):
    """Argon2id with OWASP's minimum: 19 MiB, two passes, one lane.

    Django's default of 100 MiB a sign-in would let a handful of visitors exhaust a small server.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
