"""The template tags: languages, foreign words, links, figures, dates, labels."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from portal.web.templatetags import sala

THAI = "กรมที่ดิน"


def rendered(source: str, language: str = "en", **context) -> str:
    with override(language):
        return Template("{% load sala %}" + source).render(Context({"language": language, **context}))


# Languages


def test_a_language_is_named_in_itself_and_in_the_language_around_it():
    assert rendered('{% language_name "th" %} {% language_name_here "th" %}') == "ไทย Thai"
    assert rendered('{% language_name_here "lo" %}', "th") == "ลาว"
    assert sala.language_name("pt") == "pt"


def test_lang_stands_only_where_the_language_changes():
    assert rendered('<p{% lang "th" %}>') == '<p lang="th">'
    assert rendered('<p{% lang "th" %}>', "th") == "<p>"
    assert rendered("<p{% lang nothing %}>") == "<p>"


def test_lang_follows_the_language_that_is_spoken_inside():
    inside = '{% language "en" %}<p{% lang "en" %}><p{% lang language %}>{% endlanguage %}'
    assert rendered(inside, "lo") == '<p><p lang="lo">'


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/en/case-studies/cs-1/x", "/th/case-studies/cs-1/x"),
        ("/en/", "/th/"),
        ("/api/v1/countries/TH", "/api/v1/countries/TH"),
        ("https://x.example/en/", "https://x.example/en/"),
    ],
)
def test_an_address_within_the_site_is_taken_to_the_page_s_language(address, there):
    assert sala.here(address, "th") == there


# Texts


def test_a_text_of_the_page_s_language_stands_bare():
    assert rendered("{% inline x 'title' %}", x={"title": "Lands & maps"}) == "Lands &amp; maps"


def test_a_text_declared_to_be_in_another_language_says_so():
    text = {"title": "The 9th ASEAN Conference", "title_language": "en"}
    assert (
        rendered("{% inline x 'title' %}", "th", x=text) == '<span lang="en">The 9th ASEAN Conference</span>'
    )
    assert rendered("{% inline x 'title' %}", "en", x=text) == "The 9th ASEAN Conference"


def test_a_card_says_in_which_language_its_record_is_served():
    card = {"title": "LandsMaps"}
    assert rendered("{% inline x 'title' 'en' %}", "lo", x=card) == '<span lang="en">LandsMaps</span>'


def test_english_words_in_a_thai_text_are_marked():
    assert rendered("{% inline x 'name' %}", "th", x={"name": "แอป LandsMaps"}) == (
        'แอป <span lang="en">LandsMaps</span>'
    )


def test_a_person_s_name_is_no_english_word():
    assert (
        rendered("{% inline x 'name' %}", "th", x={"type": "person", "name": "Hyun Jeong Lee"})
        == "Hyun Jeong Lee"
    )


def test_a_missing_text_is_nothing():
    assert rendered("{% inline x 'title' %}|{% passage x 'title' %}", x={"title": None}) == "|"


def test_a_passage_in_another_language_is_wrapped():
    text = {"method": "*Counted*", "method_language": "en"}
    assert (
        rendered("{% passage x 'method' %}", "th", x=text) == '<div lang="en"><p><em>Counted</em></p>\n</div>'
    )


def test_a_passage_ends_with_its_source():
    shown = rendered("{% passage x 'text' 0 %}", x={"text": "One.\n\nTwo."})
    assert shown == '<p>One.</p>\n<p>Two. <sup><a href="#src-1" aria-label="Source 1">[1]</a></sup></p>\n'


def test_a_passage_that_ends_with_a_list_has_no_place_for_a_mark():
    assert "<sup>" not in rendered("{% passage x 'text' 0 %}", x={"text": "- one"})


@pytest.mark.parametrize("name", ["inline", "passage"])
def test_a_text_is_never_markup(name):
    shown = rendered("{% " + name + " x 'title' %}", x={"title": "<script>alert(1)</script>"})
    assert "<script" not in shown


# Links


def test_a_reference_leads_to_the_record_in_the_page_s_language():
    record = {
        "id": "ag-1",
        "type": "agency",
        "name": THAI,
        "name_language": "th",
        "html_url": "/th/agencies/ag-1/dol",
    }
    assert rendered("{% reference x %}", "lo", x=record) == (
        f'<a href="/lo/agencies/ag-1/dol"><span lang="th">{THAI}</span></a>'
    )


def test_a_reference_inside_a_record_of_another_language_keeps_the_page_s_addresses():
    record = {"id": "TH", "type": "country", "name": "Thailand", "html_url": "/en/countries/TH/thailand"}
    shown = rendered('{% language "en" %}{% reference x %}{% endlanguage %}', "lo", x=record)
    assert shown == '<a href="/lo/countries/TH/thailand">Thailand</a>'


@pytest.mark.parametrize("nobody", [None, {}, {"id": None, "name": None}])
def test_a_reference_to_nothing_is_nothing(nobody):
    assert rendered("{% reference x %}", x=nobody) == ""


def test_what_has_no_page_is_named_without_a_link():
    assert rendered("{% reference x %}", x={"id": None, "name": "The Phuket News"}) == "The Phuket News"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//x.example", "data:text/html,x", "", None])
def test_only_web_addresses_become_links(address):
    assert rendered("{% external x 'label' %}", x=address) == "label"


def test_an_outside_link_without_a_label_shows_its_address():
    assert rendered("{% external x %}", x="https://opdc.go.th/content/NzIyMg/") == (
        '<a href="https://opdc.go.th/content/NzIyMg/" rel="noopener nofollow">opdc.go.th/content/NzIyMg</a>'
    )


def test_an_outside_link_s_label_is_escaped():
    assert "<b>" not in rendered("{% external x y %}", x="https://x.example/", y="<b>")


# Dates and numbers


def test_dates_are_written_as_each_language_writes_them():
    days = '{% date_range "2021-11-15" "2021-11-16" %}'
    assert rendered(days) == "15–16 November 2021"
    assert rendered(days, "th") == "15–16 พฤศจิกายน พ.ศ. 2564"
    assert rendered('{{ "2021"|date }}, {{ "2021-11"|date }}, {{ nothing|date }}') == "2021, November 2021, "


def test_of_a_time_its_day_is_shown():
    assert rendered('{{ "2026-11-25T15:43:58Z"|date }}') == "25 November 2026"


@pytest.mark.parametrize(
    ("metric", "shown"),
    [
        ({"value": 100000, "qualifier": "gt"}, "more than 100,000"),
        ({"value": 33000000, "qualifier": "gt"}, "over 33 million"),
        ({"value": 34000000, "qualifier": "approx"}, "about 34 million"),
        ({"value": 1200000, "qualifier": "gte"}, "at least 1.2 million"),
        ({"value": 95, "qualifier": "eq"}, "95"),
        ({"value": 7, "qualifier": "lt"}, "less than 7"),
        ({"value": 7, "qualifier": "lte"}, "up to 7"),
        ({"value": 10, "value_to": 20, "qualifier": "eq"}, "10 to 20"),
        ({"value": 80, "qualifier": "gt", "unit": "percent"}, "more than 80%"),
        ({"value": 5000000, "qualifier": "eq", "unit": "THB"}, "5 million THB"),
        ({"value": 33, "qualifier": "gt", "unit": "parcels"}, "more than 33"),
    ],
)
def test_a_figure_is_as_exact_as_its_source(metric, shown):
    assert rendered("{% quantity x %}", x=metric) == shown


def test_an_amount_that_is_not_known_is_nothing():
    assert rendered("{% amount x %}", x=None) == ""
    assert rendered('{% amount 95 "approx" %}') == "about 95"


# Labels


def test_what_has_a_code_is_shown_by_its_label():
    assert rendered('{{ "online"|choice_label:"conference.mode" }}') == "Online"
    assert rendered('{{ "challenges"|section_label:"case-study" }}') == "Challenges"
    assert rendered('{{ "case-study"|counted:2 }}') == "case studies"
    assert rendered("{{ 0|evidence }}") == "No source is linked."


@pytest.mark.parametrize(
    ("id_", "code"), [("TH", "TH"), ("oecd-members", "OECD"), ("JFCCT", "JFCCT"), ("asean", "ASEAN")]
)
def test_a_tile_holds_a_short_code(id_, code):
    assert f">{code}</span>" in sala.tile(id_)


# What there is of a record


def test_sections_are_the_long_texts_in_the_order_of_the_model():
    record = {
        "type": "case-study",
        "title": "T",
        "summary": "S",
        "challenges": "C",
        "problem": "P",
        "users": None,
    }
    assert [section["name"] for section in sala.sections(record)] == ["problem", "challenges"]
    assert sala.sections({"type": "country", "name": "Laos", "official_name": "Lao PDR"}) == []


def test_results_are_told_from_targets_and_context():
    reported, target, award = (
        {"kind": "reported", "value": 1},
        {"kind": "target", "value": 2},
        {"kind": "reported", "value": None},
    )
    found = sala.results({"metrics": [reported, target, award]})
    assert found == {"reported": [reported], "other": [target, award]}


def test_what_only_the_original_has_is_gathered_by_section():
    record = {
        "type": "case-study",
        "language": {"only_in_original": ["challenges", "lessons/ls-1/text", "lessons/ls-2/text"]},
    }
    assert sala.only_in_original(record) == [
        {"label": "Challenges", "count": None},
        {"label": "Lessons", "count": 2},
    ]
