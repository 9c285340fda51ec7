"""The Census: bitmaps that always say what SQL says, at the price of two queries after each publish."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Census, Filter, KindCensus, census
from portal.publishing.lock import current_seq
from portal.publishing.tables import Entry
from tests.making import rename

STAGES = ("", "implementation", "evaluation")
FACETS = ("country", "theme", "stage", "language")
NOTHING = frozenset()

steps = st.lists(
    st.tuples(
        st.sampled_from(["publish", "publish", "change", "withdraw", "again"]),
        st.integers(0, 9),  # which one
        st.sets(st.integers(0, 2), max_size=3),  # themes
        st.integers(0, 1),  # country
        st.sampled_from(STAGES),
    ),
    min_size=4,
    max_size=9,
)
places = st.lists(st.integers(0, 4), max_size=2).map(tuple)
filters = st.tuples(places, places, places, st.sampled_from([None, None, True, False]))
questions = st.lists(st.tuples(st.sampled_from(FACETS), filters), min_size=1, max_size=3).map(dict)


def _sql(filters: dict[str, Filter], *, facet: str = "", value: str = "") -> int:
    """How many live case studies pass, counted by the database over Entry and Facet alone."""
    having = "SELECT 1 FROM portal_facet f WHERE f.entry_id = e.row AND f.name = %s"
    clauses, values = ["e.kind = %s AND e.status = %s"], ["case-study", "live"]

    def add(clause: str, *more: str) -> None:
        clauses.append(clause)
        values.extend(more)

    for name, wanted in filters.items():
        if wanted.any_of:
            marks = ",".join(["%s"] * len(wanted.any_of))
            add(f"EXISTS ({having} AND f.value IN ({marks}))", name, *wanted.any_of)
        for one in wanted.all_of:
            add(f"EXISTS ({having} AND f.value = %s)", name, one)
        for one in wanted.none_of:
            add(f"NOT EXISTS ({having} AND f.value = %s)", name, one)
        if wanted.is_missing is not None:
            add(f"{'NOT ' if wanted.is_missing else ''}EXISTS ({having})", name)
    if facet:
        add(
            f"EXISTS ({having} AND f.value = %s)" if value else f"NOT EXISTS ({having})",
            facet,
            *[value] * bool(value),
        )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM portal_entry e WHERE {' AND '.join(clauses)}", values)  # noqa: S608
        return cursor.fetchone()[0]


def _assert_all_counts_equal_sql(question: Catalogue, vocabulary: dict[str, tuple[str, ...]]) -> None:
    assert question.count() == len(question.page(limit=100).items) == _sql(question.filters)
    for name, counts in question.facets(*FACETS).items():
        others = {other: wanted for other, wanted in question.filters.items() if other != name}
        by_sql = {value: _sql(others, facet=name, value=value) for value in vocabulary[name]}
        assert {bucket.key: bucket.count for bucket in counts.buckets} == {
            k: n for k, n in by_sql.items() if n
        }
        assert [(-bucket.count, bucket.key) for bucket in counts.buckets] == sorted(
            (-bucket.count, bucket.key) for bucket in counts.buckets
        )
        assert (counts.other_count, counts.missing_count) == (0, _sql(others, facet=name))


class World:
    """Case studies that come, change and go, and beside them what is true of each live one."""

    def __init__(self, make, countries, themes):
        self.make, self.countries, self.themes = make, countries, themes
        self.cases, self.truth, self.older = [], {}, {}

    def take(self, action: str, place: int, themes: set[int], country: int, stage: str) -> None:
        case = self.cases[place % len(self.cases)] if self.cases else None
        fields = {"country": self.countries[country], "stage": stage}
        picked = [self.themes[number] for number in sorted(themes)]
        if action == "publish" or case is None:
            case = self.make.live("case-study", lessons=0, themes=picked, **fields)
            self.cases.append(case)
        elif action == "change":
            self.older[case.pk] = (case.latest_revision(), self.truth[case.pk])
            for name, value in fields.items():
                setattr(case, name, value)
            case.themes.set(picked)
            self.make.published(self.make.kept(rename(case, f"Changed {place}")))
        elif action == "withdraw":
            self.make.withdrawn(case)
            self.cases.remove(case)
            del self.truth[case.pk]
            return
        elif action == "again" and case.pk in self.older:
            revision, self.truth[case.pk] = self.older[case.pk]
            case.refresh_from_db()
            self.make.published(case, revision)
            case.refresh_from_db()
            return
        else:
            return
        truth = {
            "country": {fields["country"].pk},
            "theme": {theme.pk for theme in picked},
            "stage": {stage} - {""},
        }
        self.truth[case.pk] = truth


def test_counts_equal_sql_through_any_history(make):
    countries = [make.live("country") for _number in range(2)]
    themes = [make.live("topic") for _number in range(3)]
    vocabulary = {
        "country": (*(country.pk for country in countries), "ZZ"),
        "theme": (*(theme.pk for theme in themes), "tp-0000000000"),
        "stage": ("implementation", "evaluation", "developing_proposals"),
        "language": ("en", "th", "km"),
    }

    @settings(
        max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )
    @given(steps, st.lists(questions, min_size=3, max_size=3))
    def holds(history, asked):
        census.forget()  # the numbers of the history before were rolled back
        world = World(make, countries, themes)
        with transaction.atomic():
            for step in history:
                world.take(*step)
                assert Catalogue("case-study").count() == len(world.truth)  # the Census catches up
            for question in [{}, *asked]:
                wanted = {
                    name: Filter(
                        *(
                            frozenset(vocabulary[name][place % len(vocabulary[name])] for place in some)
                            for some in sets
                        ),
                        is_missing,
                    )
                    for name, (*sets, is_missing) in question.items()
                }
                _assert_all_counts_equal_sql(Catalogue("case-study", filters=wanted), vocabulary)
            facets = Catalogue("case-study").facets("country", "theme", "stage")
            for name, counts in facets.items():
                true = [value for facts in world.truth.values() for value in facts[name]]
                assert {bucket.key: bucket.count for bucket in counts.buckets} == {
                    v: true.count(v) for v in true
                }
                assert counts.missing_count == sum(not facts[name] for facts in world.truth.values())
            transaction.set_rollback(True)

    holds()


def test_facet_ignores_its_own_filter_and_heeds_the_others(make):
    here, there = make.country(), make.country()
    for country, stage in ((here, "evaluation"), (here, "implementation"), (there, "evaluation")):
        make.live("case-study", lessons=0, country=country, stage=stage)
    facets = Catalogue("case-study").where(country=[here.pk], stage=["evaluation"]).facets("country", "stage")
    assert [(bucket.key, bucket.count) for bucket in facets["country"].buckets] == [
        (here.pk, 1),
        (there.pk, 1),
    ]
    assert [(bucket.key, bucket.count) for bucket in facets["stage"].buckets] == [
        ("evaluation", 1),
        ("implementation", 1),
    ]


def test_catching_up_costs_two_queries_after_a_publish_and_none_without_one(make, django_assert_num_queries):
    kept = Census()
    for _number in range(3):
        make.live("case-study", lessons=2)
        seq = current_seq()
        with django_assert_num_queries(2):
            kept.of("case-study", seq)
        with django_assert_num_queries(0):
            kept.of("case-study", seq)
            kept.of("conference", seq)
            kept.of("lesson", seq)
    assert (kept.of("case-study", seq).live.bit_count(), kept.of("lesson", seq).live.bit_count()) == (3, 6)


def test_empty_portal_is_counted_without_a_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Census().of("case-study", 0) == KindCensus()


def test_number_that_goes_backwards_makes_the_census_begin_anew(make):
    kept = Census()
    first, second = make.live("case-study"), make.live("case-study")
    assert kept.of("case-study", current_seq()).live.bit_count() == 2
    Entry.objects.get(public_id=second.pk).delete()  # as in a database restored from a backup
    Entry.objects.filter(record_id=second.pk).delete()
    rows = list(Entry.objects.filter(public_id=first.pk).values_list("row", flat=True))
    restored = kept.of("case-study", current_seq())
    assert (restored.live, list(restored.values_of)) == (1 << rows[0], rows)


def test_answer_read_before_a_publish_stays_as_it_was(make):
    kept = Census()
    case = make.live("case-study", stage="evaluation")
    before = kept.of("case-study", current_seq())
    copy = before.copy()
    make.live("case-study", country=make.country(), stage="implementation")
    make.withdrawn(case)
    after = kept.of("case-study", current_seq())
    assert before == copy
    assert (before.live.bit_count(), sorted(before.facets["stage"])) == (1, ["evaluation"])
    assert (after.live.bit_count(), sorted(after.facets["stage"])) == (1, ["implementation"])


def test_value_that_nobody_has_any_more_is_forgotten():
    kind = KindCensus()
    kind.set(7, "tp-a", [("stage", "evaluation"), ("theme", "a")], live=True)
    kind.set(7, "tp-a", [("theme", "a")], live=True)
    assert kind.facets == {"stage": {}, "theme": {"a": 1 << 7}}
    kind.set(7, "tp-a", [], live=False)
    assert (kind.live, kind.facets, kind.values_of) == (0, {"stage": {}, "theme": {}}, {})


@pytest.mark.parametrize(
    ("wanted", "mask"),
    [
        (Filter(), 0b1111),
        (Filter(any_of=frozenset("a")), 0b0011),
        (Filter(any_of=frozenset("abx")), 0b0111),
        (Filter(any_of=frozenset("x")), 0),
        (Filter(all_of=frozenset("ab")), 0b0010),
        (Filter(all_of=frozenset("ax")), 0),
        (Filter(none_of=frozenset("ax")), 0b1100),
        (Filter(is_missing=True), 0b1000),
        (Filter(is_missing=False), 0b0111),
        (Filter(any_of=frozenset("b"), none_of=frozenset("a")), 0b0100),
        (Filter(any_of=frozenset("a"), is_missing=True), 0),
    ],
)
def test_filter_masks_the_live_ones(wanted, mask):
    assert wanted.mask({"a": 0b0011, "b": 0b0110}, 0b1111) == mask


def test_census_holds_what_the_entries_say_of_a_part(make):
    make.live("case-study", lessons=2, themes=[make.live("topic")])
    lessons = Census().of("lesson", current_seq())
    assert {name: len(values) for name, values in lessons.facets.items()} == {
        "kind": 1,
        "country": 1,
        "theme": 1,
        "language": 2,
    }
