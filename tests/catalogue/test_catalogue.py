"""The Catalogue: what is published, one record or a page at a time."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.record import Gone, MergedInto, NotPublished
from portal.languages.collation import sort_key
from portal.publishing.publish import merge
from portal.publishing.tables import Entry
from tests.making import rename

TITLES = (
    *("ที่ดินของทุกคน", "เครือข่ายศูนย์บริการ", "แผนที่กลาง", "ไทยดี", "กรมที่ดิน", "โครงการนำร่อง", "อำเภอ"),
    *("LandsMaps", "landsmaps", "Zebra", "Ärzte", "apple", "2021 in review", "Land", "Land"),
    *("Đà Nẵng", "Hà Nội", "Hải Phòng", "Huế", "đất", "ลาว", "ສາລາ", "សាលា", "서울", "ที่ดินของทุกคน"),
)
LAUNCHED = ("2019-05-01", None, "2021-11-15", None, "2019-05-01")
SORTS = ("title", "launched", "evidence", "published_at")


def _shelved(make, titles) -> list:
    country = make.live("country")
    return [
        make.live("case-study", lessons=0, country=country, title_en=title, launched=LAUNCHED[place % 5])
        for place, title in enumerate(titles)
    ]


@pytest.fixture
def shelf(make):
    """25 case studies: equal titles and dates, and dates that nobody knows."""
    return _shelved(make, TITLES)


@pytest.fixture
def few(make):
    """Five case studies, two of them of one title."""
    return _shelved(make, ("ที่ดิน", "Land", "Đà Nẵng", "Land", "서울"))


def _ids(question: Catalogue, limit: int = 2, between=lambda: None) -> list[str]:
    """All that a reader meets who pages through; `between` happens behind the second page."""
    ids, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        page = question.page(cursor, limit)
        ids += [item.public_id for item in page.items]
        cursor, pages = page.next_cursor, pages + 1
        if pages == 2:
            between()
    return ids


def _value(record: dict, sort: str):
    shown = {
        "title": record["title"],
        "launched": record["period"]["launch"],
        "evidence": record["evidence_grade"],
        "published_at": record["published_at"],
    }
    return shown[sort]


def _expected(sort: str) -> list[str]:
    """The order in which Python puts the keys of what is shown; equal ones by age."""
    lines = []
    for public_id, row in (
        Entry.objects.filter(kind="case-study").order_by("row").values_list("public_id", "row")
    ):
        lines.append(
            (sort_key(_value(Catalogue.get(public_id, "en").record, sort.lstrip("-"))), row, public_id)
        )
    lines.sort(key=lambda line: line[0], reverse=sort.startswith("-"))
    return [public_id for *_key, public_id in lines]


def test_paging_yields_every_record_once_in_the_order_of_its_keys(shelf):
    for sort in [sign + name for name in SORTS for sign in ("", "-")]:
        ids = _ids(Catalogue("case-study").sort(sort), limit=7)
        assert ids == _expected(sort)
        assert len(set(ids)) == len(TITLES)
    assert _ids(Catalogue("case-study"), limit=25) == _expected("title")


def test_what_is_not_known_comes_first_ascending_and_last_descending(shelf):
    up = [
        item.record["period"]["launch"]
        for item in Catalogue("case-study").sort("launched").page(limit=25).items
    ]
    down = [
        item.record["period"]["launch"]
        for item in Catalogue("case-study").sort("-launched").page(limit=25).items
    ]
    assert up == [None] * 10 + ["2019-05-01"] * 10 + ["2021-11-15"] * 5
    assert down == up[::-1]


@pytest.mark.parametrize("sort", ["title", "-title"])
def test_record_published_between_two_pages_moves_nothing(make, few, sort):
    before = _ids(Catalogue("case-study").sort(sort))

    def insert() -> None:
        make.live("case-study", lessons=0, title_en="AAA" if sort == "title" else "하나")

    assert _ids(Catalogue("case-study").sort(sort), between=insert) == before
    assert Catalogue("case-study").count() == len(before) + 1


def test_record_withdrawn_between_two_pages_takes_only_itself_away(make, few):
    before = _ids(Catalogue("case-study"))
    last_seen = next(record for record in few if record.pk == before[3])
    assert _ids(Catalogue("case-study"), between=lambda: make.withdrawn(last_seen)) == before


def test_page_that_ends_with_the_list_has_no_cursor(few):
    pages = [Catalogue("case-study").page(limit=limit) for limit in (4, 5, 6)]
    assert [len(page.items) for page in pages] == [4, 5, 5]
    assert [page.next_cursor is None for page in pages] == [False, True, True]


def test_each_language_sorts_by_its_own_titles(make):
    one = make.live("case-study", lessons=0, title_en="A", title_th="ฮ")
    other = make.live("case-study", lessons=0, title_en="B", title_th="ก")
    assert _ids(Catalogue("case-study").language("en")) == [one.pk, other.pk]
    assert _ids(Catalogue("case-study").language("th")) == [other.pk, one.pk]
    assert _ids(Catalogue("case-study").language("km")) == [one.pk, other.pk]


def test_get_serves_the_language_asked_for_or_the_next_best(make):
    case = make.live("case-study", title_en="Land", title_th="ที่ดิน")
    found = {code: Catalogue.get(case.pk, code) for code in ("th", "en", "km")}
    assert {code: (one.served, one.record["title"]) for code, one in found.items()} == {
        "th": ("th", "ที่ดิน"),
        "en": ("en", "Land"),
        "km": ("en", "Land"),
    }
    assert found["km"].record["language"]["requested"] == "km"


def test_addresses_are_absolute_for_programs_and_local_for_pages(make, settings):
    settings.SITE_URL = "https://sala.example"
    case = make.live("case-study")
    found = Catalogue.get(case.pk, "en")
    assert json.loads(found.as_json())["url"] == f"https://sala.example/api/v1/case-studies/{case.pk}"
    assert found.record["url"] == f"/api/v1/case-studies/{case.pk}"


@pytest.mark.parametrize("text", [r"\u001a", r"C:\u001a", "\\\\u001a", '"\\u001a"'])
def test_text_that_looks_like_the_mark_of_an_address_stays_as_it_is(make, text):
    case = make.live("case-study", summary_en=text)
    assert Catalogue.get(case.pk, "en").record["summary"] == text
    assert json.loads(Catalogue.get(case.pk, "en").as_json())["summary"] == text


def test_draft_is_not_published(make):
    case = make.case_study()
    for public_id in (case.pk, "cs-0000000000", ""):
        with pytest.raises(NotPublished):
            Catalogue.get(public_id, "en")


def test_record_of_another_kind_is_not_published(make):
    case = make.live("case-study")
    assert Catalogue.get(case.pk, "en", kind="case-study").public_id == case.pk
    with pytest.raises(NotPublished):
        Catalogue.get(case.pk, "en", kind="conference")
    make.withdrawn(case)
    with pytest.raises(NotPublished):
        Catalogue.get(case.pk, "en", kind="conference")


def test_withdrawn_record_is_gone_and_says_why(make):
    case = make.withdrawn(make.live("case-study"))
    with pytest.raises(Gone) as gone:
        Catalogue.get(case.pk, "en")
    entry = case.entry()
    assert (gone.value.reason, gone.value.at) == ("No longer true.", entry.changed_at)


def test_merged_record_leads_to_the_one_that_stands_for_it(make):
    first, second, third = (make.live("agency") for _number in range(3))
    merge(first.pk, into=second.pk, by=make.secretary)
    merge(second.pk, into=third.pk, by=make.secretary)
    for public_id in (first.pk, second.pk):
        with pytest.raises(MergedInto) as merged:
            Catalogue.get(public_id, "en")
        assert merged.value.survivor.public_id == third.pk
    make.withdrawn(third)
    with pytest.raises(Gone, match=third.pk):
        Catalogue.get(first.pk, "en")


def test_get_and_page_cost_one_query_each(make, django_assert_num_queries):
    for number in range(3):
        case = make.live("case-study", country=make.country(), themes=[make.live("topic")])
        if number in (0, 2):
            with django_assert_num_queries(1):
                Catalogue.get(case.pk, "th")
            with django_assert_num_queries(1):
                assert len(Catalogue("case-study").page().items) == number + 1
            with django_assert_num_queries(1):
                Catalogue("case-study").where(country=["AA"]).page()
            seq = Entry.objects.order_by("-seq").first().seq
            with django_assert_num_queries(3):  # what lies below a theme is counted once
                Catalogue("case-study").at(seq).where(country=["AA"], theme=["x"]).page()
            with django_assert_num_queries(1):
                Catalogue("case-study").at(seq).where(country=["AA"], theme=["x"]).page()


def test_facets_with_labels_cost_one_query_and_counts_none(make, django_assert_num_queries):
    for number in range(3):
        make.live("case-study", country=make.country(), themes=[make.live("topic")])
        question = Catalogue("case-study").at(Entry.objects.order_by("-seq").first().seq)
        assert question.count() == number + 1
        with django_assert_num_queries(0):
            question.count()
            question.facets("stage", "language")
        with django_assert_num_queries(1):
            question.facets("country", "theme", "stage")


def test_without_body_the_column_that_holds_it_is_not_read(make):
    case = make.live("case-study")
    with CaptureQueriesContext(connection) as queries:
        found = Catalogue.get(case.pk, "km", body=False)
        Catalogue("case-study").page()
    assert [query["sql"].count("body") for query in queries] == [0, 0]
    whole = Catalogue.get(case.pk, "km")
    assert found.stored == b""
    assert (found.etag, found.seq, found.served) == (whole.etag, whole.seq, whole.served)


def test_labels_are_names_in_the_language_of_the_reader_or_the_next_best(make):
    make.live("case-study", country=make.country(name_en="Thailand", name_th="ไทย"), stage="evaluation")
    labels = {}
    for code in ("en", "th", "km"):
        facets = Catalogue("case-study").language(code).facets("country", "stage")
        labels[code] = [bucket.label for counts in facets.values() for bucket in counts.buckets]
    assert labels == {"en": ["Thailand", None], "th": ["ไทย", None], "km": ["Thailand", None]}


def test_facet_lists_fifty_values_and_counts_the_others(make):
    agencies = [make.live("agency") for _number in range(52)]
    make.live("conference", agencies=agencies)
    make.live("conference", agencies=agencies[50:])
    make.live("conference")
    counts = Catalogue("conference").facets("agency")["agency"]
    by_count = [(2, pk) for pk in sorted(agency.pk for agency in agencies[50:])]
    by_count += [(1, pk) for pk in sorted(agency.pk for agency in agencies[:50])]
    assert [(bucket.count, bucket.key) for bucket in counts.buckets] == by_count[:50]
    assert (counts.other_count, counts.missing_count) == (2, 1)


def test_draft_that_a_record_cites_is_no_value_of_a_facet(make):
    make.live("case-study", themes=[make.topic()])
    make.live("conference", people=[make.person()])
    assert Catalogue("case-study").facets("theme")["theme"].buckets == []
    assert Catalogue("conference").facets("person")["person"].buckets == []


def test_withdrawn_topic_is_no_value_of_a_facet_any_more(make):
    topic = make.live("topic")
    make.live("case-study", themes=[topic])
    make.withdrawn(topic)
    assert Catalogue("case-study").facets("theme")["theme"].buckets == []


def test_merged_topic_is_counted_and_found_under_the_one_that_stands_for_it(make):
    old, new = make.live("topic"), make.live("topic", name_en="New")
    case = make.live("case-study", themes=[old])
    merge(old.pk, into=new.pk, by=make.secretary)
    buckets = Catalogue("case-study").facets("theme")["theme"].buckets
    assert [(bucket.key, bucket.label, bucket.count) for bucket in buckets] == [(new.pk, "New", 1)]
    assert _ids(Catalogue("case-study").where(theme=[new.pk])) == [case.pk]


def test_record_under_edit_is_found_as_it_was_published(make):
    case = make.live("case-study", title_en="Published")
    make.kept(rename(case, "Draft"))
    assert [item.record["title"] for item in Catalogue("case-study").page().items] == ["Published"]
    assert Catalogue("case-study").count() == 1
