"""Passwords are kept as an installation keeps them: the suite itself takes a lighter way."""

from django.contrib.auth.hashers import check_password, make_password

from portal.settings import PASSWORD_HASHERS


def test_a_password_is_hashed_with_argon2id_at_the_least_that_is_safe(settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    encoded = make_password("correct horse battery")
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("correct horse battery", encoded)
    assert not check_password("correct horse battery?", encoded)
