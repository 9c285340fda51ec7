"""Case studies side by side: the rows of the table, in its order."""

from django.utils.translation import gettext_lazy as _

from portal.publishing.publication import Compared, Reader


def _own(name: str) -> Reader:
    return lambda body: body[name]


def _within(group: str, name: str) -> Reader:
    return lambda body: body[group][name]


def _topics(scheme: str) -> Reader:
    return lambda body: [topic for topic in body["topics"] if topic["scheme"] == scheme]


def _places(body: dict) -> list[dict]:
    return body["countries"] or [group for group in (body["country_group"],) if group]


def _lead(body: dict) -> list[dict]:
    return [agency for agency in body["agencies"] if agency["role"] == "lead"]


def _others(body: dict) -> list[dict]:
    return [agency for agency in body["agencies"] if agency["role"] != "lead"]


CASE_STUDIES = (
    Compared("summary", "text", _own("summary")),
    Compared("country", "references", _places),
    Compared("lead_agency", "references", _lead),
    Compared("participants", "references", _others),
    Compared("themes", "references", _topics("theme"), facet="theme"),
    Compared("technologies", "references", _topics("technology")),
    Compared("level", "code", _own("level")),
    Compared("stage", "code", _own("stage")),
    Compared("operating_status", "code", _own("operating_status")),
    Compared("started", "date", _within("period", "start")),
    Compared("launched", "date", _within("period", "launch")),
    Compared("ended", "date", _within("period", "end")),
    Compared("cost_band", "code", _within("resources", "cost_band")),
    Compared("team_size", "number", _within("resources", "team_size")),
    Compared("months_to_launch", "number", _within("resources", "months_to_launch")),
    Compared("terms", "code", _within("reuse", "terms")),
    Compared("evidence_grade", "evidence", _own("evidence_grade"), heading=_("Evidence")),
    Compared("results", "metrics", _own("metrics")),
    Compared("lessons", "lessons", _own("lessons")),
    Compared("sources", "sources", _own("sources")),
)
