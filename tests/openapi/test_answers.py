"""What is answered is what is described, also where it is no record: nothing is missing and nothing stands besides."""

import pytest

from portal.openapi.components import components
from tests.openapi.strict import faults


@pytest.fixture
def library(make) -> dict[str, str]:
    """A little of everything, and the ids of what there is to read."""
    case, other = make.live("case-study"), make.live("case-study")
    make.live("conference", cases=[case], people=[make.live("person")])
    make.withdrawn(other)
    return {"live": case.pk, "gone": other.pk}


CASES = "/api/v1/case-studies"


@pytest.mark.parametrize(
    ("address", "status", "component"),
    [
        ("/api/v1", 200, "Root"),
        ("/api/v1/languages", 200, "Languages"),
        ("/api/v1/vocabularies", 200, "Vocabularies"),
        ("/api/v1/vocabularies/stage?lang=km", 200, "Vocabulary"),
        ("/api/v1/search?facets=type,language", 200, "SearchResults"),
        ("/api/v1/search?q=case", 200, "SearchResults"),
        ("/api/v1/suggestions?q=ca", 200, "Suggestions"),
        ("/api/v1/changes", 200, "Changes"),
        ("/api/v1/changes?include=record", 200, "Changes"),
        (f"{CASES}?facets=country,year,stage&count=false", 200, "CaseStudyList"),
        (f"{CASES}?q=case&translations=all", 200, "CaseStudyList"),
        (f"{CASES}/statistics?group_by=country,year", 200, "Statistics"),
        (f"{CASES}/statistics?group_by=country&measure=metric_sum:persons", 200, "Statistics"),
        (f"{CASES}/{{live}}?translations=all", 200, "CaseStudy"),
        ("/api/v1/metrics", 200, "MetricList"),
        ("/api/v1/lessons?lang=th", 200, "LessonList"),
        (f"{CASES}?contry=TH&limit=1000&lang=xx", 400, "Problem"),
        (f"{CASES}?cursor=x", 400, "Problem"),
        (f"{CASES}/cs-0000000000", 404, "Problem"),
        (f"{CASES}/{{live}}?lang=km&fallback=none", 404, "Problem"),
        (f"{CASES}/{{gone}}", 410, "Problem"),
    ],
)
def test_an_answer_is_as_described(client, library, address, status, component):
    response = client.get(address.format(**library))
    strict = components(strict=True)
    assert response.status_code == status, response.content
    assert faults(response.json(), strict[component], strict) == []


def test_what_cannot_be_had_in_a_form_is_a_problem_as_described(client, library):
    response = client.get(CASES, headers={"Accept": "image/png"})
    strict = components(strict=True)
    assert response.status_code == 406
    assert faults(response.json(), strict["Problem"], strict) == []


def test_what_is_expanded_is_still_a_reference_as_described(client, library):
    """The published form, which takes more: what references have to have is there."""
    record = client.get(f"{CASES}/{library['live']}?expand=countries,presented_at").json()
    reference = components()["Reference"]["properties"]
    for expanded in (*record["countries"], *record["presented_at"]):
        assert reference.keys() - {"name_language"} <= expanded.keys()
