"""Groups by the values of several facets: all that there are, or one more than is allowed."""

from collections import Counter
from itertools import product

import pytest

from portal.catalogue import grouping
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.grouping import groups_of

FACETS = ["theme", "country", "year"]
PLENTY = 1_000


class Counted(Catalogue):
    """A question that knows which facets were read of it."""

    def values(self, name):
        vars(self).setdefault("read", []).append(name)
        return super().values(name)


@pytest.fixture
def shelf(make) -> list[tuple[set, set, set]]:
    """Case studies, and by case the values that it has of FACETS, None where it has none."""
    wide = make.live("topic", scheme="theme")
    narrow, other = make.live("topic", scheme="theme", parent=wide), make.live("topic", scheme="theme")
    first, second, third = (make.live("country", id=code) for code in ("AA", "AB", "AC"))
    rows = []
    for themes, countries, launched in (
        ([narrow], [first], "2021-05-01"),
        ([narrow, other], [first, second], "2021-01-01"),
        ([other], [second, first, third], None),
        ([], [third], "2022-02-01"),
        ([narrow], [first], "2021-05-01"),
    ):
        case = make.case_study(country=countries[0], launched=launched)
        case.themes.set(themes)
        case.further_countries.set(countries[1:])
        make.published(make.kept(case))
        above = {wide.pk} if narrow in themes else set()
        rows.append(
            (
                {theme.pk for theme in themes} | above or {None},
                {country.pk for country in countries},
                {launched and launched[:4]},
            )
        )
    return rows


@pytest.mark.parametrize("few", [0, grouping.FEW])
@pytest.mark.parametrize("places", [(0,), (1,), (2,), (0, 1), (2, 0), (0, 1, 2), (1, 2, 0)])
def test_each_record_is_in_the_groups_of_all_its_values(shelf, monkeypatch, few, places):
    monkeypatch.setattr(grouping, "FEW", few)
    expected = Counter(
        values for row in shelf for values in product(*(sorted(row[place], key=str) for place in places))
    )
    found = groups_of(Catalogue("case-study"), [FACETS[place] for place in places], PLENTY)
    assert {group.values: group.count for group in found} == expected
    assert len(found) == len(expected)
    order = [[(value is None, value or "") for value in group.values] for group in found]
    assert order == sorted(order)


@pytest.mark.parametrize("few", [0, grouping.FEW])
def test_only_those_who_are_asked_for_are_grouped(shelf, monkeypatch, few):
    monkeypatch.setattr(grouping, "FEW", few)
    question = Catalogue("case-study").where(country=["AC"])
    found = groups_of(question, ["country", "year"], PLENTY)
    assert [(group.values, group.count) for group in found] == [
        (("AA", None), 1),
        (("AB", None), 1),
        (("AC", "2022"), 1),
        (("AC", None), 1),
    ]
    assert groups_of(question.where(country=["ZZ"]), ["country", "year"], PLENTY) == []


def test_no_more_are_looked_for_than_show_that_there_are_too_many(shelf):
    question = Catalogue("case-study")
    there = {group.values: group.bitmap for group in groups_of(question, FACETS, PLENTY)}
    for most in range(1, len(there) + 2):
        found = groups_of(question, FACETS, most)
        assert len(found) == min(most + 1, len(there))
        assert {group.values: group.bitmap for group in found}.items() <= there.items()


def test_each_facet_is_read_once(shelf):
    question = Counted("case-study")
    assert len(groups_of(question, FACETS, PLENTY)) > len(FACETS)
    assert vars(question)["read"] == FACETS
