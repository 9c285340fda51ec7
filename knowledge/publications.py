"""How countries, agencies, topics and case studies are public."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge import exchange, models
from knowledge import serializers as s
from knowledge.compared import CASE_STUDIES
from knowledge.evidence import completeness, evidence_grade, gaps, key_metrics
from knowledge.part_publications import Lessons, Metrics
from portal.exchange.weaving import code_of
from portal.publishing.publication import Panel, Publication, Values, field, link, year

MOST_THEMES = 5


def _local_name(document: dict) -> tuple[str | None, str | None]:
    """The first of a country's own languages in which its name is known, and that name."""
    names = {code: texts.get("name") for code, texts in document["texts"].items()}
    spoken = (code for code in document["fields"]["languages"] or () if names.get(code))
    code = next(spoken, None)
    return code, names.get(code)


class Countries(Publication):
    """Participating countries."""

    kind, path, model, serializer = "country", "countries", models.Country, s.CountrySerializer
    place, looks_around = 5, True
    card = ("name", "official_name", "alpha3", "grid_col", "grid_row")
    derived = {
        "local_name_language": lambda document: _local_name(document)[0],
        "local_name": lambda document: _local_name(document)[1],
    }
    schema = "Country"
    linked_data = staticmethod(exchange.country)
    sign = staticmethod(lambda record: record["id"])
    facets = {"group": lambda document: document["backlinks"].get("groups", ())}
    linked = ("group",)
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ("name", "official_name"), "B": ("profile",)}

    @staticmethod
    def other_names(document):
        """What it is called in full."""
        return [(code, texts.get("official_name")) for code, texts in document["texts"].items()]


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
    schema = "Place"
    linked_data = staticmethod(exchange.country_group)
    sign = staticmethod(lambda record: code_of(record["id"]))
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
    search = {"A": ("name",), "B": ("definition",)}


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
    place = 4
    card = ("kind", "name", "acronym", "country", "local_name", "local_name_language")
    schema = "Organization"
    linked_data = staticmethod(exchange.agency)
    sign = staticmethod(exchange.agency_sign)
    facets = {"country": field("country_id"), "kind": field("kind"), "level": field("level")}
    linked = ("country",)
    choices = {"kind": models.AgencyKind.values, "level": models.GovernmentLevel.values}
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ("name",), "B": ("about", "sources.title")}
    claimable = {}
    panels = (Panel("country", "country", _("Agencies")),)

    @staticmethod
    def other_names(document):
        """Its short name, and its name in its own language."""
        fields = document["fields"]
        return [("", fields["acronym"]), (fields["native_language"], fields["native_name"])]


class Topics(Succeeding):
    """The portal's vocabularies."""

    kind, path, model, serializer = "topic", "topics", models.Topic, s.TopicSerializer
    card = ("scheme", "name", "definition", "parent")
    schema = "DefinedTerm"
    linked_data = staticmethod(exchange.topic)
    sign = staticmethod(lambda record: "#")
    facets = {"scheme": field("scheme"), "parent": field("parent_id")}
    linked = ("parent",)
    choices = {"scheme": models.TopicScheme.values}
    sorts = {"name": lambda body: body["name"]}
    default_sort = "name"
    search = {"A": ("name",), "B": ("definition",)}

    @staticmethod
    def other_names(document):
        """Other words that people use for it."""
        return [(part["language"], part["name"]) for part in document["parts"]["other_names"]]


class CaseStudies(Publication):
    """Practices and lessons that others can learn from."""

    kind, path, model, serializer = "case-study", "case-studies", models.CaseStudy, s.CaseStudySerializer
    place = 0
    card = (
        *("kind", "authorship", "title", "summary", "service_name", "countries", "country_group", "agencies"),
        *("topics", "stage", "operating_status", "period", "evidence_grade", "presented_at"),
    )
    card_extracts = {"key_metrics": key_metrics}
    schema = "Report"
    linked_data = staticmethod(exchange.case_study)
    citation = staticmethod(exchange.case_citation)
    sign = staticmethod(exchange.case_sign)
    derived = {"evidence_grade": evidence_grade, "completeness": completeness, "gaps": gaps}
    related_by, looks_around = ("conference", "theme", "technology"), True
    labels = {
        "countries": "country",
        "agencies": "agency",
        "topics": "topic",
        "agencies.role": "participants.role",
        "agencies.role=lead": "lead_agency",
        "topics.scheme": "",
        "period.start": "started",
        "period.launch": "launched",
        "period.end": "ended",
        "lessons.kind": "",
        "dgpf_dimensions": "",  # for programs: no page shows them
    }
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
    facet_notes = {"year": "It is the year of the launch, else of the first conference that presented it."}
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
        "published_at": lambda body: body["published_at"],
    }
    default_sort = "title"
    ranges = {"launched": Values.DATE}
    trees = ("theme", "technology")
    search = {
        "A": ("title", "service_name"),
        "B": (
            *s.NARRATIVE,
            *("metrics.label", "metrics.method", "lessons.text", "sdgs.evidence"),
            *("sources_note", "sources.title", "attachments.title"),
        ),
    }
    parts = {"lessons": Lessons, "results": Metrics}
    filtered_by_parts = {"metric": ("kind", "unit", "period", "value")}
    is_reviewed = True
    claimable = {"authorship": models.Authorship.COMPILED.value}
    compared = CASE_STUDIES
    panels = (
        Panel("country", "country", _("Case studies"), narrowed_by="theme"),
        Panel("country-group", "group", _("Case studies")),
        Panel("agency", "agency", _("Case studies"), narrowed_by="theme"),
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
