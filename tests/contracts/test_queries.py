"""Invariant 7: query counts are literal numbers, the same for one row and for three."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.catalogue.census import census
from portal.publishing.lock import current_seq
from portal.publishing.tables import Entry
from tests.making import KINDS

ROWS = (1, 3)


def _queries(address: str, **headers) -> list[str]:
    """The statements of one request, the Census caught up before."""
    census.of("country", current_seq())
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


def _any(kind: str) -> str:
    return Entry.objects.filter(kind=kind).order_by("row").first().public_id


def _slug(kind: str) -> str:
    return Entry.objects.filter(kind=kind).order_by("row").first().slug
