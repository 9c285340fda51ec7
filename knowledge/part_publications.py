"""How lessons and figures are public by themselves: parts of case studies (lessons also of conferences) with entries."""

from django.utils.translation import gettext_lazy as _

from knowledge import models
from knowledge import serializers as s
from portal.publishing.publication import PartPublication, Values


class Lessons(PartPublication):
    """Lessons of case studies and takeaways of conferences: one resource."""

    kind, path, serializer = "lesson", "lessons", s.LessonEntrySerializer
    place, called = 2, (_("lesson"), _("lessons"))
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
    search = {"A": (), "B": ("text",)}


def _about(part: dict, kind: str) -> str | None:
    return part.get("about") if part.get("about_kind") == kind else None


class Metrics(PartPublication):
    """Figures of case studies, a row each."""

    kind, path, serializer = "metric", "metrics", s.MetricEntrySerializer
    called = _("figure"), _("figures")
    name_field = ""
    is_listed_apart = True
    card = (
        *("label", "kind", "value", "value_to", "qualifier", "unit", "period", "as_of", "as_published"),
        *("as_published_language", "baseline", "target", "method", "record", "country", "agency", "source"),
    )
    facets = {
        "kind": lambda part: part["kind"],
        "unit": lambda part: part["unit"],
        "period": lambda part: part["period"],
        "qualifier": lambda part: part["qualifier"],
        "year": lambda part: (part["as_of"] or "")[:4],
        "record": lambda part: part["record"]["id"],
        "country": lambda part: (
            {part["record"]["fields"]["country_id"], *part["record"]["links"]["further_countries"]} - {None}
        ),
        "agency": lambda part: part["record"]["fields"]["lead_agency_id"],
        "theme": lambda part: part["record"]["links"]["themes"],
    }
    linked = ("record", "country", "agency", "theme")
    trees = ("theme",)
    choices = {
        "kind": models.ResultKind.values,
        "period": models.Period.values,
        "qualifier": models.Qualifier.values,
    }
    sorts = {
        "label": lambda body: body["label"],
        "value": lambda body: body["value"],
        "as_of": lambda body: body["as_of"],
    }
    default_sort = "label"
    ranges = {"value": Values.NUMBER, "as_of": Values.DATE}
    search = {"A": (), "B": ("label", "method")}
