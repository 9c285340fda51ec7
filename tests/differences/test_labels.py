"""Every value of a body is called by the field that it is made of, or deliberately not compared."""

from collections.abc import Iterator

import pytest
from rest_framework import serializers

from portal.differences.bodies import ASIDE
from portal.differences.labels import Labels
from portal.publishing.publication import Kind, Publication

# What the page of a difference leaves out: places in lists, addresses of parts, what others say of the record,
# objects that only group values, and what only programs read.
UNNAMED = {
    "country": {"groups", "indicators.id"},
    "country-group": {"memberships.id"},
    "agency": {"successors", "sources.id"},
    "topic": {"successors"},
    "case-study": {
        *("period", "resources", "reuse", "presented_at", "dgpf_dimensions"),
        *("metrics.id", "metrics.source", "lessons.id", "lessons.url", "lessons.kind", "lessons.source"),
        *("sources.id", "attachments.id"),
    },
    "conference": {
        *(
            "sessions.id",
            "sessions.url",
            "sessions.source",
            "sessions.materials.id",
            "sessions.materials.url",
            "sessions.materials.session",
        ),
        *(
            "sessions.speakers.appearance",
            "takeaways.id",
            "takeaways.url",
            "takeaways.kind",
            "takeaways.source",
        ),
        *("materials.id", "materials.url", "materials.session", "case_studies.session", "sources.id"),
    },
}


def _paths(serializer: serializers.Serializer, path: str = "") -> Iterator[str]:
    for name, field in serializer.fields.items():
        place = f"{path}.{name}" if path else name
        yield place
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.Serializer):
            yield from _paths(inner, place)


@pytest.mark.parametrize("publication", Publication.all(), ids=lambda publication: publication.kind)
def test_whatever_is_shown_has_a_label_or_is_left_out_on_purpose(publication):
    labels = Labels(publication)
    paths = set(_paths(publication.serializer())) - ASIDE - publication.derived.keys()
    assert {path for path in paths if labels.of(path) is None} == UNNAMED.get(publication.kind, set())
    assert all(labels.of(path).label for path in paths - UNNAMED.get(publication.kind, set()))


@pytest.mark.parametrize(
    ("kind", "path", "label"),
    [
        ("case-study", "period.launch", "Launched"),
        ("case-study", "resources.cost_band", "Cost band"),
        ("case-study", "metrics.label", "Label"),
        ("case-study", "agencies", "Agencies"),
        ("case-study", "license.id", "Licence"),
        ("conference", "participation.countries.note", "Note"),
        ("conference", "sessions.speakers.job_title", "Job title"),
        ("country", "indicators.source.title", "Source"),
    ],
)
def test_values_are_called_by_their_fields(kind, path, label):
    assert Labels(Kind.of(kind)).of(path).label == label
