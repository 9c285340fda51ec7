"""Record and Part: what staff edit. The public never reads these rows, it reads what was published of them."""

import re
import unicodedata
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from portal.languages.codes import CODES, DEFAULT, SITE_LANGUAGES
from portal.languages.translation import Translation
from portal.publishing.availability import outdated, sources_after
from portal.publishing.document import completed, digest_of, document_of
from portal.publishing.identity import ID_LENGTH, new_id
from portal.publishing.rows import is_linked, write_rows
from portal.publishing.tables import Entry, Event, Revision

LANGUAGE_CHOICES = [(language.code, language.english) for language in SITE_LANGUAGES]
COALESCE = timedelta(minutes=10)  # saves of one person within this time are one Revision


class State(models.TextChoices):
    """State of the working copy. What the public sees is the Entry's status alone."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    PUBLISHED = "published", _("Published")
    NEEDS_UPDATE = "needs_update", _("Needs update")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")


# Everything that prints nothing, but line feed and tab; XML holds none of it.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class StaleRecord(Exception):
    """Somebody else saved the record meanwhile. Holds the record as it is now."""

    def __init__(self, current: "Record"):
        super().__init__(f"{current.pk} is at version {current.version} by now.")
        self.current = current


# Only keep() and transition() move these; an ordinary save leaves them alone.
KEPT_APART = {"state", "version", "published_at", "created_at", "created_by", "updated_by"}
# Events that say nothing of the rows.
OF_THE_PUBLIC_SIDE = (Event.PUBLISHED, Event.WITHDRAWN, Event.MERGED)
# A live record under edit is a draft again, and stays live.
EDITED_INTO_DRAFT = {State.PUBLISHED, State.NEEDS_UPDATE, State.ARCHIVED}
EDITS = (Event.SAVED, Event.RESTORED)


def as_stored(text: str) -> str:
    """A text as rows keep it: NFC, lines ended by a line feed, no other control characters but tabs."""
    return CONTROLS.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


class PublicIdField(models.CharField):
    """The public id of a record that may be of several types, or of a type declared in a higher layer.

    It is cited like a foreign key: the render looks the name up and remembers the reference.
    """

    is_public_id = True

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", ID_LENGTH)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class Identified(models.Model):
    """Something with a public id, which is its primary key, given on the first save."""

    id_prefix: ClassVar[str]

    id = models.CharField(_("id"), primary_key=True, max_length=ID_LENGTH, editable=False)
    # {"th": {"title": "en"}}: the Thai edition's title is deliberately in English.
    text_languages = models.JSONField(
        _("texts in another language"), default=dict, blank=True, editable=False
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Give the id, store text in Unicode's composed form and without control characters, then save."""
        if not self.pk:
            self.pk = new_id(self.id_prefix)
        for field in self._meta.concrete_fields:
            text = getattr(self, field.attname)
            if isinstance(text, str) and text:
                setattr(self, field.attname, as_stored(text))
        super().save(*args, **kwargs)


