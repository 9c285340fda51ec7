"""Which addresses a mirror holds, and what a link with a question asks of its search."""

import pytest

from portal.mirror.addresses import asked_of_everything, is_mirrored, link_to

AT = "/th/case-studies"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/th/topics", True),
        ("topics", True),
        ("?cursor=abc", True),
        ("?page=2", True),
        ("/static/site.css", True),
        ("/files/" + "a" * 64, True),
        ("/case-studies/cs-5k4en4nrtn", True),
        ("/th/case-studies/cs-5k4en4nrtn/landsmaps", True),
        ("/th/history/cs-5k4en4nrtn?page=2", True),
        ("/th/library?view=map", True),
        ("/th/problems", True),
        ("/th/problems/gone", True),
        ("/th/developers/reference", True),
        ("/th/developers/reference/get-case-study", True),
        ("/api/v1/docs", False),
        ("/th/insights/countries.csv", True),
        ("/th/nothing/at/all", True),  # for the report
        ("/th/library?view=list", False),
        ("/th/library?country=TH&view=map", False),
        ("/th/topics?view=map", False),
        ("/th/history/cs-5k4en4nrtn/2", False),
        ("/th/history/cs-5k4en4nrtn/1...2", False),
        ("/th/compare", False),
        ("/th/tell/cs-5k4en4nrtn/correction", False),
        ("/th/tell/cs-5k4en4nrtn/correction/thanks", False),
        ("/th/case-studies/cs-5k4en4nrtn/landsmaps.md", False),
        ("/cite/cs-5k4en4nrtn.bib", False),
        ("/conferences/cf-5k4en4nrtn.ics", False),
        ("/feeds/changes.atom", False),
        ("/pictures/cs-5k4en4nrtn.png", False),
        ("/llms.txt", False),
        ("?country=TH", False),
        ("/lo/topics", False),
        ("/", False),
        ("/api/v1", False),
        ("/admin/", False),
        ("/sw.js", False),
        ("/th/offline", False),
        ("/th/manifest.webmanifest", False),
    ],
)
def test_pages_in_its_languages_become_files_and_questions_do_not(href, expected):
    assert is_mirrored(link_to(href, AT), ["th", "en"]) is expected


@pytest.mark.parametrize(
    "href", ["https://example.org/", "//example.org/x", "mailto:someone@example.org", "data:,"]
)
def test_what_leaves_the_site_is_no_link_of_it(href):
    assert link_to(href, AT) is None


def test_the_site_s_own_address_is_a_link_of_it(settings):
    settings.SITE_URL = "https://sala.example"
    assert link_to("https://sala.example/th/topics#x", AT).address == "/th/topics"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/th/library?country=TH&page=2", "country=TH"),
        ("/th/library?q=%E0%B8%94%E0%B8%B4%E0%B8%99", "q=%E0%B8%94%E0%B8%B4%E0%B8%99"),
        ("/th/case-studies?country=LA&cursor=x&sort=-started", "country=LA&type=case-study"),
        (
            "/th/library?theme__all=a,b&year__isnull=true&language=th",
            "theme__all=a%2Cb&year__isnull=true&language=th",
        ),
        ("/th/library", ""),
        ("/th/library?country=TH&view=map", None),
        ("/th/library?country__like=T", None),
        ("/th/compare?id=cs-5k4en4nrtn", None),
        ("/th/nothing?country=TH", None),
        ("/api/v1/case-studies?country=TH", None),
    ],
)
def test_filters_of_lists_are_asked_of_the_search(href, expected):
    assert asked_of_everything(link_to(href)) == expected
