"""Invariant 7: query counts are literal numbers, the same for one row and for three."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.catalogue.census import census
from portal.publishing.lock import current_seq
from portal.publishing.numbers import LAST_NUMBERS, LINE, MENU, Number, portal_number
from portal.publishing.tables import Entry
from portal.web.menu import menu_of
from tests.making import KINDS, rename

ROWS = (1, 3)


def _queries(address: str, **headers) -> list[str]:
    """The statements of one request, the Census caught up and the footer's menu read before."""
    census.of("country", current_seq())
    menu_of("en", portal_number().menu)
    return _cold_queries(address, **headers)


def _cold_queries(address: str, **headers) -> list[str]:
    """The statements of one request."""
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    assert response.status_code in (200, 304), (address, response.status_code)
    return [query["sql"] for query in captured]


@pytest.fixture(params=ROWS, ids=lambda rows: f"{rows} rows")
def library(request, make):
    """One record of each kind, or three, all citing each other."""
    for _number in range(request.param):
        country, agency, topic, person = (
            make.live(kind) for kind in ("country", "agency", "topic", "person")
        )
        make.live("country-group")
        make.live("page")
        case = make.live("case-study", country=country, lead_agency=agency, themes=[topic])
        series = make.live("series")
        make.live(
            "conference", cases=[case], people=[person], countries=[country], agencies=[agency], series=series
        )
    return make


@pytest.mark.parametrize("kind", KINDS)
def test_an_api_record_is_one_query_and_so_is_its_304(library, kind):
    address = f"/api/v1/{library.paths[kind]}/{_any(kind)}"
    assert len(_queries(address)) == 1
    etag = Client().get(address)["ETag"]
    not_modified = _queries(address, if_none_match=etag)
    assert len(not_modified) == 1
    assert '"body"' not in not_modified[0]


@pytest.mark.parametrize("kind", KINDS)
def test_an_api_list_is_two_queries_one_more_with_labelled_facets_and_one_for_a_304(library, kind):
    address = f"/api/v1/{library.paths[kind]}"
    listed = _queries(address)
    assert len(listed) == 2
    assert not any('"body"' in statement for statement in listed)
    assert len(_queries(address, if_none_match=Client().get(address)["ETag"])) == 1


def test_facets_of_records_cost_one_query_for_all_labels(library):
    assert len(_queries("/api/v1/case-studies?facets=country,agency,theme,conference,evidence,language")) == 3
    assert len(_queries("/api/v1/case-studies?facets=evidence,language,kind")) == 2
    assert len(_queries("/api/v1/case-studies?country=AA&facets=country")) == 3


# The entry's line, which holds the page's number; the record; and one for each panel that its kind has.
PAGES = {
    "country": 5,
    "country-group": 3,
    "agency": 4,
    "topic": 4,
    "case-study": 2,
    "series": 3,
    "person": 3,
    "conference": 2,
    "page": 2,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_read_once_and_then_comes_from_the_cache(library, kind):
    path, public_id, slug = library.paths[kind], _any(kind), _slug(kind)
    address = f"/en/{path}/{public_id}" + (f"/{slug}" if slug else "")
    assert len(_queries(address)) == PAGES[kind]
    assert len(_queries(address)) == 1
    assert len(_queries(address, if_none_match=Client().get(address)["ETag"])) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_page_is_three_queries_and_one_from_the_cache(library, kind):
    caches["pages"].clear()
    address = f"/en/{library.paths[kind]}"
    assert len(_queries(address)) == 3
    assert len(_queries(address)) == 1


def test_the_footers_menu_is_one_query_whenever_it_changes_and_then_none(library):
    topics = [f"/en/topics/{library.live('topic').pk}" for _number in range(2)]
    assert [len(_cold_queries(topic)) for topic in topics] == [PAGES["topic"] + 1, PAGES["topic"]]
    assert [len(_cold_queries(topic)) for topic in topics] == [1, 1]
    page = library.live("page")
    assert [len(_cold_queries(topic)) for topic in topics] == [PAGES["topic"] + 1, PAGES["topic"]]
    library.published(library.kept(rename(page, "Renamed")))
    assert [len(_cold_queries(topic)) for topic in topics] == [PAGES["topic"] + 1, PAGES["topic"]]
    library.live("topic")
    assert [len(_cold_queries(topic)) for topic in topics] == [1, 1]


@pytest.mark.django_db
def test_the_menus_number_is_found_among_a_few_pages_not_among_all_entries():
    common = {"touched": 1, "published_at": timezone.now(), "changed_at": timezone.now()}
    kinds = [MENU] * 4 + [KINDS[number % (len(KINDS) - 1)] for number in range(4_996)]
    Entry.objects.bulk_create(
        Entry(public_id=f"xx-{seq:010d}", record_id=f"xx-{seq:010d}", kind=kind, seq=seq, **common)
        for seq, kind in enumerate(kinds, 1)
    )
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE portal_entry")
        for statement, values in ((LAST_NUMBERS, [MENU]), (LINE, [MENU, "xx-0000000009"])):
            cursor.execute(f"{explain} {statement}", values)
            assert "entry_kind_status" in str(cursor.fetchall())
    assert portal_number() == Number(5_000, menu=4)


def _any(kind: str) -> str:
    return Entry.objects.filter(kind=kind).order_by("row").first().public_id


def _slug(kind: str) -> str:
    return Entry.objects.filter(kind=kind).order_by("row").first().slug
