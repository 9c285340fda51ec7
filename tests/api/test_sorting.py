"""Sorting by several orders at once, and the way through such lists while they change."""

from functools import cmp_to_key

import pytest

from portal.catalogue import keyset
from portal.languages.collation import sort_key
from portal.publishing.tables import Entry
from tests.api.answers import fault_of, ids_of

CASES = (
    *(("ที่ดิน", "2019-05-01"), ("Land", None), ("land", "2021-11-15"), ("Đất", "2019-05-01")),
    *(("Land", "2021-11-15"), ("ที่ดิน", "2019-05-01"), ("Zebra", None)),
)
ORDERS = (
    *("title,launched", "-title,launched", "title,-launched", "-title,-launched", "launched,title"),
    *("-launched,-title", "evidence,launched,title", "-evidence,-launched,title", "published_at,title"),
    *("title", "-title", "launched", "-launched", "evidence"),
)
MOST_PAGES = 10  # that seven cases and one more take


@pytest.fixture
def shelf(make):
    """Case studies with equal titles, equal days, and days that nobody knows."""
    country = make.live("country")
    return [
        make.live("case-study", lessons=0, country=country, title_en=title, launched=day)
        for title, day in CASES
    ]


def _keys(item: dict) -> dict[str, bytes]:
    shown = {
        "title": item["title"],
        "launched": item["period"]["launch"],
        "evidence": item["evidence_grade"],
        "published_at": item["published_at"],
    }
    return {name: sort_key(value) for name, value in shown.items()}


def _expected(items: list[dict], order: str) -> list[str]:
    """The order in which Python puts what is shown; of equals that which was published first comes first."""
    rows = dict(Entry.objects.values_list("public_id", "row"))

    def compared(one: dict, other: dict) -> int:
        for name in order.split(","):
            first, second = (_keys(each)[name.lstrip("-")] for each in (one, other))
            if first != second:
                return (1 if first > second else -1) * (-1 if name.startswith("-") else 1)
        return rows[one["id"]] - rows[other["id"]]

    return [item["id"] for item in sorted(items, key=cmp_to_key(compared))]


def _walk(client, settings, query: str, between=lambda page: None) -> list[str]:
    """All that a program meets that follows the next links; `between` happens behind each page."""
    address, met, page = f"/api/v1/case-studies?{query}", [], 0
    while address:
        body = client.get(address).json()
        met += ids_of(body)
        address = body["next"] and body["next"].removeprefix(settings.SITE_URL)
        page += 1
        assert page <= MOST_PAGES
        between(page)
    return met


def test_orders_after_the_first_decide_between_equals_each_up_or_down(client, settings, shelf):
    fields = "title,period.launch,evidence_grade,published_at"
    items = client.get(f"/api/v1/case-studies?fields={fields}").json()["results"]
    for order in ORDERS:
        expected = _expected(items[::-1], order)
        assert _walk(client, settings, f"sort={order}&limit=2") == expected, order
        assert ids_of(client.get(f"/api/v1/case-studies?sort={order}").json()) == expected, order


def test_of_equals_the_first_published_comes_first_up_and_down(client, shelf):
    lands = [record.pk for record in shelf if record.title_en.lower() == "land"]
    for order in ("title", "-title"):
        ids = ids_of(client.get(f"/api/v1/case-studies?sort={order}").json())
        assert [public_id for public_id in ids if public_id in lands] == lands


@pytest.mark.parametrize("order", ["title,-launched", "-title,launched"])
def test_what_is_published_between_two_pages_moves_nothing(make, client, settings, shelf, order):
    before = _walk(client, settings, f"sort={order}&limit=2")

    def insert(page: int) -> None:
        """Something before all that was met."""
        if page == 2:
            make.live("case-study", lessons=0, title_en="A" if order == "title,-launched" else "하나")

    assert _walk(client, settings, f"sort={order}&limit=2", insert) == before
    assert client.get("/api/v1/case-studies").json()["count"] == len(CASES) + 1


def test_what_is_withdrawn_between_two_pages_takes_only_itself_away(make, client, settings, shelf):
    before = _walk(client, settings, "sort=title,-launched&limit=2")
    by_id = {record.pk: record for record in shelf}

    def withdraw(page: int) -> None:
        """The last one that was met, by which the cursor was written, and one that is still to come."""
        if page == 1:
            make.withdrawn(by_id[before[1]])
            make.withdrawn(by_id[before[4]])

    left = [public_id for public_id in before if public_id != before[4]]
    assert _walk(client, settings, "sort=title,-launched&limit=2", withdraw) == left


def test_what_changes_its_place_before_it_is_met_is_met_once(make, client, settings, shelf):
    before = _walk(client, settings, "sort=title&limit=2")
    moved = next(record for record in shelf if record.pk == before[5])

    def rename(page: int) -> None:
        if page == 1:
            moved.title_en = "하나"
            moved.save()
            make.published(make.kept(moved))

    met = _walk(client, settings, "sort=title&limit=2", rename)
    assert met == [*(public_id for public_id in before if public_id != moved.pk), moved.pk]


def test_titles_sort_by_the_letters_of_the_language_that_is_served(make, client):
    for title_en, title_th in (("B", "แผนที่"), ("A", "ที่ดิน"), ("c", "ขนส่ง"), ("d", "เกาะ")):
        make.live("case-study", lessons=0, title_en=title_en, title_th=title_th)
    shown = {
        lang: [item["title"] for item in client.get(f"/api/v1/case-studies?lang={lang}").json()["results"]]
        for lang in ("en", "th")
    }
    assert shown == {"en": ["A", "B", "c", "d"], "th": ["เกาะ", "ขนส่ง", "ที่ดิน", "แผนที่"]}


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("sort=title,launched,evidence,published_at", "At most 3 values."),
        ("sort=title,-title", "Name each order once."),
        ("sort=title,titel", "Unknown. Did you mean “title”?"),
        ("sort=title,", "Unknown. See what is allowed."),
        ("sort=", "Unknown. See what is allowed."),
        ("sort=--title", "Unknown. Did you mean “-title”?"),
        ("sort=relevance", None),
        ("sort=title,relevance&q=land", None),
        ("sort=summary", None),
    ],
)
def test_what_is_no_order_is_refused(db, client, query, detail):
    fault = fault_of(client.get(f"/api/v1/case-studies?{query}"))
    assert (fault["parameter"], fault["code"]) == ("sort", "invalid")
    assert detail in (None, fault["detail"])


def test_relevance_is_the_order_of_what_is_searched_and_of_nothing_else(make, client):
    often = make.live("case-study", lessons=0, title_en="Trees and trees of trees").pk
    once = make.live("case-study", lessons=0, title_en="A word on roads and trees").pk
    assert ids_of(client.get("/api/v1/case-studies?q=trees").json()) == [often, once]
    assert ids_of(client.get("/api/v1/case-studies?q=trees&sort=relevance").json()) == [often, once]
    assert ids_of(client.get("/api/v1/case-studies?q=trees&sort=title").json()) == [once, often]
    assert ids_of(client.get("/api/v1/case-studies").json()) == [once, often]


@pytest.mark.parametrize("keys", [[], [b""], [b"", b""], [b"land", b"", b"\x00\xff"], [b"x" * 120] * 3])
def test_keys_are_put_together_and_taken_apart(keys):
    assert keyset.unpacked(keyset.packed(keys)) == keys
