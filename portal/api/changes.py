"""What changed since when: a mirror that follows it misses nothing, deletions least of all.

Change numbers are visible in the order in which they were taken, so a reader who has seen one has seen all
before it. Each thing stands here once, with its last change: all of it is a complete listing, and nothing
that was ever published is missing from it.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.api.endpoint import Endpoint
from portal.api.translations import translated
from portal.catalogue.parameters import Parameters
from portal.catalogue.record import records_named
from portal.publishing.addresses import absolute, api_address
from portal.publishing.lock import current_seq
from portal.publishing.neighbours import rfc3339
from portal.publishing.publication import Kind
from portal.publishing.renditions import from_bytes, to_bytes
from portal.publishing.tables import REMOVED, Entry, Status

USUAL, MOST, MOST_RECORDS = 100, 500, 100
# Since the dawn of time, in as many digits as a database counts.
HIGHEST = 2**63 - 1


class ChangeList(Endpoint):
    """The change feed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Up to `limit` changes after `since`, the oldest first; `next` is where to go on, also at the end."""
        self.form_wanted(request)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        latest = current_seq()
        since = parameters.number("since", 0, 0, HIGHEST)
        kinds = parameters.several("type", Kind.registry, len(Kind.registry))
        included = parameters.one("include", ("record",))
        has_translations = bool(parameters.one("translations", ("all",)))
        limit = parameters.number("limit", USUAL, 1, MOST_RECORDS if included else MOST)
        if has_translations and not included:
            parameters.refuse("translations", _("Only records have translations: add “include=record”."))
        if since > latest:
            ahead = _("The last change here is %(latest)d. Was that number of another server?")
            parameters.refuse("since", ahead % {"latest": latest})
        parameters.done()
        entries = Entry.objects.filter(seq__gt=since, seq__lte=latest)
        if kinds:
            entries = entries.filter(kind__in=kinds)
        found = list(entries.order_by("seq")[:limit])
        live = [entry.public_id for entry in found if entry.status == Status.LIVE] if included else []
        records = _records(live, language, has_translations=has_translations)
        results = [
            _change(entry) | records.get(entry.public_id, {})
            for entry in found
            # What was taken back since the line was read comes with a later number: no upsert lacks its record.
            if not included or entry.status != Status.LIVE or entry.public_id in records
        ]
        position = found[-1].seq if len(found) == limit else latest
        following = (
            f"{settings.SITE_URL}{request.path}?{urlencode({**request.GET.dict(), 'since': position})}"
        )
        body = to_bytes({"results": results, "next": following, "latest": latest})
        return self.hashed(language, body, links=f'<{following}>; rel="next"')


def _change(entry: Entry) -> dict:
    """One line of the feed. A deletion says why: withdrawn, merged into another one, or removed from its record."""
    change = {
        "seq": entry.seq,
        "op": "upsert" if entry.status == Status.LIVE else "delete",
        "type": entry.kind,
        "id": entry.public_id,
        "version": entry.version,
        "changed_at": rfc3339(entry.changed_at),
        "url": absolute(api_address(entry.kind, entry.public_id), settings.SITE_URL),
    }
    if entry.status == Status.MERGED:
        return change | {"reason": "merged", "merged_into": entry.merged_into}
    if entry.status == Status.GONE:
        return change | {"reason": REMOVED if entry.reason == REMOVED else "withdrawn"}
    return change


def _records(ids: list[str], language: str, *, has_translations: bool) -> dict[str, dict]:
    """By id, the whole record as it is now: one query. It lacks what was taken back meanwhile."""
    serializers = {kind.kind: kind.serializer() for kind in Kind.registry.values() if has_translations}
    records = {}
    for found, editions in records_named(ids, language, every_edition=has_translations):
        if has_translations:
            told = {code: (from_bytes(block), from_bytes(body)) for code, (block, body) in editions.items()}
            records[found.public_id] = {"record": translated(found, serializers[found.kind], told)}
        else:
            records[found.public_id] = {"record": from_bytes(found.as_json())}
    return records
