"""What other kinds show on a record's page."""

import pytest

from portal.publishing.publication import Kind
from portal.web.panels import panels_of
from tests.web.literal import Languages, landsmaps, language_block, page, record


def test_panels_show_live_records_that_name_the_page_s_record(make):
    country = make.live("country", id="LA")
    case = make.live("case-study", country=country)
    make.draft("case-study", country=country)
    found = panels_of({"type": "country", "id": "LA"}, "en")
    cases = [panel for panel in found if panel["publication"].kind == "case-study"]
    assert [shown["id"] for panel in cases for shown in panel["records"]] == [case.pk]
    assert cases[0]["more"] is None


@pytest.mark.django_db
def test_empty_panels_do_not_exist():
    assert panels_of({"type": "country", "id": "LA"}, "en") == []


def test_panels_speak_the_page_s_language_whatever_the_record_speaks():
    country = record("country", "TH", language_block("lo", "en"), name="Thailand")
    cases = {
        "publication": Kind.of("case-study"),
        "heading": "Case studies",
        "records": [landsmaps(language_block("lo", "en"))],
        "count": 1,
        "more": "/lo/case-studies?country=TH",
    }
    html = page(country, panels=[cases])
    assert Languages(html).of("Case studies") == {"lo"}
    assert Languages(html).of("LandsMaps: data that people trust") == {"en"}
    assert '<a href="/lo/case-studies?country=TH">' in html
