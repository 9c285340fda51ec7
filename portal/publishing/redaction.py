"""Redaction: Revisions are immutable, but people have rights."""

import re
from collections.abc import Callable

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.languages.translation import Translation, digest
from portal.publishing.claims import Claim
from portal.publishing.document import digest_of, files_of, shape, texts_of
from portal.publishing.extracting.clean import cleaned
from portal.publishing.files import target_of
from portal.publishing.lock import take_lock
from portal.publishing.neighbours import naming, render_again
from portal.publishing.publish import EVERYTHING, NotPublishable, explain_again, publish
from portal.publishing.record import Record
from portal.publishing.rows import write_rows
from portal.publishing.tables import (
    Entry,
    Event,
    Outbox,
    Reading,
    ReadingProblem,
    Revision,
    Status,
    StoredFile,
)

BLOT = "█"
LONGEST_BLOT = 5  # and never longer than the passage: what was full stays within its column
# Columns of codes, addresses of files and the like: nobody's words.
CODED = {"text_languages", "languages", "scripts", "working_languages", "dgpf_dimensions", "timezone"}
SHORTEST = 3  # characters of a passage: fewer would tear words apart all over the record

Redaction = Callable[[Record, str], None]
_further: list[Redaction] = []


def also(redaction: Redaction) -> Redaction:
    """Declare how a passage goes from what a higher layer keeps about a record; called within `redact`."""
    _further.append(redaction)
    return redaction


@transaction.atomic
def redact(record: Record, passage: str, *, by, reason: str) -> int:
    """Remove `passage` from everything that is kept of a record; return how many Revisions held it.

    It goes from rows, Revisions (notes included), Renditions, the texts read from its files and the
    names that others show, at once; the files themselves stay as they are. An audit line stays, without
    the text. The rest of an unpublished draft stays a draft.
    Raises NotPublishable when passage or reason are wanting, or when the passage is not there.
    """
    passage = passage.strip()
    if len(passage) < SHORTEST or not reason.strip():
        raise NotPublishable(
            [_("Give a passage of %(shortest)d characters or more, and a reason.") % {"shortest": SHORTEST}]
        )
    if passage in reason:
        raise NotPublishable([_("The reason is kept: it must not hold the passage itself.")])
    take_lock()  # before the record's row: see publish._hold
    held = _redact_revisions(record, passage)
    rows = record.document()
    clean = redacted(rows, type(record), passage)
    files = _files(record, clean)
    told = _redact_texts_of(files, passage)
    if not held and clean == rows and not told:
        raise NotPublishable([_("The passage does not stand in this record.")])
    write_rows(type(record), clean)
    for row in Translation.objects.filter(record_id=record.pk):
        row.sources = _sources_after(row.sources, rows, clean)
        row.save(update_fields=["sources"])
    record.keep(by=by, note=reason, event=Event.REDACTED)
    _redact_beside(record, files, passage, reason)
    for other in naming(map(target_of, told)) - {record.pk}:
        render_again(other)
    entry = record.entry()
    if entry and entry.status == Status.LIVE:
        published = entry.revision
        # Its digest may stand already; a version of its own makes it a new edition.
        again = Revision(
            record_id=record.pk, number=0, version=record.version, document=published.document,
            digest=published.digest, at=published.at,
        )  # fmt: skip
        publish(again, by=by, note=reason, review=published.review, fan_out=EVERYTHING)
    return held


def _redact_revisions(record: Record, passage: str) -> int:
    """Take the passage out of all that was kept of the record; how many Revisions held it."""
    held = 0
    for revision in Revision.objects.filter(record_id=record.pk):
        document, note = redacted(revision.document, type(record), passage), without(revision.note, passage)
        if document != revision.document or note != revision.note:
            held += 1
            clean = {"document": document, "digest": digest_of(document), "note": note}
            Revision.objects.filter(pk=revision.pk).update(**clean)
    return held


