"""How series, conferences and people are public."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conferences import models
from conferences import serializers as s
from knowledge.publications import Lessons
from portal.publishing.publication import Panel, PartPublication, Publication, field, year


class Sessions(PartPublication):
    """Sessions of conferences."""

    kind, path, serializer = "session", "sessions", s.SessionEntrySerializer
    name_field = "title"
    card = ("kind", "title", "date", "record")
    facets = {"kind": lambda part: part["kind"], "conference": lambda part: part["record"]["id"]}
    linked = ("conference",)
    choices = {"kind": models.SessionKind.values}
    sorts = {"date": lambda body: body["date"], "title": lambda body: body["title"]}
    default_sort = "date"


class Materials(PartPublication):
    """Slides, papers and recordings of conferences."""

    kind, path, serializer = "material", "materials", s.MaterialEntrySerializer
    name_field = "title"
    card = ("kind", "title", "url", "sha256", "language", "record")
    facets = {"kind": lambda part: part["kind"], "conference": lambda part: part["record"]["id"]}
    linked = ("conference",)
    sorts = {"title": lambda body: body["title"]}
    default_sort = "title"


class SeriesOfConferences(Publication):
    """Series."""

    kind, path, model, serializer = "series", "series", models.Series, s.SeriesSerializer
    card = ("name", "about")
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ["name"], "B": ["about"]}


class People(Publication):
    """People who spoke in public."""

    kind, path, model, serializer = "person", "people", models.Person, s.PersonSerializer
    card = ("name", "honorific", "affiliations")
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ["name"], "B": ["bio"]}

    def check(self, document):
        """Nobody is published who objected."""
        objected = (
            [gettext("This person asked not to be named.")] if document["fields"]["objected_on"] else []
        )
        return super().check(document) + objected


class Conferences(Publication):
    """Conferences."""

    kind, path, model, serializer = "conference", "conferences", models.Conference, s.ConferenceSerializer
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
    search = {"A": ["title", "theme"], "B": ["summary"]}
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
