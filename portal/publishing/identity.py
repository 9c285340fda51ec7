"""Public ids: a type prefix and ten characters of Crockford's base 32, never reused."""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
ID_LENGTH = 32  # characters of the longest id, a country group's code
PATTERN = re.compile(rf"[a-z]{{2}}-[{ALPHABET}]{{{LENGTH}}}")


ANY = re.compile(r"[A-Za-z0-9-]{2,32}", re.ASCII)  # also of countries and groups


def may_be_id(text: str) -> bool:
    """Whether `text` could be a public id at all."""
    return ANY.fullmatch(text) is not None


def new_id(prefix: str) -> str:
    """A fresh id such as `cs-7k2m9q4xtr`: 50 random bits, so a draft's address cannot be guessed by counting."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_public_id(text: str) -> bool:
    """Whether `text` has the shape of a generated public id."""
    return PATTERN.fullmatch(text) is not None
