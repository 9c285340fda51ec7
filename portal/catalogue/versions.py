"""The public versions of a live record: every Revision that was published, read as it would be read today.

Each is rendered from its own document, with the published names of today. So what was taken back since is
not in old versions either: redacted passages, names of withdrawn records, editions taken down, files that the
record shows no more. What was only saved or submitted is no version. A withdrawn record has none at all.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef

from portal.catalogue.record import Found, NotPublished, spliced, why_not, with_seq
from portal.publishing.addresses import absolute, page_address, with_site
from portal.publishing.availability import available
from portal.publishing.document import citations, completed, files_of
from portal.publishing.identity import may_be_id
from portal.publishing.names import surroundings_of
from portal.publishing.neighbours import rfc3339
from portal.publishing.publication import Publication
from portal.publishing.render import Edition, Rendered, render
from portal.publishing.tables import Entry, Event, Revision, Status


@dataclass(frozen=True)
class Version:
    """One publication. `number` is what pages and API call the version."""

    number: int
    published_at: str  # RFC 3339, UTC, as all bodies say times
    written_at: str
    review: str
    seq: int
    document: dict
    before: tuple[str, ...]  # the languages of the publication before it
    languages: tuple[str, ...]
    is_redaction: bool  # the same text as before, without a passage that was taken out


class Versions:
    """What was published of one live record, oldest first. The same version may have been published more than once."""

    def __init__(self, entry: Entry, published: Iterable[Revision]):
        self.entry = entry
        self.publication = Publication.of(entry.kind)
        self.all = self._read(published)

    @classmethod
    def of(cls, public_id: str) -> "Versions":
        """Two queries. Raises NotPublished, Gone, MergedInto."""
        if not may_be_id(public_id):
            raise NotPublished(public_id)
        live = Entry.objects.filter(public_id=public_id, record_id=F("public_id"), status=Status.LIVE)
        entry = live.first()
        if entry is None:
            raise why_not(public_id, None)
        kept = Revision.objects.filter(record_id=public_id)
        redacted = kept.filter(event=Event.REDACTED, number=OuterRef("number") - 1)
        published = kept.filter(event=Event.PUBLISHED).annotate(is_redaction=Exists(redacted))
        return cls(entry, published.order_by("number"))

    def at(self, number: int) -> Version:
        """The version with this number, as it was published last. Raises NotPublished."""
        found = [version for version in self.all if version.number == number]
        if not found:
            raise NotPublished(f"{self.entry.public_id} {number}")
        return found[-1]

    @property
    def current(self) -> Version:
        """What is read today."""
        return self.all[-1]

    def address(self, language: str, version: Version | None = None) -> str:
        """The record's page, or the permanent one of a version, without the site's address."""
        if version is not None:
            return f"/{language}/history/{self.entry.public_id}/{version.number}"
        entry = self.entry
        return absolute(page_address(entry.kind, language, entry.public_id, entry.slug), "")

    def read(self, version: Version, language: str) -> dict:
        """The record as a template gets it, in this reader's language or the next best."""
        rendered = self._rendered([version])[0]
        rows = {row.language: row for row in rendered.renditions}
        asked = rows[language]
        stored = spliced(rows[asked.served].body, version.seq, asked.language_block)
        found = Found(
            rendered.public_id, rendered.kind, version.seq, with_seq(asked.etag, version.seq), asked.served, stored
        )  # fmt: skip
        return self._without_files(found.record)

    def bodies(self, versions: list[Version]) -> list[dict[str, dict]]:
        """What is read of each of these versions, in every language in which it existed."""
        return [
            {
                row.language: json.loads(with_site(row.body, ""))
                for row in rendered.renditions
                if row.body is not None
            }
            for rendered in self._rendered(versions)
        ]

    def _read(self, published: Iterable[Revision]) -> list[Version]:
        """Languages depend on those of the publication before, so all are read in their order."""
        found: list[Version] = []
        kept = [(revision, completed(revision.document, self.publication.model)) for revision in published]
        taken_down = _taken_down(kept[-1][1])
        for revision, document in kept:
            if document["fields"]["source_language"] in taken_down:
                continue
            states = document["translations"]
            gone = {code: {**states.get(code, {}), "taken_down": True} for code in taken_down}
            document["translations"] = {**states, **gone}
            before = found[-1].languages if found else ()
            found.append(
                Version(
                    number=revision.version,
                    published_at=rfc3339(revision.kept_at),
                    written_at=rfc3339(revision.at),
                    review=revision.review,
                    seq=revision.seq,
                    document=document,
                    before=before,
                    languages=tuple(available(document, self.publication.model, before)),
                    is_redaction=revision.is_redaction,
                )
            )
        return found

    def _rendered(self, versions: list[Version]) -> list[Rendered]:
        model = self.publication.model
        cited = set().union(*(citations(version.document, model) for version in versions))
        around = surroundings_of(self.entry.public_id, cited, self.publication.around)
        first = rfc3339(self.entry.published_at)
        return [
            render(
                self.publication,
                version.document,
                Edition(version.number, first, version.written_at, version.before),
                around,
            )
            for version in versions
        ]

    @cached_property
    def _files(self) -> set[str]:
        return files_of(self.current.document)

    def _without_files(self, shown):
        """The same without files that the record shows no more: nobody may open them."""
        if isinstance(shown, list):
            return [self._without_files(item) for item in shown]
        if not isinstance(shown, dict):
            return shown
        return {
            name: None if name == "sha256" and value not in self._files else self._without_files(value)
            for name, value in shown.items()
        }


def _taken_down(document: dict) -> set[str]:
    return {code for code, state in document["translations"].items() if state.get("taken_down")}
