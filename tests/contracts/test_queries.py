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


def test_an_api_record_is_one_query_and_so_is_its_304(library):
    for kind in KINDS:
        address = f"/api/v1/{library.paths[kind]}/{_any(kind)}"
        assert len(_queries(address)) == 1, kind
        etag = Client().get(address)["ETag"]
        not_modified = _queries(address, if_none_match=etag)
        assert len(not_modified) == 1, kind
        assert '"body"' not in not_modified[0]


def test_an_api_list_is_two_queries_one_more_with_labelled_facets_and_one_for_a_304(library):
    for kind in KINDS:
        address = f"/api/v1/{library.paths[kind]}"
        listed = _queries(address)
        assert len(listed) == 2, kind
        assert not any('"body"' in statement for statement in listed)
        assert len(_queries(address, if_none_match=Client().get(address)["ETag"])) == 1, kind


def test_facets_of_records_cost_one_query_for_all_labels(library):
    assert len(_queries("/api/v1/case-studies?facets=country,agency,theme,conference,evidence,language")) == 3
    assert len(_queries("/api/v1/case-studies?facets=evidence,language,kind")) == 2
    assert len(_queries("/api/v1/case-studies?country=AA&facets=country")) == 3


# The entry's line, which holds the page's number; the record; and one for each panel that its kind has. A country's
# page also counts what others hold: the portal's number, all countries, and names of themes.
PAGES = {
    "country": 8,
    "country-group": 3,
    "agency": 5,
    "topic": 4,
    "case-study": 3,
    "series": 3,
    "person": 3,
    "conference": 3,
    "page": 2,
}


def test_a_page_is_read_once_and_then_comes_from_the_cache(library):
    for kind in KINDS:
        path, public_id, slug = library.paths[kind], _any(kind), _slug(kind)
        address = f"/en/{path}/{public_id}" + (f"/{slug}" if slug else "")
        assert len(_queries(address)) == PAGES[kind], kind
        assert len(_queries(address)) == 1, kind
        assert len(_queries(address, if_none_match=Client().get(address)["ETag"])) == 1, kind


def test_a_list_page_is_two_queries_and_one_from_the_cache(library):
    for kind in KINDS:
        caches["pages"].clear()
        address = f"/en/{library.paths[kind]}"
        assert len(_queries(address)) == 2, kind
        assert len(_queries(address)) == 1, kind


CENSUS = 2  # queries by which it is caught up
SIX = "type,country,theme,technology,conference,language"
# The number; what holds the words; how well; the cards; what they say of it; the names of all that is cited or
# counted. In another order than the best first what is shown is weighed, too: to quote what fits best. Of nothing
# found, nothing more is read.
SEARCHES = {
    "/api/v1/search": 2,
    f"/api/v1/search?facets={SIX}": 3,
    "/api/v1/search?q=case": 6,
    f"/api/v1/search?q=case&facets={SIX}": 6,
    f"/api/v1/search?q=case&country=AA&language=en&theme__isnull=false&facets={SIX}": 6,
    f"/api/v1/search?q=case&sort=title&facets={SIX}": 6,
    f"/api/v1/search?q=case&sort=-published_at&facets={SIX}": 6,
    "/api/v1/search?q=case -agency": 6,
    "/api/v1/search?q=-case": 1,
    "/api/v1/case-studies?q=case": 5,  # the words stand in title or text: no name is read for a reason
    "/api/v1/case-studies?q=case&facets=country,agency,theme,conference": 6,
    "/api/v1/case-studies?q=case&translations=all": 6,
    "/api/v1/suggestions?q=cas": 3,
    # A misspelt word: besides, words like it, what holds them, and how they are written.
    "/api/v1/search?q=cose": 9,
    f"/api/v1/search?q=cose&facets={SIX}": 9,
    # Half of the words: besides, what holds each, words like the one that is nowhere, and what holds half.
    "/api/v1/search?q=case qwertyuiop": 9,
    "/api/v1/search?q=qwertyuiop": 3,
}


