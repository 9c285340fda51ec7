"""Burmese typed in Zawgyi: the form says so, loses nothing, and does what the editor decides."""

import pytest

from knowledge.models import CaseStudy
from portal.editing.encodings import TOLD
from portal.publishing.tables import Revision
from tests.editing.filling import address, faults, filled, opened, save
from tests.languages.zawgyi_corpus import spelled_in_zawgyi

pytestmark = pytest.mark.django_db

BURMESE = "?edit_language=my"
TITLE, SUMMARY, LESSON = "မြေယာဝန်ဆောင်မှု", "နိုင်ငံသားများအတွက် ဝန်ဆောင်မှု", "ပြည်သူ့ယုံကြည်မှု"
ZAWGYI = {
    "title_my": spelled_in_zawgyi(TITLE),
    "summary_my": spelled_in_zawgyi(SUMMARY),
    "lessons-0-text_my": spelled_in_zawgyi(LESSON),
}
ALL_KEPT = {f"zawgyi-keep-{name}": "on" for name in ZAWGYI}


@pytest.fixture
def case(make) -> CaseStudy:
    return make.case_study(lessons=2)


def page(case):
    return address(case) + BURMESE


def posted(client, case, **values):
    """Post the opened form with some values, and return the answer."""
    return client.post(page(case), {**filled(client.get(page(case))), **values, "_save": "1"})


def texts(case):
    case.refresh_from_db()
    return case.title_my, case.summary_my, case.lessons.order_by("position").first().text_my


def test_zawgyi_is_refused_and_shown_in_unicode_and_nothing_is_lost(case, secretariat):
    before = Revision.objects.count()
    response = posted(secretariat, case, **ZAWGYI, slug="lands", change_note="Typed at the office.")
    assert response.status_code == 200
    assert faults(response) == [str(TOLD)] * 3
    assert [(text.label, text.converted) for text in response.context["zawgyi"]] == [
        ("Title (မြန်မာ)", TITLE),
        ("Summary (မြန်မာ)", SUMMARY),
        ("lesson 1: Text (မြန်မာ)", LESSON),
    ]
    typed = filled(response)
    assert {name: typed[name] for name in ZAWGYI} == ZAWGYI
    assert (typed["slug"], typed["change_note"]) == ("lands", "Typed at the office.")
    assert (texts(case), Revision.objects.count()) == ((None, None, None), before)
    content = response.content.decode()
    for name in ("zawgyi-convert", *ALL_KEPT):
        assert f'<input type="checkbox" name="{name}"' in content


def test_it_is_converted_when_the_editor_says_so(case, secretariat):
    response = posted(secretariat, case, **ZAWGYI, **{"zawgyi-convert": "on"})
    assert response.status_code == 302
    assert texts(case) == (TITLE, SUMMARY, LESSON)
    assert case.latest_revision().document["texts"]["my"] == {"title": TITLE, "summary": SUMMARY}


def test_it_is_kept_when_the_editor_says_so_and_not_asked_for_again(case, secretariat):
    assert posted(secretariat, case, **ZAWGYI, **ALL_KEPT).status_code == 302
    assert texts(case) == tuple(ZAWGYI.values())
    assert posted(secretariat, case, slug="lands").status_code == 302
    assert texts(case) == tuple(ZAWGYI.values())


def test_some_are_kept_and_the_others_converted(case, secretariat):
    choice = {"zawgyi-convert": "on", "zawgyi-keep-summary_my": "on"}
    assert posted(secretariat, case, **ZAWGYI, **choice).status_code == 302
    assert texts(case) == (TITLE, ZAWGYI["summary_my"], LESSON)


def test_what_nobody_decided_is_still_refused(case, secretariat):
    response = posted(secretariat, case, **ZAWGYI, **{"zawgyi-keep-title_my": "on"})
    assert faults(response) == [str(TOLD)] * 2
    assert [text.is_kept for text in response.context["zawgyi"]] == [True, False, False]
    assert texts(case) == (None, None, None)


def test_a_choice_outlives_other_errors(case, secretariat):
    response = posted(secretariat, case, **ZAWGYI, slug="no slug", **{"zawgyi-convert": "on"})
    assert str(TOLD) not in faults(response)
    assert 'name="zawgyi-convert" checked' in response.content.decode()
    again = {**filled(response), "slug": "lands", "zawgyi-convert": "on", "_save": "1"}
    assert secretariat.post(page(case), again).status_code == 302
    assert texts(case) == (TITLE, SUMMARY, LESSON)


def test_what_is_too_long_in_unicode_is_said(case, secretariat):
    longest = CaseStudy._meta.get_field("title_my").max_length
    zawgyi = "အဂၤလိပ္" * (longest // 7)
    response = posted(secretariat, case, title_my=zawgyi, **{"zawgyi-convert": "on"})
    assert [fault for fault in faults(response) if "at most" in fault] == faults(response) != []
    assert filled(response)["title_my"] == zawgyi


def test_parts_that_go_are_not_asked_for(case, secretariat):
    response = posted(secretariat, case, **ZAWGYI, **{"lessons-0-DELETE": "on", "zawgyi-keep-title_my": "on"})
    assert [text.label for text in response.context["zawgyi"]] == ["Title (မြန်မာ)", "Summary (မြန်မာ)"]


def test_texts_of_all_languages_notes_and_lists_are_looked_at(make, secretariat):
    country = make.country(languages=["th"])
    data = opened(secretariat, country) | {
        "name_en": ZAWGYI["title_my"],
        "languages": f"th\n{ZAWGYI['summary_my']}",
        "change_note": ZAWGYI["lessons-0-text_my"],
    }
    response = secretariat.post(address(country), {**data, "_save": "1"})
    assert [text.converted for text in response.context["zawgyi"]] == [TITLE, f"th\n{SUMMARY}", LESSON]


def test_a_new_record_is_asked_too(make, secretariat):
    country = make.live("country")
    start = "add/?source_language=my"
    data = opened(secretariat, CaseStudy, start) | {
        "title_my": ZAWGYI["title_my"],
        "summary_my": SUMMARY,
        "country": country.pk,
    }
    response = secretariat.post(address(CaseStudy, start), {**data, "_save": "1"})
    assert [text.converted for text in response.context["zawgyi"]] == [TITLE]
    save(secretariat, CaseStudy, {**data, "zawgyi-convert": "on"}, start)
    assert CaseStudy.objects.get().title_my == TITLE


def test_burmese_in_unicode_is_saved_as_ever(case, secretariat):
    values = {"title_my": TITLE, "summary_my": SUMMARY, "lessons-0-text_my": LESSON}
    assert posted(secretariat, case, **values).status_code == 302
    assert texts(case) == (TITLE, SUMMARY, LESSON)
