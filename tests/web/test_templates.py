"""Pages of every kind, lists, home and errors, rendered from literal records and without a database."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.publishing.publication import Kind, Publication
from portal.web.context import page_context
from tests.web.literal import Languages, conference, error, landsmaps, language_block, listed, page, record

# Every kind


@pytest.mark.parametrize("kind", [publication.kind for publication in Publication.all()])
@pytest.mark.parametrize(
    "language", [language_block(), language_block("lo", "en")], ids=["served", "fallback"]
)
def test_every_kind_has_a_page_even_with_nothing_but_a_name(kind, language):
    name = Kind.of(kind).model.name_field
    shown = record(kind, "xx-1", language, **{name: "Name"})
    defaults = {"conference": conference(language), "case-study": landsmaps(language)}.get(kind, shown)
    html = page(defaults)
    assert html.count("<h1>") == 1
    assert "<h1>" in html
    assert Languages(html).open == [("", "")]


@pytest.mark.parametrize("kind", [publication.kind for publication in Publication.all()])
def test_every_kind_has_a_list(kind):
    name = Kind.of(kind).model.name_field
    shown = {"case-study": landsmaps, "conference": conference}.get(
        kind, lambda block: record(kind, "xx-1", block, **{name: "Name"})
    )
    html = listed(kind, "lo", [shown(language_block("lo", "en"))])
    assert Languages(html).open == [("", "")]
    assert Languages(html).of(shown(language_block("lo", "en"))[name].partition(":")[0]) >= {"en"}
    assert "1 ລາຍການ" in html


def test_an_empty_list_says_so():
    assert "Nothing has been published here yet." in listed("topic", "en", [])
    filtered = listed("topic", "en", [], is_filtered=True)
    assert "Nothing matches." in filtered
    assert '<a href="/en/topics">Show all</a>' in filtered


def test_a_list_leads_on_and_back():
    html = listed(
        "case-study", "en", [landsmaps()], next="/en/case-studies?cursor=b", first="/en/case-studies"
    )
    assert '<a href="/en/case-studies?cursor=b" rel="next">' in html
    assert '<a href="/en/case-studies" rel="first">' in html
    assert "noindex" in html


def test_other_languages_begin_a_list_anew_but_keep_its_filters():
    html = listed("case-study", "en", [], address="/en/case-studies?country=TH%2CLA&cursor=abc&sort=-title")
    assert 'href="/th/case-studies?country=TH%2CLA&amp;sort=-title"' in html
    assert "/th/case-studies?country=TH%2CLA&amp;cursor" not in html


# Home


def home(cases: list[dict], **counts) -> str:
    values = page_context("/en/", "en") | {
        "counts": counts,
        "latest": cases,
        "entry_kind": Kind.of("case-study"),
    }
    values |= {"featured": None, "meeting": None, "tried": [], "entry_count": counts.get("entries", 0)}
    with override("en"):
        return render_to_string("home.html", values)


def test_home_counts_and_shows_what_there_is():
    html = home([landsmaps()], entries=7, countries=1, meetings=0)
    assert '<dt>case studies and lessons</dt><dd class="num">7</dd>' in html
    assert '<dt>country with an entry</dt><dd class="num">1</dd>' in html
    assert "LandsMaps: data that people trust" in html
    assert '<a href="/en/case-studies">Show all 7</a>' in html


def test_an_empty_home_is_honest():
    html = home([], entries=0, countries=0, meetings=0, agencies=0)
    assert "Nothing has been published here yet." in html
    assert '<dd class="num">' not in html


# Errors


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500, 503])
def test_error_pages_name_their_number_and_are_not_indexed(status):
    html = error(status)
    assert f"Error {status}" in html
    assert "noindex" in html
    assert 'rel="canonical"' not in html
    assert Languages(html).open == [("", "")]


def test_a_withdrawn_page_gives_the_public_reason():
    assert "The agency asked for it." in error(410, reason="The agency asked for it.")
    assert "<script>" not in error(410, reason="<script>alert(1)</script>").partition("<main")[2]


def test_each_fault_of_an_address_is_said_in_words():
    fault = {"parameter": "kind", "code": "invalid", "detail": "Unknown.", "allowed": ("case_study",)}
    html = error(400, faults=[fault])
    for words in ("<code>kind</code>", "Unknown.", "<code>case_study</code>"):
        assert words in html


@pytest.mark.parametrize("status", [500, 503])
def test_an_outage_s_page_needs_no_manifest_of_static_files(status, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    settings.STATIC_ROOT, settings.DEBUG = str(tmp_path), False
    assert 'href="/static/site.css"' in error(status)


# All pages


@pytest.mark.parametrize("made", [lambda: page(landsmaps()), lambda: page(conference()), lambda: error(404)])
def test_no_page_breaks_the_content_security_policy(made):
    html = made()
    for forbidden in (" style=", "<style", "javascript:", " onclick=", "<script>"):
        assert forbidden not in html
    assert html.count("<script src") == 1
    assert html.count("<script") == 1 + html.count('<script type="application/ld+json">')
