"""Redaction leaves a passage nowhere."""

import json

import pytest
from django.db.models import ProtectedError

from knowledge.models import Attachment
from portal.accounts.models import Role, User
from portal.publishing.claims import Claim
from portal.publishing.files import store, texts_of
from portal.publishing.outbox import enqueue
from portal.publishing.publish import NotPublishable
from portal.publishing.reading import read_files
from portal.publishing.record import State
from portal.publishing.redaction import BLOT, LONGEST_BLOT, redact
from portal.publishing.review import NotAllowed, transition
from portal.publishing.tables import Entry, Facet, Outbox, Reference, Rendition, Review, Revision
from tests.contracts.surfaces import api, readings
from tests.making import rename

BLACKED_OUT = BLOT * LONGEST_BLOT
PASSAGE = "Somchai Secretson"


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }


def _everywhere() -> str:
    """Everything that the publishing house keeps, as text."""
    tables = (Revision, Entry, Facet, Reference, Outbox)
    kept = [json.dumps(list(table.objects.values()), default=str, ensure_ascii=False) for table in tables]
    for row in Rendition.objects.all():
        kept += [
            bytes(row.card).decode(),
            bytes(row.body or b"").decode(),
            bytes(row.language_block).decode(),
        ]
    return "\n".join(kept)


def test_a_planted_passage_is_nowhere_afterwards(make):
    case = make.case_study(summary_en=f"Told by {PASSAGE}.")
    source = case.sources.get()
    source.quotation = f"“{PASSAGE} said so”"
    source.save()
    case.keep(by=make.secretary, note=f"Added {PASSAGE}")
    make.published(case)
    conference = make.live("conference", cases=[case])
    rename(case, f"The case of {PASSAGE}").keep(by=make.user())
    make.published(case)
    enqueue("mail", {"record": case.pk, "text": PASSAGE})
    assert PASSAGE in _everywhere()
    held = redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert held >= 3
    case.refresh_from_db()
    assert PASSAGE not in _everywhere()
    assert PASSAGE not in json.dumps(case.document(), ensure_ascii=False)
    found = dict(readings(case.pk, "case-study")) | dict(readings(conference.pk, "conference"))
    assert [address for address, text in found.items() if PASSAGE in text] == []
    assert BLACKED_OUT in found[f"/api/v1/conferences/{conference.pk}"]


def test_an_audit_line_stays_without_the_text(make):
    case = make.live("case-study", summary_en=f"Told by {PASSAGE}.")
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    events = list(Revision.objects.filter(record_id=case.pk).values_list("event", "note"))
    assert ("redacted", "The person asked for it.") in events


def test_redacting_publishes_no_draft(make):
    case = make.live("case-study", title_en="Published", summary_en=f"Told by {PASSAGE}.")
    make.kept(rename(case, "Draft title"))
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert case.entry().names["en"] == "Published"


def test_codes_and_ids_are_left_alone(make):
    case = make.live("case-study", operating_status="running", summary_en="It is running well.")
    redact(case, "running", by=make.secretary, reason="A test of words.")
    case.refresh_from_db()
    assert (case.operating_status, case.summary_en) == ("running", f"It is {BLACKED_OUT} well.")


@pytest.mark.parametrize(
    ("passage", "reason"),
    [("", "Why"), ("ab", "Why"), (PASSAGE, " "), (PASSAGE, f"About {PASSAGE}"), ("not there at all", "Why")],
)
def test_redaction_asks_for_a_passage_that_is_there_and_a_reason_without_it(make, passage, reason):
    case = make.live("case-study", summary_en=f"Told by {PASSAGE}.")
    with pytest.raises(NotPublishable):
        redact(case, passage, by=User.objects.system(), reason=reason)


def test_a_draft_is_redacted_and_stays_unpublished(make):
    case = make.case_study(summary_en=f"Told by {PASSAGE}.")
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert PASSAGE not in _everywhere()
    assert case.entry() is None


def test_what_is_no_column_of_words_is_redacted_too_where_it_holds_words(make):
    case = make.case_study(summary_en=f"Told by {PASSAGE}.", slug="somchai-secretson-tells")
    case.standards = [f"Standard of {PASSAGE}"]
    case.save()
    make.published(make.kept(case))
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    case.refresh_from_db()
    assert (case.standards, case.slug) == ([f"Standard of {BLACKED_OUT}"], "")
    assert PASSAGE not in _everywhere()


def test_a_short_passage_does_not_grow_beyond_its_column(make):
    name = "Kim " * 30
    person = make.live("person", name_en=name.strip())
    redact(person, "Kim", by=make.secretary, reason="The person asked for it.")
    person.refresh_from_db()
    assert person.name_en == ("███ " * 30).strip()


