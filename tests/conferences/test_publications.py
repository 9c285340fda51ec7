"""What is asked of conferences and people before they are published."""

from conferences.publications import Conferences, People


def test_a_conference_needs_a_date_and_a_source(make):
    document = make.conference().document()
    assert Conferences().check(document) == []
    document["fields"]["starts_on"] = None
    document["parts"]["sources"] = []
    assert Conferences().check(document) == ["It has no date.", "It has no source."]


def test_nobody_is_published_who_objected(make):
    document = make.person(objected_on="2026-01-01").document()
    assert People().check(document) == ["This person asked not to be named."]
