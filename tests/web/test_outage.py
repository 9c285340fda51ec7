"""The database goes away, as a whole or in the middle: every kind of page goes on being read, or says when to come back."""

from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.db import InterfaceError, OperationalError, connection

from portal.languages.codes import CODES
from portal.publishing import numbers
from tests.making import KINDS

# What the drivers raise: refused, cut off, and used after it was closed.
LOSSES = {
    "refused": OperationalError("could not connect to server"),
    "cut off": OperationalError("server closed the connection unexpectedly"),
    "closed": InterfaceError("connection already closed"),
}


@contextmanager
def lost(after: int = 0, error: Exception = LOSSES["closed"]):
    """All statements but the first few fail."""
    asked = 0

    def answer(execute, sql, params, many, context):
        nonlocal asked
        asked += 1
        if asked > after:
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(answer):
        yield


@pytest.fixture
def addresses(make) -> list[str]:
    """A page of every kind there is, in Thai."""
    records = {kind: make.live(kind) for kind in KINDS}
    found = [
        "/th/",
        "/th/library",
        "/th/library?type=case-study",
        "/th/developers",
        "/th/developers/reference",
        "/th/developers/reference/case-studies",
        "/th/developers/reference/list-case-studies",
        "/th/developers/reference/get-case-study",
        "/th/problems",
        "/th/problems/maintenance",
        "/th/languages",
        "/th/components",
    ]
    for kind, record in records.items():
        slug = f"/{record.slug}" if record.slug else ""
        found += [f"/th/{make.paths[kind]}", f"/th/{make.paths[kind]}/{record.pk}{slug}"]
    return found


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("remembered", [0, 60])
def test_what_was_read_before_can_still_be_read_and_says_so(addresses, client, settings, loss, remembered):
    settings.NUMBER_MAX_AGE = remembered
    good = {address: client.get(address).content for address in addresses}
    numbers.forget_numbers()
    with lost(error=LOSSES[loss]):
        for address in addresses:
            response = client.get(address)
            assert (address, response.status_code, response.content == good[address]) == (address, 200, True)
            assert (response["X-Sala-Source"], response["Cache-Control"]) == ("stale", "public, max-age=10")
            assert not response.cookies


@pytest.mark.parametrize("loss", LOSSES)
def test_what_was_not_says_when_to_come_back_in_its_language(addresses, client, loss):
    caches["pages"].clear()
    caches["last_good"].clear()
    with lost(error=LOSSES[loss]):
        for address in (*addresses, "/th/library?q=x", "/th/case-studies?q=x"):
            response = client.get(address)
            assert (address, response.status_code, response["Retry-After"]) == (address, 503, "30")
            assert (response["Content-Language"], response["Cache-Control"]) == ("th", "no-store")
            assert '<html lang="th">' in response.content.decode()


def test_a_database_lost_in_the_middle_of_a_page_changes_nothing_of_that(addresses, client):
    for address in addresses:
        statements = 0
        while True:
            caches["pages"].clear()
            caches["last_good"].clear()
            numbers.forget_all()
            with lost(after=statements):
                response = client.get(address)
            if response.status_code == 200:
                break
            assert (address, statements, response.status_code) == (address, statements, 503)
            statements += 1
        # With a good copy from before, the reader sees that instead.
        for after in range(statements):
            numbers.forget_numbers()
            with lost(after=after):
                assert client.get(address).content == response.content


def test_a_connection_that_was_closed_is_no_error_of_ours(make, client):
    case = make.live("case-study")
    address = f"/th/case-studies/{case.pk}/{case.slug}"
    good = client.get(address).content
    open_one, connection.connection = connection.connection, _Closed()
    try:
        numbers.forget_numbers()
        answers = [
            client.get(asked) for asked in (address, "/th/agencies", "/api/v1/agencies", "/th/nothing")
        ]
    finally:
        connection.connection = open_one
    assert [answer.status_code for answer in answers] == [200, 503, 503, 404]
    assert answers[0].content == good


class _Closed:
    """What a driver's connection is after its server went away."""

    closed = 1
    autocommit = True

    def cursor(self, *arguments, **options):
        error = connection.Database.InterfaceError
        raise error("connection already closed")

    def get_transaction_status(self):
        return 0


@pytest.mark.django_db
@pytest.mark.parametrize("language", CODES)
def test_the_page_for_an_outage_speaks_each_language(client, language):
    with lost():
        response = client.get(f"/{language}/")
    assert (response.status_code, response["Content-Language"]) == (503, language)
