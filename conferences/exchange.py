"""What conferences, series and people say of themselves to programs: as linked data, as events, as citations."""

import datetime
import zoneinfo

from conferences.models import Mode, OrganiserRole, SessionStatus
from portal.exchange.addresses import absolute
from portal.exchange.citations import Citation
from portal.exchange.icalendar import CalendarEvent
from portal.exchange.linked_data import cited_sources, reference, references, several, title
from portal.exchange.weaving import code_of

SCHEMA = "https://schema.org/"
MODES = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
HOLDERS = {OrganiserRole.HOST, OrganiserRole.CO_HOST, OrganiserRole.CO_ORGANISER}


# Linked data


def conference(record: dict) -> dict:
    """An event with its sessions as events of their own."""
    speakers = [
        speaker for session in several(record, "sessions") for speaker in several(session, "speakers")
    ]
    named = {speaker.get("id"): speaker for speaker in speakers if speaker.get("id")}
    return {
        "alternateName": record.get("theme"),
        "startDate": record.get("starts_on"),
        "endDate": record.get("ends_on"),
        "eventStatus": f"{SCHEMA}EventScheduled",
        "eventAttendanceMode": record.get("mode") and SCHEMA + MODES[record.get("mode")],
        "location": _places(record),
        "organizer": references(_with_role(record, HOLDERS)),
        "sponsor": references(_with_role(record, {OrganiserRole.SPONSOR})),
        "contributor": references(_with_role(record, {OrganiserRole.PARTNER})),
        "superEvent": reference(record.get("series")),
        "performer": references(named.values()),
        "subEvent": [_session(record, session) for session in several(record, "sessions")],
        "workFeatured": references(several(record, "case_studies")),
        "inLanguage": record.get("working_languages"),
        "subjectOf": cited_sources(record),
    }


def _with_role(record: dict, roles: set) -> list[dict]:
    return [organiser for organiser in several(record, "organizers") if organiser.get("role") in roles]


def _places(record: dict) -> list[dict]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": record.get("city"),
        "addressCountry": record.get("host_country") and record["host_country"]["id"],
    }
    place = {"@type": "Place", "name": record.get("venue") or record.get("city"), "address": address}
    online = {"@type": "VirtualLocation", "url": record.get("stream_url")}
    is_somewhere = record.get("mode") != Mode.ONLINE and (
        record.get("venue") or record.get("city") or record.get("host_country")
    )
    return [
        *([place] if is_somewhere else []),
        *([online] if record.get("mode") in (Mode.ONLINE, Mode.HYBRID) else []),
    ]


def _session(record: dict, session: dict) -> dict:
    cancelled = session.get("status") == SessionStatus.CANCELLED
    return {
        "@type": "Event",
        "@id": absolute(f"{record['html_url']}#{session['id']}"),
        "name": session.get("title"),
        "description": session.get("abstract"),
        "startDate": _moment(record, session, "starts_at") or session.get("date"),
        "endDate": _moment(record, session, "ends_at"),
        "eventStatus": f"{SCHEMA}EventCancelled" if cancelled else f"{SCHEMA}EventScheduled",
        "performer": references(speaker for speaker in several(session, "speakers") if speaker.get("id")),
        "inLanguage": session.get("spoken_language"),
    }


def _moment(record: dict, session: dict, name: str) -> str | None:
    moment = moment_of(record, session.get("date"), session.get(name))
    return moment and moment.isoformat()


def moment_of(record: dict, day: str | None, time: str | None) -> datetime.datetime | None:
    """A time of the programme; without a zone where the conference's is not known."""
    if not day or not time:
        return None
    zone = zoneinfo.ZoneInfo(record.get("timezone")) if record.get("timezone") else None
    return datetime.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone)


def series(record: dict) -> dict:
    """A run of conferences and who holds it."""
    return {"organizer": references(several(record, "organizers"))}


def person(record: dict) -> dict:
    """Somebody, with the positions that are not over."""
    present = [position for position in several(record, "affiliations") if not position.get("ends_on")]
    return {
        "honorificPrefix": record.get("honorific"),
        "jobTitle": [position.get("job_title") for position in present],
        "affiliation": references(position.get("agency") for position in present),
    }


# Other formats


def events(record: dict) -> list[CalendarEvent]:
    """The conference as whole days, and each session of which the beginning and the end are known."""
    first = datetime.date.fromisoformat(record.get("starts_on"))
    last = datetime.date.fromisoformat(record.get("ends_on") or record.get("starts_on"))
    places = [
        record.get("venue"),
        record.get("city"),
        record.get("host_country") and record["host_country"]["name"],
    ]
    where = ", ".join(place for place in places if place) if record.get("mode") != Mode.ONLINE else ""
    whole = CalendarEvent(
        uid=record.get("id"),
        summary=": ".join(filter(None, (record.get("title"), record.get("theme")))),
        start=first,
        end=last + datetime.timedelta(days=1),
        description=record.get("summary") or "",
        location=where,
        url=record.get("html_url"),
    )
    return [whole, *filter(None, (_event(record, session, where) for session in several(record, "sessions")))]


def _event(record: dict, session: dict, where: str) -> CalendarEvent | None:
    start, end = (
        moment_of(record, session.get("date"), session.get(name)) for name in ("starts_at", "ends_at")
    )
    if start is None or end is None:
        return None
    return CalendarEvent(
        uid=session.get("id"),
        summary=session.get("title") or title(record),
        start=start,
        end=end,
        description=session.get("abstract") or "",
        location=", ".join(filter(None, (session.get("room"), where))),
        url=f"{record['html_url']}#{session['id']}",
        is_cancelled=session.get("status") == SessionStatus.CANCELLED,
    )


def citation(record: dict) -> Citation:
    """The portal's account of the conference."""
    return Citation.of(record, is_report=False)


def conference_sign(record: dict) -> str:
    """The code of the country that hosts it."""
    return code_of(record["host_country"]["id"]) if record.get("host_country") else ""
