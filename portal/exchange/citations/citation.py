"""What all formats say of a record, and the line in words."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.exchange.addresses import permanent
from portal.exchange.linked_data import modified, title
from portal.languages.dates import show_date


@dataclass(frozen=True)
class Citation:
    """A record as somebody cites it who read it in `language`. Without authors, the portal speaks.

    `day` is that of its version; `is_report` tells a study from a page about something.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    address: str
    day: str
    version: int
    language: str
    is_report: bool = True

    @classmethod
    def of(cls, record: dict, authors: list[str] | tuple = (), *, is_report: bool = True) -> "Citation":
        """The citation of a public record."""
        return cls(
            key=record["id"],
            title=title(record),
            authors=tuple(authors),
            publisher=settings.SITE_NAME,
            address=permanent(record["type"], record["id"]),
            day=modified(record)[:10],
            version=record["version"],
            language=record["language"]["served"],
            is_report=is_report,
        )

    @property
    def responsible(self) -> tuple[str, ...]:
        """The authors, else the portal."""
        return self.authors or (self.publisher,)

    @property
    def line(self) -> str:
        """The citation in a line, in the active language."""
        values = {
            "authors": ", ".join(self.authors),
            "title": self.title.rstrip("."),
            "site": self.publisher,
            "version": self.version,
            "day": show_date(self.day, get_language()),
            "address": self.address,
        }
        if self.authors:
            return _("%(authors)s: %(title)s. %(site)s, version %(version)d, %(day)s. %(address)s") % values
        return _("%(title)s. %(site)s, version %(version)d, %(day)s. %(address)s") % values
