"""What the tests of addresses for programs share."""

import pytest


@pytest.fixture
def statements(django_assert_num_queries, client):
    """`statements(2, "/…")` gets an address in that many statements."""

    def get(count: int, address: str, **headers):
        with django_assert_num_queries(count):
            return client.get(address, headers=headers)

    return get


@pytest.fixture
def caught_up(client):
    """`caught_up()` lets the Census and the menu learn what was published, so that only an address' own statements count."""

    def learn() -> None:
        client.get("/en/library")

    return learn
