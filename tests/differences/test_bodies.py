"""What differs between two bodies: values, and parts that came, went, changed or moved."""

import pytest

from portal.differences.bodies import differences
from portal.publishing.publication import Kind

CASES = Kind.of("case-study")
LAND = {"id": "tp-1", "type": "topic", "name": "Land", "url": "/a", "html_url": "/b", "scheme": "theme"}


def _lesson(public_id: str, text: str) -> dict:
    return {
        "id": public_id,
        "url": f"/api/v1/lessons/{public_id}",
        "kind": "lesson",
        "text": text,
        "source": None,
    }


def _values(before: dict, after: dict) -> list[tuple]:
    found = differences(CASES, before, after)
    return [(change.name.label, change.before, change.after) for change in found.changes]


def _parts(before: list, after: list, name: str = "lessons") -> list[tuple]:
    found = differences(CASES, {name: before}, {name: after})
    return [
        (part.fate, part.key, [change.name.path for change in part.changes], part.places)
        for parts in found.parts.values()
        for part in parts
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        ({"title": "A"}, {"title": "A"}),
        ({"title": None}, {"title": ""}),
        ({"lessons": []}, {"lessons": None}),
        ({"version": 1, "slug": "a", "updated_at": "x"}, {"version": 2, "slug": "a", "updated_at": "y"}),
        ({"evidence_grade": 1, "gaps": ["users"]}, {"evidence_grade": 2, "gaps": []}),
        ({"an_internal_field": "A"}, {"an_internal_field": "B"}),  # no label, no difference
    ],
)
def test_what_a_reader_would_not_see_does_not_differ(before, after):
    assert not differences(CASES, before, after)


def test_values_within_groups_differ_one_by_one():
    before = {"title": "A", "period": {"start": "2019", "launch": None}, "resources": {"team_size": 0}}
    after = {"title": "B", "period": {"start": "2019", "launch": "2021"}, "resources": {"team_size": None}}
    assert _values(before, after) == [
        ("Title", "A", "B"),
        ("Launched", None, "2021"),
        ("People in the team", 0, None),
    ]


def test_parts_belong_together_by_their_id():
    one, two = _lesson("ls-1", "A"), _lesson("ls-2", "B")
    assert _parts([one], [one, two]) == [("added", "ls-2", ["lessons.text"], None)]
    assert _parts([one, two], [two]) == [("removed", "ls-1", ["lessons.text"], None)]
    assert _parts([one], [_lesson("ls-1", "C")]) == [("changed", "ls-1", ["lessons.text"], None)]
    assert _parts([one, two], [two, one]) == [("changed", "ls-2", [], (2, 1))]


def test_parts_without_an_id_belong_together_by_what_they_say():
    one, two = {"number": 3, "evidence": "A"}, {"number": 4, "evidence": "B"}
    assert _parts([one, two], [one, two], "sdgs") == []
    assert [part[0] for part in _parts([one], [two], "sdgs")] == ["removed", "added"]


def test_a_record_named_twice_is_not_mistaken_for_one():
    lead, partner = (
        {"id": "ag-1", "html_url": "/", "name": "A", "role": role} for role in ("lead", "partner")
    )
    assert [part[0] for part in _parts([lead, partner], [lead, partner], "agencies")] == []
    assert [part[0] for part in _parts([lead], [partner], "agencies")] == ["changed"]


def test_a_list_of_names_with_what_is_said_of_each_is_compared_name_by_name():
    assert _parts([], [LAND], "topics") == [("added", "tp-1", [], None)]
