"""The public keeps reading: last good copies while the database cannot be read, 503 where there are none."""

from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.template.loader import get_template, select_template

from portal.catalogue.catalogue import Catalogue
from portal.publishing import numbers
from portal.web.context import page_context
from portal.web.views import others_beside, publication_at, record_context
from tests.making import KINDS


def _refuse(execute, sql, params, many, context):
    raise OperationalError("the database is gone")


@contextmanager
def no_database():
    """Every statement fails."""
    with connection.execute_wrapper(_refuse):
        yield


@pytest.mark.parametrize("remembered", [0, 60])
def test_a_page_once_served_is_served_while_the_database_is_gone(make, client, settings, remembered):
    settings.NUMBER_MAX_AGE = remembered
    case = make.live("case-study")
    addresses = ["/en/", "/en/case-studies", f"/en/case-studies/{case.pk}/{case.slug}"]
    good = {address: client.get(address).content for address in addresses}
    numbers.forget_numbers()
    with no_database():
        for address in addresses:
            response = client.get(address)
            assert (response.status_code, response.content) == (200, good[address]), address
            assert (response["X-Sala-Source"], response["Cache-Control"]) == ("stale", "public, max-age=10")


def test_a_page_never_served_is_unavailable_in_words_and_soon_again(make, client):
    case = make.live("case-study")
    caches["pages"].clear()
    caches["last_good"].clear()
    with no_database():
        for address in ("/th/", f"/th/case-studies/{case.pk}/{case.slug}"):
            response = client.get(address)
            assert (response.status_code, response["Retry-After"]) == (503, "30")
            assert 'lang="th"' in response.content.decode()


def test_after_a_withdrawal_no_older_copy_is_served_though_the_database_is_gone(make, client, settings):
    settings.NUMBER_MAX_AGE = 60
    case, other = make.live("case-study", title_en="Withdrawn soon"), make.live("topic")
    addresses = ["/en/case-studies", f"/en/case-studies/{case.pk}/{case.slug}"]
    assert all("Withdrawn soon" in client.get(address).content.decode() for address in addresses)
    make.withdrawn(case)
    numbers.forget_numbers()
    assert client.get(f"/en/topics/{other.pk}").status_code == 200  # the process learns of it
    numbers.forget_numbers()
    with no_database():
        assert [client.get(address).status_code for address in addresses] == [503, 503]


def test_within_a_second_the_number_is_not_read_again(make, client, settings, django_assert_num_queries):
    settings.NUMBER_MAX_AGE = 60
    case = make.live("case-study")
    address = f"/en/case-studies/{case.pk}/{case.slug}"
    client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


def test_a_publication_in_this_process_is_seen_at_once(
    make, client, settings, django_capture_on_commit_callbacks
):
    settings.NUMBER_MAX_AGE = 60
    case = make.live("case-study", title_en="Before")
    client.get("/en/case-studies")
    case.title_en = "After"
    case.save()
    with django_capture_on_commit_callbacks(execute=True):
        make.published(make.kept(case))
    assert "After" in client.get("/en/case-studies").content.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "th", "lo"])
def test_record_templates_read_the_rendition_and_nothing_else(make, kind, language):
    record = make.live(kind)
    publication = publication_at(make.paths[kind])
    found = Catalogue.get(record.pk, language)
    context = page_context(f"/{language}/{publication.path}/{record.pk}", language)
    context |= record_context(found.record, publication) | others_beside(found.record, publication, language)
    template = select_template([f"records/{kind}.html", "records/record.html"])
    with no_database():
        assert "<h1" in template.render(context)


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500, 503])
def test_error_pages_need_no_database(status):
    with no_database():
        html = get_template(f"errors/{status}.html").render(
            page_context("/th/", "th") | {"status": status, "faults": []}
        )
    assert "<h1" in html


def test_a_page_that_stood_still_while_others_were_withdrawn_has_a_last_good_copy(make, client, settings):
    settings.NUMBER_MAX_AGE = 60
    still, other = make.live("topic"), make.live("topic")
    address = f"/en/topics/{still.pk}"
    good = client.get(address, follow=True)
    make.withdrawn(other)
    numbers.forget_numbers()
    address = good.request["PATH_INFO"]
    assert client.get(address).content == good.content
    numbers.forget_all()
    client.get("/en/")
    numbers.forget_numbers()
    with no_database():
        assert client.get(address).content == good.content


def test_lists_of_nothing_are_not_kept(make, client):
    make.live("case-study")
    before = len(caches["pages"]._cache)  # noqa: SLF001 - what is kept
    for number in range(3):
        assert client.get(f"/en/library?country=nothing{number}").status_code == 200
        assert client.get(f"/en/case-studies?country=nothing{number}").status_code == 200
    assert len(caches["pages"]._cache) == before  # noqa: SLF001 - what is kept
