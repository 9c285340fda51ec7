"""What is stored is what is described: everything that is described is there, and nothing besides."""

import json

import pytest

from conferences.models import Material
from portal.catalogue.record import spliced
from portal.openapi.components import components
from portal.openapi.records import kinds, named
from portal.publishing.addresses import with_site
from portal.publishing.publication import Kind
from portal.publishing.tables import Rendition
from tests.openapi.strict import faults

SEQ = 1


@pytest.fixture(scope="module")
def strict(django_db_setup) -> dict:
    return components(strict=True)


def _read(stored: bytes, block: bytes) -> dict:
    return json.loads(with_site(spliced(stored, SEQ, block), "https://sala.example"))


def _faults_of_all(strict: dict) -> tuple[dict[str, int], list[str]]:
    """How many bodies and cards of each kind there are, and what is wrong with them."""
    count, found = {}, []
    rows = Rendition.objects.values_list("entry__kind", "language", "language_block", "card", "body")
    for kind, language, block, card, body in rows:
        name = named(Kind.of(kind))
        for component, stored in ((f"{name}Card", card), (name, body)):
            if stored is not None:
                count[component] = count.get(component, 0) + 1
                record = _read(stored, block)
                wrong = faults(record, strict[component], strict)
                found += [f"{record['id']} {language} {component} {fault}" for fault in wrong]
    return count, found


def test_every_record_of_the_opening_content_is_as_described_in_every_language(loaded, strict):
    count, found = _faults_of_all(strict)
    assert found[:20] == []
    # Nothing of it has a file.
    assert {name for name in count if not name.endswith("Card")} == {*map(named, kinds())} - {"Material"}


def _of(kind: str, public_id: str, language: str) -> dict:
    found = Rendition.objects.get(entry__kind=kind, entry__public_id=public_id, language=language)
    return _read(found.body, found.language_block)


def test_records_with_little_in_them_are_as_described(make, strict):
    cases = [make.live("case-study"), make.live("case-study", lessons=0, service_name="Ours")]
    person, country, agency = make.live("person"), make.live("country"), make.live("agency")
    conference = make.conference(cases=cases, people=[person], countries=[country], agencies=[agency])
    for session in (None, conference.sessions.get()):
        Material(record=conference, session=session, kind="slides", url="https://example.org/slides").save()
    make.published(make.kept(conference))
    for kind in ("country-group", "topic", "series", "page"):
        make.live(kind)
    make.withdrawn(person)
    speaker = _of("conference", conference.pk, "en")["sessions"][0]["speakers"][0]
    assert (speaker["id"], speaker["name"], "url" in speaker) == (None, None, False)
    count, found = _faults_of_all(strict)
    assert found[:20] == []
    assert {"CaseStudy", "Conference", "Session", "Lesson", "Material", "Page", "Series"} <= count.keys()


def test_a_text_in_another_language_than_its_record_says_so_as_described(make, strict):
    case = make.live("case-study", text_languages={"en": {"summary": "th"}})
    assert _of("case-study", case.pk, "en")["summary_language"] == "th"
    assert "summary_language" not in _of("case-study", case.pk, "th")
    assert _faults_of_all(strict)[1] == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda record: record.pop("summary"), "against required"),
        (lambda record: record.update(more=1), "$.more: not described"),
        (lambda record: record.update(title=5), "$.title: 5 is not ['string', 'null']"),
        (lambda record: record.update(stage="beginning"), "against x-extensible-enum"),
        (lambda record: record.update(published_at="yesterday"), "against format date-time"),
        (lambda record: record["language"].update(served="xx"), "$.language.served"),
    ],
)
def test_what_is_not_as_described_would_be_noticed(make, strict, change, fault):
    case = make.live("case-study")
    record = _of("case-study", case.pk, "en")
    change(record)
    found = faults(record, strict["CaseStudy"], strict)
    assert (len(found), fault in found[0]) == (1, True), found