def test_a_search_is_a_few_queries_whatever_it_finds(library):
    statements = {address: _queries(address) for address in SEARCHES}
    assert {address: len(several) for address, several in statements.items()} == SEARCHES
    assert not any('"portal_rendition"."body"' in text for text in statements["/api/v1/case-studies?q=case"])
    for address, count in SEARCHES.items():
        not_modified = _queries(address, if_none_match=Client().get(address)["ETag"])
        # What is searched has to be searched to know whether it is still the same: a file may have been read since.
        assert len(not_modified) == (count if "q=" in address else 1), address


LIBRARY = {
    # Besides, as a map: all countries, and the first without a place. As charts: names of themes.
    "/en/library?view=map": 4,
    "/en/library?view=map&country=AA": 3,
    "/en/library?view=map&q=case": 5,
    "/en/library?view=charts": 3,
    "/en/library?view=charts&q=case": 4,
    "/en/library": 3,
    "/en/library?country=AA&type=case-study": 3,
    "/en/library?q=case": 6,
    "/en/library?q=case&country=AA&type=case-study,lesson&language=en&evidence=2&theme__isnull=false": 6,
    "/en/library?q=case&sort=title": 6,
    "/en/library?q=cose": 9,
    "/en/case-studies?q=case": 5,
}


def test_a_page_of_the_library_is_a_few_queries_and_is_kept_only_if_nothing_was_typed(library):
    assert {address: len(_queries(address)) for address in LIBRARY} == LIBRARY
    again = {address: count if "q=" in address else 1 for address, count in LIBRARY.items()}
    assert {address: len(_queries(address)) for address in LIBRARY} == again


# The number; the day of the last change; all countries; groups; themes.
INSIGHTS = {
    "/en/insights": 4,
    "/en/insights/countries.svg": 3,
    "/en/insights/countries.csv": 2,
    "/en/insights/themes.svg": 3,
    "/en/insights/years.svg": 2,
    "/en/insights/evidence.csv": 1,
    "/en/insights/languages.svg": 2,
    "/en/": 8,  # the number, the best, the last, a conference twice, all countries, themes twice
}


def test_insights_and_the_home_are_a_few_queries_and_then_one(library):
    assert {address: len(_queries(address)) for address in INSIGHTS} == INSIGHTS
    assert {address: len(_queries(address)) for address in INSIGHTS} == dict.fromkeys(INSIGHTS, 1)


def test_sixty_results_cost_what_one_does(make):
    country, topic = make.live("country"), make.live("topic", name_en="Land cases")
    make.live("case-study", country=country, themes=[topic], lessons=60)
    counts = {
        address: count for address, count in (SEARCHES | LIBRARY).items() if "case-studies" not in address
    }
    assert {address: len(_queries(address)) for address in counts} == counts
    first = Client().get("/api/v1/search?q=case").json()
    assert first["count"] > 60
    assert len(_queries(f"/api/v1/search?{first['next'].partition('?')[2]}")) == 6
    assert len(_queries("/en/library?q=case&page=4")) == LIBRARY["/en/library?q=case"]


def test_the_footers_menu_is_one_query_whenever_it_changes_and_then_none(library):
    # What lies below a topic is known from the Census, which the first page after each change catches up.
    first = PAGES["topic"] + 1 + CENSUS
    topics = [f"/en/topics/{library.live('topic').pk}" for _number in range(2)]
    assert [len(_cold_queries(topic)) for topic in topics] == [first, PAGES["topic"]]
    assert [len(_cold_queries(topic)) for topic in topics] == [1, 1]
    page = library.live("page")
    assert [len(_cold_queries(topic)) for topic in topics] == [first, PAGES["topic"]]
    library.published(library.kept(rename(page, "Renamed")))
    assert [len(_cold_queries(topic)) for topic in topics] == [first, PAGES["topic"]]
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
    assert portal_number() == Number(5_000, menu=4, portal=5_000)


def _any(kind: str) -> str:
    return Entry.objects.filter(kind=kind).order_by("row").first().public_id


def _slug(kind: str) -> str:
    return Entry.objects.filter(kind=kind).order_by("row").first().slug