class Record(Identified):
    """Something staff edit that has its own public identity and page."""

    # The field whose text names the record wherever others cite it.
    name_field: ClassVar[str] = "name"
    # Translated fields that are names of people or organisations: a translation is complete without them.
    proper_names: ClassVar[tuple[str, ...]] = ()
    # Foreign keys without whose target the record cannot be shown: that target cannot be withdrawn.
    needs: ClassVar[tuple[str, ...]] = ()

    slug = models.SlugField(_("slug"), max_length=80, blank=True, db_index=False)
    owner = PublicIdField(
        _("owner"), db_index=True, help_text=_("The agency that looks after it; empty for the secretariat.")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    source_language = models.CharField(
        _("original language"), max_length=3, choices=LANGUAGE_CHOICES, default=DEFAULT
    )
    licence = models.CharField(
        _("licence"),
        max_length=40,
        default="CC-BY-4.0",
        validators=[
            RegexValidator(r"^[A-Za-z0-9.+-]+$", _("Give an SPDX identifier, for example CC-BY-4.0."))
        ],
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("updated by"),
    )
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        """Its name in the reader's language, else in the original, else in any."""
        texts = {code: getattr(self, build_localized_fieldname(self.name_field, code)) for code in CODES}
        order = (get_language(), self.source_language, *CODES)
        return next((texts[code] for code in order if texts.get(code)), self.pk or "")

    def save(self, *args, **kwargs):
        """Save what editors write; state, version and publication are moved by keep() and transition()."""
        if not self._state.adding and "update_fields" not in kwargs:
            kwargs["update_fields"] = [
                field.name
                for field in self._meta.concrete_fields
                if not field.primary_key and field.name not in KEPT_APART
            ]
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """Delete a draft with its history. Raises ProtectedError for what was ever published."""
        if Entry.objects.filter(public_id=self.pk).exists():
            raise models.ProtectedError(_("It was published: withdraw it instead."), {self})
        if is_linked(self):
            raise models.ProtectedError(_("Other records name it: take it out of them first."), {self})
        Revision.objects.filter(record_id=self.pk).delete()
        Translation.objects.filter(record_id=self.pk).delete()
        return super().delete(*args, **kwargs)

    @classmethod
    def kind_name(cls) -> str:
        """The type of record, as addresses and documents spell it: `case-study`."""
        return re.sub(r"(?<=.)(?=[A-Z])", "-", cls.__name__).lower()

    def document(self) -> dict:
        """The whole record as data, from its rows as they stand."""
        rows = type(self)._base_manager.get(pk=self.pk)
        translations = {row.language: row.snapshot() for row in Translation.objects.filter(record_id=self.pk)}
        return document_of(rows, self.kind_name(), translations)

    def latest_revision(self) -> Revision | None:
        """The last Revision kept of the rows; what was published or withdrawn since is not of the rows."""
        kept = Revision.objects.filter(record_id=self.pk).exclude(event__in=OF_THE_PUBLIC_SIDE)
        return kept.order_by("-number").first()

    @transaction.atomic
    def keep(
        self, *, by, note: str = "", event: Event = Event.SAVED, before: Revision | None = None
    ) -> Revision:
        """Keep a Revision of the rows as they stand, after all of record and parts are saved.

        `self.version` is the version that was edited: when another one was kept meanwhile this
        raises StaleRecord, and the caller's transaction takes its saves back. A document that did
        not change keeps no second Revision; saves of one person within ten minutes are one. `before`
        is the Revision that the texts were taken from, if it is not the last one.
        """
        rows = type(self)._base_manager.select_for_update().get(pk=self.pk)
        if rows.version != self.version:
            raise StaleRecord(rows)
        last = self.latest_revision()
        document = document_of(rows, self.kind_name())
        source = before or last
        document["translations"] = self._translations(source and source.document, document)
        digest = digest_of(document)
        same = {last.digest, digest_of(completed(last.document, type(self)))} if last else ()
        if event == Event.SAVED and digest in same:
            return last
        self.version = rows.version + 1
        self.state = State.DRAFT if rows.state in EDITED_INTO_DRAFT and event in EDITS else rows.state
        type(self)._base_manager.filter(pk=self.pk).update(
            version=self.version, state=self.state, updated_by=by, updated_at=timezone.now()
        )
        newest = Revision.objects.filter(record_id=self.pk).aggregate(number=Max("number"))["number"] or 0
        revision = Revision(record_id=self.pk, number=newest + 1)
        is_newest = last is not None and last.number == newest
        if (
            is_newest
            and event == last.event == Event.SAVED
            and last.by == by
            and timezone.now() - last.at < COALESCE
        ):
            revision = last
            note = " ".join(filter(None, (last.note, note)))
        revision.version, revision.document, revision.digest = self.version, document, digest
        revision.event, revision.by, revision.note = event, by, note
        revision.at = revision.kept_at = timezone.now()
        revision.save()
        return revision

    def _translations(self, previous: dict | None, document: dict) -> dict:
        """Bring the Translations up to the document and return what it keeps of them."""
        original = document["fields"]["source_language"]
        known = {row.language: row for row in Translation.objects.filter(record_id=self.pk)}
        languages = {
            *document["texts"],
            *(code for parts in document["parts"].values() for p in parts for code in p["texts"]),
        }
        for code in sorted(languages - {original}):
            row = known.setdefault(code, Translation(record_id=self.pk, language=code))
            sources = sources_after(previous, document, code, row.sources)
            late = len(outdated({**document, "translations": {code: {"sources": sources}}}, code))
            if (sources, late) != (row.sources, row.outdated) or row.pk is None:
                row.sources, row.outdated = sources, late
                row.save()
        emptied = [
            row.pk for code, row in known.items() if row.outdated and code not in languages - {original}
        ]
        Translation.objects.filter(pk__in=emptied).update(outdated=0)
        return {code: row.snapshot() for code, row in sorted(known.items()) if code in languages - {original}}

    @transaction.atomic
    def restore(self, revision: Revision, *, by, note: str = "") -> Revision:
        """Write the rows back as they were in `revision`. The public side moves only by publishing."""
        write_rows(type(self), revision.document)
        for code, state in revision.document["translations"].items():
            told = {"taken_down": False, **state}
            Translation.objects.update_or_create(record_id=self.pk, language=code, defaults=told)
        return self.keep(by=by, note=note, event=Event.RESTORED, before=revision)

    def entry(self) -> Entry | None:
        """What the public sees of it; None if it was never published."""
        return Entry.objects.filter(public_id=self.pk).select_related("revision").first()

    def has_unpublished_changes(self) -> bool:
        """Whether the rows say something else than what is published."""
        entry, last = self.entry(), self.latest_revision()
        return last is not None and (
            entry is None or entry.revision is None or entry.revision.digest != last.digest
        )


class Part(Identified):
    """A child of one record, published with it.

    A subclass has a foreign key `record` to its record, with an explicit plural related name:
    that name is the part's name in documents, content files and the API.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ("position", "id")