def _redact_texts_of(files: set[str], passage: str) -> set[str]:
    """Take it out of the texts that were read from files; return those that held it.

    Texts that are not read yet will not be: nobody keeps the passage until then.
    """
    stored = StoredFile.objects.filter(sha256__in=files)
    stored.filter(reading__in=(Reading.WAITING, Reading.FAILED)).update(
        reading=Reading.FAILED, problem=ReadingProblem.WITHHELD
    )
    # A file breaks its lines anywhere: between words, or between letters of scripts without spaces.
    letters = ["\\s+" if letter.isspace() else re.escape(letter) for letter in cleaned(passage)]
    pattern, told = re.compile("\n?".join(letters) or "(?!)"), set()
    for file in stored.filter(reading=Reading.READ).defer(None):
        text = pattern.sub(lambda found: _blot(found[0]), file.text)
        if text != file.text:
            told.add(file.pk)
            file.text = text
            file.save(update_fields=["text"])
    return told


def _redact_beside(record: Record, files: set[str], passage: str, reason: str) -> None:
    """Take it out of what stands beside the record: names of its files, jobs, claims, reasons of tombstones."""
    for file in StoredFile.objects.filter(sha256__in=files, name__contains=passage):
        file.name = without(file.name, passage)
        file.save(update_fields=["name"])
    for job in Outbox.objects.filter(payload__icontains=record.pk):
        job.payload = without(job.payload, passage)
        job.save(update_fields=["payload"])
    for claim in Claim.objects.filter(record_id=record.pk):
        claim.message, claim.reason = without(claim.message, passage), without(claim.reason, passage)
        claim.save(update_fields=["message", "reason"])
    own = Entry.objects.filter(Q(public_id=record.pk) | Q(record_id=record.pk))
    for public_id in own.filter(reason__contains=passage).values_list("public_id", flat=True):
        explain_again(public_id, reason)
    for redaction in _further:
        redaction(record, passage)


def redacted(document: dict, model, passage: str) -> dict:
    """A copy of a document without the passage, in its translated and its free texts; codes and ids stay."""
    clean = {**document, "texts": without(document["texts"], passage)}
    clean["fields"] = _redact_fields(document["fields"], model, passage)
    if (name := slugify(passage)) and name in clean["fields"].get("slug", ""):
        clean["fields"]["slug"] = ""  # it was made of the name
    clean["parts"] = {
        name: [
            {
                **_redact_fields(part, shape(model).parts.get(name), passage),
                "texts": without(part["texts"], passage),
            }
            for part in parts
        ]
        for name, parts in document["parts"].items()
    }
    clean["translations"] = {
        code: {**state, "sources": _sources_after(state.get("sources", {}), document, clean)}
        for code, state in document["translations"].items()
    }
    return clean


def _redact_fields(values: dict, model, passage: str) -> dict:
    free = {field.attname for field in shape(model).fields if _is_free_text(field)} if model else set(values)
    return {name: without(value, passage) if name in free else value for name, value in values.items()}


def _is_free_text(field) -> bool:
    if field.name in CODED or field.choices or getattr(field, "is_public_id", False):
        return False
    if isinstance(field, models.SlugField) or field.name.endswith("language"):
        return False
    # A pattern that a value must fit makes it a code; an address of the web is words all the same.
    if any(type(validator) is RegexValidator for validator in field.validators):
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def without(data, passage: str):
    """A copy of nested data in which `passage` is blacked out wherever it stands in a text."""
    if isinstance(data, str):
        return data.replace(passage, _blot(passage))
    if isinstance(data, dict):
        return {key: without(value, passage) for key, value in data.items()}
    if isinstance(data, list):
        return [without(value, passage) for value in data]
    return data


def _sources_after(sources: dict, before: dict, after: dict) -> dict:
    """From which source texts translations are made, once the passage is out of them: they are no older for it."""
    original = before["fields"]["source_language"]
    old, new = texts_of(before, original), texts_of(after, original)
    return {
        path: digest(new[path]) if path in old and told == digest(old[path]) else told
        for path, told in sources.items()
    }


def _files(record: Record, document: dict) -> set[str]:
    """The files of a record, in its rows and in all its Revisions: an older one may be published again."""
    kept = Revision.objects.filter(record_id=record.pk).values_list("document", flat=True)
    return set().union(*map(files_of, (document, *kept)))


def _blot(passage: str) -> str:
    return BLOT * min(LONGEST_BLOT, len(passage))
