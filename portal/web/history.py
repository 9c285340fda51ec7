"""A record's public history: its versions, each at an address of its own, and what changed between two of them.

What was only saved or submitted, and who wrote or approved it and why, is the staff's: no page tells of it.
"""

from django.http import Http404, HttpResponse
from django.template.loader import select_template

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.parameters import Parameters
from portal.catalogue.versions import Version, Versions
from portal.differences.bodies import differences
from portal.languages.fallback import served
from portal.publishing.numbers import Number, Unreadable, entry_line, portal_number
from portal.publishing.publication import Kind, Publication
from portal.publishing.tables import Review, Status
from portal.web.changes import Reading
from portal.web.pages import serve_last_good
from portal.web.summaries import sentences
from portal.web.views import PublicView, record_context

SECTION = "history"
PER_PAGE = 20
MOST_PAGES = 500


class VersionConverter:
    """The number of a version: no leading zero, so that each has one address."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """As a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """As it is."""
        return str(value)


class History(PublicView):
    """What was published of a record, the last first. Stored under the record's own number: it names nobody else."""

    def get(self, request, public_id: str) -> HttpResponse:
        """A page of versions, with what each changed."""
        parameters = Parameters(request.GET)
        page = parameters.number("page", 1, 1, MOST_PAGES)
        parameters.done(strict=False)
        address = f"/{self.language}/{SECTION}/{public_id}"
        try:
            line, number = entry_line(public_id)
        except Unreadable:
            return serve_last_good(request, _paged(address, page))
        if line is None or not isinstance(Kind.of(line[0]), Publication):
            raise Http404(public_id)
        if line[1] != Status.LIVE:
            Catalogue.get(public_id, self.language)  # raises why

        def context(_number: Number) -> dict:
            return self.context(Versions.of(public_id), address, page)

        return self.page(request, _paged(address, page), lambda: number, ["history/history.html"], context)

    def context(self, versions: Versions, address: str, page: int) -> dict:
        """What the template gets. Raises Http404 for a page behind the last one."""
        count = len(versions.all)
        end = count - (page - 1) * PER_PAGE
        start = max(end - PER_PAGE, 0)
        if end <= 0:
            raise Http404
        found = Catalogue.get(versions.entry.public_id, self.language)
        return {
            **_around(found.record, versions, self.language),
            "lines": _lines(versions, start, end, self.language),
            "count": count,
            "first": count - end + 1,
            "last": count - start,
            "previous": _paged(address, page - 1) if page > 1 else "",
            "next": _paged(address, page + 1) if start else "",
        }


class VersionPage(PublicView):
    """A record as it was published once.

    Stored under the portal's number: an old version may name what the record names no more, and a withdrawal
    of that does not touch the record.
    """

    def get(self, request, public_id: str, version: int) -> HttpResponse:
        """The record's own template, with a notice above."""

        def context(_number: Number) -> dict:
            versions = Versions.of(public_id)
            chosen = versions.at(version)
            record = versions.read(chosen, self.language)
            # Links lead to this version in other languages. Programs read the current one.
            record |= {"html_url": versions.address(self.language, chosen), "url": None}
            publication = versions.publication
            return {
                **record_context(record, publication),
                **_around(record, versions, self.language),
                "template": select_template([f"records/{publication.kind}.html", "records/record.html"]),
                "version": chosen,
                "is_current": chosen == versions.current,
                "canonical": versions.address(record["language"]["served"]),
            }

        address = f"/{self.language}/{SECTION}/{public_id}/{version}"
        return self.page(request, address, portal_number, ["history/version.html"], context)


class DifferencePage(PublicView):
    """What changed from one version to another, in one language. Stored as a version is, and for the same reason."""

    def get(self, request, public_id: str, before: int, after: int) -> HttpResponse:
        """Both in words; of one and the same version there is no such page."""
        if before == after:
            raise Http404(public_id)

        def context(_number: Number) -> dict:
            versions = Versions.of(public_id)
            pair = [versions.at(before), versions.at(after)]
            return self.context(versions, *pair)

        address = f"/{self.language}/{SECTION}/{public_id}/{before}...{after}"
        return self.page(request, address, portal_number, ["history/difference.html"], context)

    def context(self, versions: Versions, before: Version, after: Version) -> dict:
        """What the template gets. Compared are the editions in the page's language, or the next best that both have."""
        one, other = versions.bodies([before, after])
        both = [code for code in one if code in other]
        original = after.document["fields"]["source_language"]
        code = served(self.language, original, both or other)
        publication = versions.publication
        found = {each: differences(publication, one[each], other[each]) for each in both}
        here = found.get(code) or differences(publication, one.get(code, {}), other[code])
        return {
            **_around(other[code], versions, self.language),
            "shown": code,
            "sections": Reading(publication, code).sections(here),
            "summary": sentences(found, before.languages, after.languages),
            "elsewhere": [each for each in both if each != code and found[each]],
            "versions": [
                {
                    "number": version.number,
                    "published_at": version.published_at,
                    "address": versions.address(self.language, version),
                }
                for version in (before, after)
            ],
        }


def _lines(versions: Versions, start: int, end: int, language: str) -> list[dict]:
    """Publications from number `start` (counted from 0) to before `end`, the last first, each with what it changed."""
    several = versions.all[max(start - 1, 0) : end]
    lines, previous = [], None
    for version, bodies in zip(several, versions.bodies(several), strict=True):
        before = previous[0] if previous else None
        line = {
            "version": version,
            "address": versions.address(language, version),
            "before": before if before and before.number != version.number else None,
            "is_current": version == versions.current,
            "is_again": any(
                version.number == other.number for other in versions.all if other.seq < version.seq
            ),
            "is_waived": version.review == Review.WAIVED,
            "review": Review(version.review).label if version.review else "",
            "sentences": _told(versions, previous, (version, bodies)) if previous else [],
        }
        lines.append(line)
        previous = version, bodies
    return lines[len(several) - (end - start) :][::-1]


def _told(versions: Versions, *pair: tuple[Version, dict]) -> list[str]:
    (before, earlier), (after, later) = pair
    found = {
        code: differences(versions.publication, earlier[code], later[code])
        for code in later
        if code in earlier
    }
    return sentences(found, before.languages, after.languages)


def _around(record: dict, versions: Versions, language: str) -> dict:
    """What all pages of a history show: which record it is, and where its pages are."""
    publication = versions.publication
    return {
        "record": record,
        "publication": publication,
        "current": versions.current,
        "list": {"address": f"/{language}/{publication.path}", "label": publication.counted(2)},
        "record_address": versions.address(language),
        "history_address": f"/{language}/{SECTION}/{versions.entry.public_id}",
    }


def _paged(address: str, page: int) -> str:
    return f"{address}?page={page}" if page > 1 else address