def test_addresses_of_files_and_codes_stay(make):
    case = make.case_study(summary_en="In 2021 it began.", cost_amount=1, cost_currency="THB")
    case.attachments.create(kind="report", title_en="A", title_th="ก", file_sha256="2021" * 16)
    make.published(make.kept(case))
    redact(case, "2021", by=make.secretary, reason="A wrong year.")
    assert case.attachments.get().file_sha256 == "2021" * 16


def test_translations_are_not_outdated_by_a_redaction(make):
    case = make.live("case-study", summary_th=f"เล่าโดย {PASSAGE}", summary_en="Told by somebody.")
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert api("case-study", case.pk, lang="en")[1]["language"]["translation"]["outdated"] is False


def test_the_reason_of_a_tombstone_is_redacted_at_once(make, client, settings):
    settings.NUMBER_MAX_AGE = 60
    case = make.live("case-study", summary_en=f"Told by {PASSAGE}.")
    case.refresh_from_db()
    transition(case, to=State.WITHDRAWN, by=make.secretary, note=f"{PASSAGE} asked for it.")
    assert PASSAGE in client.get(f"/en/case-studies/{case.pk}").content.decode()
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert PASSAGE not in client.get(f"/en/case-studies/{case.pk}").content.decode()


def test_a_deleted_draft_leaves_no_history(make):
    case = make.case_study(summary_en=f"Told by {PASSAGE}.")
    case.delete()
    assert PASSAGE not in _everywhere()
    with pytest.raises(ProtectedError):
        make.live("case-study").delete()


def test_a_claim_to_the_record_is_redacted_too(make):
    case = make.live("case-study", summary_en="Call Somsak on 081-555-0100.")
    asked = Claim.objects.create(
        record_id=case.pk, agency="ag-0000000000", by=make.secretary, message="081-555-0100 is my number."
    )
    redact(case, "081-555-0100", by=make.secretary, reason="A private number.")
    asked.refresh_from_db()
    assert asked.message == "█████ is my number."


def test_after_a_redaction_nobody_approves_their_own_text_either(make):
    case, reviewer = make.live("case-study", summary_en="Call 081-555-0100."), make.user(Role.REVIEWER)
    rename(case, "By the reviewer").keep(by=reviewer)
    transition(case, to=State.SUBMITTED, by=make.secretary)
    redact(case, "081-555-0100", by=make.secretary, reason="A private number.")
    case.refresh_from_db()
    with pytest.raises(NotAllowed):
        transition(case, to=State.PUBLISHED, by=reviewer)


def test_a_redaction_keeps_what_was_said_of_the_review(make):
    case = make.live("case-study", summary_en="Call 081-555-0100.")
    assert case.entry().revision.review == Review.WAIVED
    redact(case, "081-555-0100", by=make.secretary, reason="A private number.")
    assert case.entry().revision.review == Review.WAIVED


def _with_file(make, text: str, **fields):
    stored = store(text.encode(), "a.txt")
    case = make.case_study(**fields)
    Attachment(record=case, kind="report", title_en="A", title_th="ก", file_sha256=stored.pk).save()
    return make.published(make.kept(case)), stored


def test_it_goes_from_the_texts_of_files_wherever_their_lines_end(make):
    case, stored = _with_file(make, "By Somchai\n  Secretson of Lands")
    other, _same = _with_file(make, "By Somchai\n  Secretson of Lands")
    read_files()
    assert texts_of([stored.pk]) == {stored.pk: "By Somchai\nSecretson of Lands"}
    assert redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.") == 0
    assert texts_of([stored.pk]) == {stored.pk: f"By {BLACKED_OUT} of Lands"}
    assert case.latest_revision().note == "The person asked for it."
    assert not Entry.objects.get(public_id=other.pk).stale  # it was rendered again at once
    store(b"By Somchai\n  Secretson of Lands", "b.txt")
    assert read_files() == 0


def test_it_goes_from_files_of_older_editions(make):
    case, stored = _with_file(make, f"By {PASSAGE}")
    read_files()
    case.attachments.all().delete()
    make.published(make.kept(case))
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert texts_of([stored.pk]) == {stored.pk: f"By {BLACKED_OUT}"}


def test_a_text_that_was_not_read_yet_is_not_read_afterwards(make):
    case, stored = _with_file(make, f"By {PASSAGE}", summary_en=f"Told by {PASSAGE}.")
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    store(f"By {PASSAGE}".encode(), "a.txt")  # brought again
    assert read_files() == 0
    stored.refresh_from_db()
    assert (stored.reading, stored.problem, stored.text) == ("failed", "withheld", "")


@pytest.mark.parametrize("passage", ["a.c", "-----", PASSAGE])
def test_what_stands_in_no_file_either_is_not_there(passage, make):
    case, stored = _with_file(make, "abc")
    read_files()
    with pytest.raises(NotPublishable, match="does not stand in this record"):
        redact(case, passage, by=make.secretary, reason="A reason.")
    assert texts_of([stored.pk]) == {stored.pk: "abc"}
