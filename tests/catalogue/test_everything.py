"""Everything as if it were one kind: its facets, orders, counts and pages."""

import pytest

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Filter, bitmap_of, numbers_in
from portal.catalogue.everything import EVERYTHING
from portal.publishing.publication import Kind


@pytest.fixture
def shelf(make):
    """Some of several kinds, named so that their kinds mix by name."""
    country = make.live("country", name_en="Middle land")
    case = make.live(
        "case-study", title_en="zebra crossing", country=country, lessons=1, launched="2019-01-01"
    )
    agency = make.live("agency", name_en="Apple office", country=country)
    conference = make.live("conference", title_en="Meeting", countries=[country], cases=[case])
    return country, case, agency, conference


def _ids(page) -> list[str]:
    return [item.public_id for item in page.items]


def _counted(question: Catalogue, name: str) -> dict[str, int]:
    return {bucket.key: bucket.count for bucket in question.facets(name)[name].buckets}


def test_facets_of_which_two_kinds_mean_different_things_are_left_out():
    assert next(iter(EVERYTHING.facets)) == "type"
    assert "kind" not in EVERYTHING.facets
    assert {"country", "theme", "year", "stage", "evidence", "conference"} <= EVERYTHING.facets.keys()
    assert set(EVERYTHING.linked) <= EVERYTHING.facets.keys()
    assert EVERYTHING.choices["type"] == tuple(EVERYTHING.kinds)
    assert EVERYTHING.choices["evidence"] == tuple("012345")


def test_kinds_stand_in_the_order_in_which_people_come_for_them():
    assert sorted(EVERYTHING.kinds) == sorted(
        Kind.registry.keys() - {"metric"}
    )  # figures have lists of their own
    assert EVERYTHING.kinds[:6] == ["case-study", "conference", "lesson", "session", "agency", "country"]
    assert EVERYTHING.kinds[-1] == "page"


def test_every_kind_has_a_name_to_be_sorted_by():
    assert sorted(kind for kinds in EVERYTHING.columns("title").values() for kind in kinds) == sorted(
        EVERYTHING.kinds
    )


def test_all_live_things_are_counted_once_whatever_their_languages(shelf):
    everything = Catalogue()
    assert everything.count() == 7  # with a lesson, a session and a takeaway
    assert _counted(everything, "type") == {
        "agency": 1,
        "case-study": 1,
        "conference": 1,
        "country": 1,
        "lesson": 2,
        "session": 1,
    }
    assert sum(_counted(everything, "type").values()) == everything.count() == len(_ids(everything.page()))


def test_filters_of_one_kind_leave_out_what_has_no_such_facet(shelf):
    country, case, agency, conference = shelf
    lesson = case.lessons.get()
    found = Catalogue().where(country=[country.pk])
    assert set(_ids(found.page())) == {case.pk, lesson.pk, agency.pk, conference.pk}
    assert found.count() == 4
    assert found.where(type=["agency", "case-study"]).count() == 2
    assert found.where(type=Filter(none_of=frozenset({"agency"}))).count() == 3
    assert found.where(type=Filter(is_missing=True)).count() == 0
    missing = Catalogue().where(country=Filter(is_missing=True))
    assert (missing.count(), len(_ids(missing.page()))) == (3, 3)
    assert Catalogue().where(type=["agency"], stage=["evaluation"]).count() == 0


@pytest.mark.parametrize(
    "filters", [{}, {"country": ["AA"]}, {"type": ["lesson", "agency"]}, {"language": ["th"]}]
)
def test_count_page_and_facets_tell_the_same(shelf, filters):
    question = Catalogue().where(**filters)
    met = _ids(question.page(limit=100))
    assert question.count() == len(met) == len(set(met))
    for name in EVERYTHING.facets:
        counts = question.facets(name)[name]
        one_by_one = [
            _ids(question.where(**{name: [bucket.key]}).page(limit=100)) for bucket in counts.buckets
        ]
        assert [bucket.count for bucket in counts.buckets] == [len(several) for several in one_by_one], name


@pytest.mark.parametrize("order", ["title", "-title", "kind", "-kind", "published_at", "-published_at"])
def test_each_order_is_walked_by_cursor_or_by_number_to_the_same_end(shelf, order):
    question = Catalogue().sort(order)
    whole = _ids(question.page())
    by_cursor, cursor = [], None
    while not by_cursor or cursor:
        page = question.page(cursor, limit=2)
        by_cursor += _ids(page)
        cursor = page.next_cursor
    by_number = [
        public_id for start in range(0, 8, 2) for public_id in _ids(question.page(limit=2, start=start))
    ]
    assert by_cursor == by_number == whole
    assert len(set(whole)) == 7


def test_by_name_kinds_mix_and_by_kind_they_do_not(shelf):
    country, case, agency, _conference = shelf
    named = _ids(Catalogue().sort("title").page())
    assert [public_id for public_id in named if public_id in (country.pk, case.pk, agency.pk)] == [
        agency.pk,
        country.pk,
        case.pk,
    ]
    kinds = [item.kind for item in Catalogue().sort("kind").page().items]
    assert kinds == sorted(kinds, key=EVERYTHING.kinds.index)
    newest = [item.row for item in Catalogue().sort("-published_at").page().items]
    assert newest == sorted(newest, reverse=True)


def test_a_bitmap_holds_its_numbers():
    for numbers in (set(), {0}, {7, 8}, {1, 63, 64, 1_000_003}):
        assert numbers_in(bitmap_of(numbers)) == numbers
        assert bitmap_of(numbers) == sum(1 << number for number in numbers)
