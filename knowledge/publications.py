"""How countries, agencies, topics and case studies are public."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge import models
from knowledge import serializers as s
from knowledge.evidence import completeness, evidence_grade, gaps
from portal.publishing.publication import Panel, PartPublication, Publication, field, link, year

MOST_THEMES = 5


class Lessons(PartPublication):
    """Lessons of case studies and takeaways of conferences: one resource."""

    kind, path, serializer = "lesson", "lessons", s.LessonEntrySerializer
    card = ("kind", "text", "polarity", "about", "record")
    facets = {
        "kind": lambda part: (
            "lesson" if part["part_of"] == "lessons" else "challenge" if part["is_challenge"] else "takeaway"
        ),
        "country": lambda part: part["record"]["fields"].get("country_id") or _about(part, "country"),
        "theme": lambda part: part["record"]["links"].get("themes", ()),
    }
    linked = ("country", "theme")
    choices = {"kind": ("lesson", "takeaway", "challenge")}
    sorts = {"text": lambda body: body["text"]}
    default_sort = "text"


def _about(part: dict, kind: str) -> str | None:
    return part.get("about") if part.get("about_kind") == kind else None


class Countries(Publication):
    """Participating countries."""

    kind, path, model, serializer = "country", "countries", models.Country, s.CountrySerializer
    card = ("name", "official_name", "alpha3", "grid_col", "grid_row")
    facets = {"group": lambda document: document["backlinks"].get("groups", ())}
    linked = ("group",)
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ["name", "official_name"], "B": ["profile"]}


def _memberships(document: dict) -> dict[str, str]:
    """Each country's times in the group: `1967-08-08/`, `1960-01-01/1990-12-31,1999-01-01/`."""
    spans: dict[str, list[str]] = {}
    for part in document["parts"]["memberships"]:
        spans.setdefault(part["country_id"], []).append(f"{part['starts_on'] or ''}/{part['ends_on'] or ''}")
    return {country: ",".join(times) for country, times in spans.items()}


class CountryGroups(Publication):
    """Groups of countries."""

    kind, path, model, serializer = (
        "country-group",
        "country-groups",
        models.CountryGroup,
        s.CountryGroupSerializer,
    )
    card = ("name", "definition")
    backlinks = {
        "groups": lambda document: {
            part["country_id"]: part["starts_on"] or ""
            for part in document["parts"]["memberships"]
            if not part["ends_on"]
        },
        "memberships": _memberships,
    }
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ["name"], "B": ["definition"]}


class Succeeding(Publication):
    """What took over from others, and is shown by them in return."""

    backlinks = {"successors": lambda document: dict.fromkeys(document["links"]["predecessors"], "")}

    def check(self, document):
        """Besides a name: it does not follow itself."""
        problems = super().check(document)
        if document["id"] in document["links"]["predecessors"]:
            problems.append(gettext("It cannot be its own predecessor."))
        return problems


class Agencies(Succeeding):
    """Organisations."""

    kind, path, model, serializer = "agency", "agencies", models.Agency, s.AgencySerializer
    card = ("kind", "name", "acronym", "country", "local_name", "local_name_language")
    facets = {"country": field("country_id"), "kind": field("kind"), "level": field("level")}
    linked = ("country",)
    choices = {"kind": models.AgencyKind.values, "level": models.GovernmentLevel.values}
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ["name"], "B": ["about"]}
    claimable = {}
    panels = (Panel("country", "country", _("Agencies")),)


class Topics(Succeeding):
    """The portal's vocabularies."""

    kind, path, model, serializer = "topic", "topics", models.Topic, s.TopicSerializer
    card = ("scheme", "name", "definition", "parent")
    facets = {"scheme": field("scheme"), "parent": field("parent_id")}
    linked = ("parent",)
    choices = {"scheme": models.TopicScheme.values}
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ["name"], "B": ["definition"]}


class CaseStudies(Publication):
    """Practices and lessons that others can learn from."""

    kind, path, model, serializer = "case-study", "case-studies", models.CaseStudy, s.CaseStudySerializer
    card = (
        *("kind", "authorship", "title", "summary", "service_name", "countries", "country_group", "agencies"),
        *("topics", "stage", "operating_status", "period", "evidence_grade", "presented_at"),
    )
    derived = {"evidence_grade": evidence_grade, "completeness": completeness, "gaps": gaps}
    facets = {
        "kind": field("kind"),
        "country": lambda document: (
            {document["fields"]["country_id"], *document["links"]["further_countries"]} - {None}
        ),
        "group": field("country_group_id"),
        "agency": lambda document: (
            {
                document["fields"]["lead_agency_id"],
                *(part["agency_id"] for part in document["parts"]["participants"]),
            }
            - {None}
        ),
        "theme": link("themes"),
        "technology": link("technologies"),
        "stage": field("stage"),
        "status": field("operating_status"),
        "evidence": evidence_grade,
        "year": lambda document: year("launched")(document) or _first_presented(document)[:4],
        "conference": lambda document: document["backlinks"].get("presented_at", ()),
    }
    linked = ("country", "group", "agency", "theme", "technology", "conference")
    choices = {
        "kind": models.CaseStudyKind.values,
        "stage": models.Stage.values,
        "status": models.OperatingStatus.values,
        "evidence": tuple("012345"),
    }
    sorts = {
        "title": lambda body: body["title"],
        "launched": lambda body: body["period"]["launch"],
        "evidence": lambda body: body["evidence_grade"],
        "published": lambda body: body["published_at"],
    }
    default_sort = "title"
    search = {"A": ["title"], "B": ["summary", *s.NARRATIVE[1:], "sources_note"]}
    parts = {"lessons": Lessons}
    is_reviewed = True
    claimable = {"authorship": models.Authorship.COMPILED.value}
    panels = (
        Panel("country", "country", _("Case studies")),
        Panel("country-group", "group", _("Case studies")),
        Panel("agency", "agency", _("Case studies")),
        Panel("topic", "theme", _("Case studies")),
        Panel("topic", "technology", _("Case studies")),
    )

    def check(self, document):
        """Besides a title: a place, a source for all that is stated, one to five themes for a practice."""
        problems = super().check(document)
        fields, parts = document["fields"], document["parts"]
        if bool(fields["country_id"]) == bool(fields["country_group_id"]):
            problems.append(gettext("It needs a country or a country group, and not both."))
        if not document["texts"].get(fields["source_language"], {}).get("summary"):
            problems.append(gettext("It has no summary in its original language."))
        if not parts["sources"]:
            problems.append(gettext("It has no source."))
        sources = {source["id"] for source in parts["sources"]}
        problems += [
            gettext("Result %(id)s has no source.") % {"id": part["id"]}
            for part in parts["results"]
            if part["source_id"] not in sources
        ]
        if len(document["links"]["themes"]) > MOST_THEMES:
            problems.append(gettext("It has more than %(most)d themes.") % {"most": MOST_THEMES})
        if fields["authorship"] == models.Authorship.AGENCY and not fields["lead_agency_id"]:
            problems.append(gettext("An agency's own submission needs its agency."))
        return problems


def _first_presented(document: dict) -> str:
    """The day of the earliest conference at which it was presented, "" if there was none."""
    return min((day for day in document["backlinks"].get("presented_at", {}).values() if day), default="")
