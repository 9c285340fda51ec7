"""Linked data: what the record holds, in schema.org's words, and nothing else."""

import json
import re

import pytest
from django.conf import settings
from django.utils.translation import override

from knowledge.exchange import agency
from portal.exchange.linked_data import of_list, of_record, of_site, script, tidy
from tests.web.literal import (
    conference,
    landsmaps,
    language_block,
    listed,
    metric,
    page,
    record,
    ref,
    speaker,
)

SITE = settings.SITE_URL
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def node(shown: dict) -> dict:
    """What a record says of itself."""
    with override("en"):
        return tidy(of_record(shown, "en"))["@graph"][0]


def data_of(html: str) -> dict:
    """The linked data of a page."""
    (text,) = DATA.findall(html)
    return json.loads(text)


def test_a_case_study_is_a_report_about_a_service():
    report = node(landsmaps())
    assert (report["@type"], report["@id"]) == ("Report", f"{SITE}/en/case-studies/cs-1/x")
    assert report["exampleOfWork"] == {"@id": f"{SITE}/case-studies/cs-1"}
    assert report["about"]["@type"] == "GovernmentService"
    assert report["about"]["serviceOperator"]["@id"] == f"{SITE}/agencies/ag-1"
    assert [place["@id"] for place in report["spatialCoverage"]] == [f"{SITE}/countries/TH"]
    assert (report["datePublished"], report["dateModified"]) == (
        "2026-11-25T08:00:00Z",
        "2026-11-26T08:00:00Z",
    )
    assert report["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert report["citation"][0]["publisher"] == {"@type": "Organization", "name": "OPDC"}


def test_a_translation_names_its_original():
    assert node(landsmaps())["translationOfWork"] == {
        "@id": f"{SITE}/th/case-studies/cs-1/x",
        "inLanguage": "th",
    }
    original = node(landsmaps(language_block(requested="th", served="th")))
    assert (original["inLanguage"], "translationOfWork" in original) == ("th", False)


def test_what_others_compiled_is_not_said_to_be_the_agencys():
    assert node(landsmaps())["author"]["name"] == settings.SITE_NAME
    assert node(landsmaps(authorship="agency"))["author"]["name"] == "Department of Lands"


def test_without_a_service_a_report_is_about_the_agency():
    assert node(landsmaps(service_name=None))["about"]["name"] == "Department of Lands"


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"value": 5, "qualifier": "eq"}, {"value": 5}),
        ({"value": 5, "qualifier": "gt"}, {"minValue": 5}),
        ({"value": 5, "qualifier": "gte"}, {"minValue": 5}),
        ({"value": 5, "qualifier": "lte"}, {"maxValue": 5}),
        ({"value": 5, "value_to": 7, "qualifier": "eq"}, {"minValue": 5, "maxValue": 7}),
        ({"value": 0, "qualifier": "eq"}, {"value": 0}),
    ],
)
def test_a_figure_is_as_exact_as_its_source(figure, expected):
    measured = node(landsmaps(metrics=[metric(label="Users", **figure)]))["hasPart"]["variableMeasured"]
    assert measured == [{"@type": "PropertyValue", "name": "Users", **expected}]


def test_only_reported_figures_are_said_to_be_measured():
    measured = node(landsmaps())["hasPart"]["variableMeasured"]
    assert [figure["name"] for figure in measured] == ["Users", "Parcels"]
    assert "hasPart" not in node(landsmaps(metrics=[metric(kind="target", label="Hope", value=1)]))


def test_a_conference_is_an_event_with_its_sessions():
    event = node(conference(series=ref("series", "sr-1", "ASEAN Conference")))
    assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2021-11-15", "2021-11-16")
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert [organiser["name"] for organiser in event["organizer"]] == ["OPDC", "OECD"]
    assert event["superEvent"]["@type"] == "EventSeries"
    assert [session["name"] for session in event["subEvent"]] == ["Opening"]
    assert [person["@id"] for person in event["performer"]] == [f"{SITE}/people/pe-1"]
    assert event["workFeatured"][0]["@type"] == "Report"


def test_a_session_has_a_time_only_where_one_is_known():
    times = {"starts_at": "09:00:00", "ends_at": "10:30:00", "speakers": [speaker()]}
    session = {"id": "ss-1", "title": "Opening", "date": "2021-11-15", "status": "cancelled", **times}
    shown = node(conference(sessions=[session], timezone="Asia/Bangkok"))["subEvent"][0]
    assert (shown["startDate"], shown["endDate"]) == (
        "2021-11-15T09:00:00+07:00",
        "2021-11-15T10:30:00+07:00",
    )
    assert shown["eventStatus"] == "https://schema.org/EventCancelled"
    assert "performer" not in shown
    assert node(conference())["subEvent"][0]["startDate"] == "2021-11-15"


def test_a_conference_somewhere_has_a_place():
    place = {"mode": "hybrid", "city": "Bangkok", "host_country": ref("country", "TH", "Thailand")}
    location = node(conference(**place, stream_url="https://example.org/live"))["location"]
    assert location[0]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Bangkok",
        "addressCountry": "TH",
    }
    assert location[1] == {"@type": "VirtualLocation", "url": "https://example.org/live"}


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("ministry", "GovernmentOrganization"),
        ("university", "CollegeOrUniversity"),
        ("other", "Organization"),
    ],
)
def test_an_agency_is_what_its_sort_says(kind, schema):
    assert agency({"kind": kind})["@type"] == schema


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("country", "Country"),
        ("person", "Person"),
        ("topic", "DefinedTerm"),
        ("series", "EventSeries"),
        ("country-group", "Place"),
        ("page", "WebPage"),
    ],
)
def test_every_kind_says_what_it_is_even_with_nothing_but_a_name(kind, schema):
    shown = node(record(kind, "xx-1", name="A name"))
    assert (shown["@type"], shown["name"]) == (schema, "A name")


def test_the_way_to_a_page_ends_with_it():
    with override("en"):
        steps = tidy(of_record(landsmaps(), "en"))["@graph"][1]["itemListElement"]
    assert [(step["name"], step.get("item")) for step in steps] == [
        ("Home", f"{SITE}/en/"),
        ("Case studies", f"{SITE}/en/case-studies"),
        ("LandsMaps: data that people trust", None),
    ]


def test_a_list_names_what_stands_on_it():
    with override("en"):
        found = of_list("Case studies", "/en/case-studies", "lo", [landsmaps()])["@graph"][0]
    assert found["mainEntity"]["itemListElement"][0]["url"] == f"{SITE}/lo/case-studies/cs-1/x"


def test_the_site_says_how_it_is_searched():
    assert of_site("th")["potentialAction"]["target"]["urlTemplate"] == (
        f"{SITE}/th/library?q={{search_term_string}}"
    )


def test_nothing_in_a_text_can_end_the_data_block():
    evil = "</script><!--<script>&\u2028\u2029"
    text = script({"name": evil})
    assert text.count("<") == 2
    assert not set("&\u2028\u2029") & set(text)
    assert json.loads(DATA.findall(text)[0]) == {"name": evil}
    assert data_of(page(landsmaps(title=evil)))["@graph"][0]["name"] == evil
    assert (
        data_of(listed("case-study", "en", [landsmaps(title=evil)]))["@graph"][0]["@type"] == "CollectionPage"
    )
