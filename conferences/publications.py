"""How series, conferences and people are public."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conferences import exchange, models
from conferences import serializers as s
from knowledge.part_publications import Lessons
from portal.publishing.publication import Panel, PartPublication, Publication, Values, field, year


class Sessions(PartPublication):
    """Sessions of conferences."""

    kind, path, serializer = "session", "sessions", s.SessionEntrySerializer
    place, called = 3, (_("session"), _("sessions"))
    name_field = "title"
    card = ("kind", "title", "date", "record")
    facets = {"kind": lambda part: part["kind"], "conference": lambda part: part["record"]["id"]}
    linked = ("conference",)
    choices = {"kind": models.SessionKind.values}
    sorts = {"date": lambda body: body["date"], "title": lambda body: body["title"]}
    default_sort = "date"
    ranges = {"date": Values.DATE}
    search = {"A": ("title",), "B": ("abstract", "room")}


class Materials(PartPublication):
    """Slides, papers and recordings of conferences."""

    kind, path, serializer = "material", "materials", s.MaterialEntrySerializer
    called = _("material"), _("materials")
    name_field = "title"
    card = ("kind", "title", "link", "download_url", "sha256", "file_language", "session", "record")
    facets = {"kind": lambda part: part["kind"], "conference": lambda part: part["record"]["id"]}
    linked = ("conference",)
    sorts = {"title": lambda body: body["title"]}
    default_sort = "title"
    search = {"A": ("title",), "B": ("credit", "alt_text")}


class SeriesOfConferences(Publication):
    """Series."""

    kind, path, model, serializer = "series", "series", models.Series, s.SeriesSerializer
    card = ("name", "about")
    schema = "EventSeries"
    linked_data = staticmethod(exchange.series)
    sign = staticmethod(lambda record: "≡")
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ("name",), "B": ("about",)}


class People(Publication):
    """People who spoke in public."""

    kind, path, model, serializer = "person", "people", models.Person, s.PersonSerializer
    card = ("name", "honorific", "affiliations")
    schema = "Person"
    linked_data = staticmethod(exchange.person)
    sign = staticmethod(lambda record: "●")
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ("name",), "B": ("honorific", "bio", "affiliations.job_title")}

    def check(self, document):
        """Nobody is published who objected."""
        objected = (
            [gettext("This person asked not to be named.")] if document["fields"]["objected_on"] else []
        )
        return super().check(document) + objected


class Conferences(Publication):
    """Conferences."""

    kind, path, model, serializer = "conference", "conferences", models.Conference, s.ConferenceSerializer
    place, looks_around = 1, True
    card = (
        "title",
        "theme",
        "starts_on",
        "ends_on",
        "mode",
        "city",
        "host_country",
        "series",
        "number",
        "organizers",
    )
    schema = "Event"
    linked_data = staticmethod(exchange.conference)
    citation = staticmethod(exchange.citation)
    calendar = staticmethod(exchange.events)
    sign = staticmethod(exchange.conference_sign)
    facets = {
        "country": lambda document: (
            {part["country_id"] for part in document["parts"]["participation"]} - {None}
        ),
        "agency": lambda document: (
            {
                *(part["agency_id"] for part in document["parts"]["participation"]),
                *(part["agency_id"] for part in document["parts"]["organisers"]),
            }
            - {None}
        ),
        "person": lambda document: {part["person_id"] for part in document["parts"]["appearances"]} - {None},
        "series": field("series_id"),
        "year": year("starts_on"),
        "mode": field("mode"),
    }
    linked = ("country", "agency", "person", "series")
    choices = {"mode": models.Mode.values}
    sorts = {"starts_on": lambda body: body["starts_on"], "title": lambda body: body["title"]}
    default_sort = "-starts_on"
    ranges = {"starts_on": Values.DATE}
    search = {
        "A": ("title", "theme"),
        "B": (
            *(
                "summary",
                "venue",
                "city",
                "programme_note",
                "participation.people_note",
                "participation.note",
            ),
            *("sessions.title", "sessions.abstract", "sessions.speakers.job_title", "takeaways.text"),
            *("materials.title", "sessions.materials.title", "case_studies.note", "sources.title"),
        ),
    }
    labels = {
        "participation.qualifier": "people_qualifier",
        "participation.countries": "participation",
        "participation.organizations": "participation",
        "participation.countries.groups": "",
        "case_studies.session": "",
        "materials.session": "",
        "sessions.speakers": "appearances",
        "sessions.materials.session": "",
        "takeaways.kind": "",
    }
    parts = {"sessions": Sessions, "takeaways": Lessons, "materials": Materials}
    backlinks = {
        "presented_at": lambda document: {
            part["case_study_id"]: document["fields"]["starts_on"] for part in document["parts"]["presented"]
        }
    }
    around = ("memberships",)
    panels = (
        Panel("country", "country", _("Conferences")),
        Panel("agency", "agency", _("Conferences")),
        Panel("person", "person", _("Conferences")),
        Panel("series", "series", _("Conferences")),
    )

    def check(self, document):
        """Besides a title: when it was held, and a source."""
        problems = super().check(document)
        if not document["fields"]["starts_on"]:
            problems.append(gettext("It has no date."))
        if not document["parts"]["sources"]:
            problems.append(gettext("It has no source."))
        return problems
