"""What is shown beside a record: others of its kind that share what few share."""

import random
from fractions import Fraction

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import bitmap_of
from portal.catalogue.related import MOST, most_alike, related_to
from portal.publishing.numbers import portal_number
from portal.publishing.publication import Kind


def _related(case, language: str = "en"):
    publication = Kind.of("case-study")
    return related_to(Catalogue.get(case.pk, language).record, publication, language)


def test_what_few_share_counts_more_than_what_all_have(make):
    common, rare = make.live("topic", name_en="Common"), make.live("topic", name_en="Rare", name_th="หายาก")
    first = make.live("case-study", themes=[common, rare])
    others = [make.live("case-study", themes=[common]) for _number in range(3)]
    nearest = make.live("case-study", themes=[rare])
    make.live("case-study", themes=[])
    found = _related(first)
    assert [item.record["id"] for item in found] == [nearest.pk, *(other.pk for other in others)]
    assert (found[0].facet, found[0].label, found[0].language) == ("theme", "Rare", "en")
    assert (_related(first, "th")[0].label, _related(first, "lo")[0].language) == ("หายาก", "en")


def test_a_conference_is_named_before_a_theme(make):
    topic = make.live("topic")
    one, two = (make.live("case-study", themes=[topic]) for _number in range(2))
    conference = make.live("conference", cases=[one, two], title_en="The conference")
    found = _related(one)
    assert [(item.record["id"], item.facet, item.label) for item in found] == [
        (two.pk, "conference", conference.title_en)
    ]


def test_what_is_not_public_is_not_near(make):
    topic = make.live("topic")
    case, withdrawn = (make.live("case-study", themes=[topic]) for _number in range(2))
    make.case_study(themes=[topic])
    assert len(_related(case)) == 1
    make.withdrawn(withdrawn)
    assert _related(case) == []


def test_the_page_is_made_anew_when_something_comes_near(make, client):
    topic = make.live("topic")
    case = make.live("case-study", themes=[topic])
    address = f"/en/case-studies/{case.pk}/{case.slug}".rstrip("/")
    before = client.get(address).content.decode()
    make.live("case-study", themes=[topic], title_en="A newcomer")
    assert "A newcomer" not in before
    assert "A newcomer" in client.get(address).content.decode()


def test_it_costs_three_queries(make):
    topic = make.live("topic")
    case, _other = (make.live("case-study", themes=[topic]) for _number in range(2))
    _related(case)
    record = Catalogue.get(case.pk, "en").record
    seq = portal_number().value
    with CaptureQueriesContext(connection) as queries:
        related_to(record, Kind.of("case-study"), "en", seq)
    assert len(queries) == 3


def test_the_most_alike_are_found_without_counting_all_that_is_shared():
    chance = random.Random(7)  # noqa: S311 - nothing secret is drawn
    for _round in range(300):
        several = [
            set(chance.sample(range(1, 60), chance.choice((1, 2, 3, 8, 30))))
            for _facet in range(chance.randint(0, 6))
        ]
        scores = {
            row: sum(Fraction(1, len(each)) for each in several if row in each)
            for row in set().union(*several)
        }
        best = sorted(scores, key=lambda row: (-scores[row], row))[:MOST]
        found = most_alike([bitmap_of(each) for each in several])
        assert found == best
