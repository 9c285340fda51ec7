"""A conference of sixty sessions and two hundred appearances opens and saves like any other."""

import pytest
from django.http import QueryDict

from conferences.models import Appearance, Session
from knowledge.models import Result
from portal.editing.pager import pager_of
from tests.editing.filling import address, edit, filled, opened, save, signed_in

pytestmark = pytest.mark.django_db
SESSIONS, APPEARANCES = 60, 200
OPENING, SAVING = 24, 53  # queries of the form of a case study with forty figures and forty lessons
PARTS = [(f"ap-{number}", f"ss-{number % 2}") for number in range(60)]


@pytest.fixture
def big(make):
    """That conference."""
    conference = make.conference()
    person, agency, country = make.live("person"), make.live("agency"), make.live("country")
    sessions = Session.objects.bulk_create(
        Session(
            pk=f"ss-{number:010}", record=conference, position=number, kind="panel", title_th=f"ช่วง {number}"
        )
        for number in range(SESSIONS)
    )
    Appearance.objects.filter(record=conference).delete()
    Appearance.objects.bulk_create(
        Appearance(
            pk=f"ap-{number:010}", record=conference, position=number, session=sessions[number % SESSIONS],
            person=person, agency=agency, country=country, job_title_th=f"ตำแหน่ง {number}",
        )
        for number in range(APPEARANCES)
    )  # fmt: skip
    return make.published(make.kept(conference))


def test_it_opens_and_saves_in_few_queries(big, make, django_assert_num_queries):
    client = signed_in(make.secretary)
    client.get(address(big))
    with django_assert_num_queries(31):
        page = client.get(address(big))
    data = filled(page)
    assert len(data) < 600
    with django_assert_num_queries(43):
        save(client, big, {**data, "title_th": "ชื่อใหม่", "appearances-2-job_title_th": "อธิบดี"})
    assert Appearance.objects.get(pk="ap-0000000002").job_title_th == "อธิบดี"
    assert (big.sessions.count(), big.appearances.count()) == (SESSIONS + 1, APPEARANCES)


def test_a_page_of_appearances_is_saved_without_touching_the_others(big, secretariat):
    page = "change/?appearances_page=3"
    data = opened(secretariat, big, page)
    assert data["appearances-0-id"] == "ap-0000000050"
    data |= {"appearances-0-job_title_th": "ผู้อำนวยการ", "appearances-1-DELETE": "on"}
    response = save(secretariat, big, data, page, button="_continue")
    assert response.url.endswith("?appearances_page=3")
    titles = dict(Appearance.objects.values_list("pk", "job_title_th"))
    assert len(titles) == APPEARANCES - 1
    assert titles["ap-0000000050"] == "ผู้อำนวยการ"
    assert "ap-0000000051" not in titles
    assert titles["ap-0000000199"] == "ตำแหน่ง 199"


def test_appearances_of_one_session(big, secretariat):
    response = secretariat.get(address(big), {"appearances_of": "ss-0000000007"})
    [formset] = [f for f in response.context["inline_admin_formsets"] if f.formset.prefix == "appearances"]
    ids = [form.instance.pk for form in formset.formset.initial_forms]
    assert ids == ["ap-0000000007", "ap-0000000067", "ap-0000000127", "ap-0000000187"]
    assert '<option value="ss-0000000007" selected>' in response.content.decode()


def test_a_new_appearance_comes_behind_those_of_all_pages(big, secretariat):
    data = opened(secretariat, big, "change/?appearances_page=2")
    count = int(data["appearances-TOTAL_FORMS"])
    data |= {"appearances-TOTAL_FORMS": count + 1, f"appearances-{count}-role": "speaker"}
    data[f"appearances-{count}-session"] = "ss-0000000001"
    data[f"appearances-{count}-job_title_th"] = "คนใหม่"
    save(secretariat, big, data, "change/?appearances_page=2")
    assert Appearance.objects.get(job_title_th="คนใหม่").position == APPEARANCES


def test_a_part_deleted_meanwhile_is_told_and_nothing_is_written(big, make, secretariat):
    data = opened(secretariat, big)
    edit(signed_in(make.user("secretariat")), big, **{"appearances-0-DELETE": "on"})
    refused = secretariat.post(address(big), {**data, "title_th": "ของฉัน", "_save": "1"})
    assert "Nothing of yours was written." in refused.content.decode()
    big.refresh_from_db()
    assert big.title_th != "ของฉัน"


@pytest.mark.parametrize(
    ("query", "page", "first", "last"),
    [
        ("", 1, 1, 25),
        ("x_page=2", 2, 26, 50),
        ("x_page=3", 3, 51, 60),
        ("x_page=99", 3, 51, 60),
        ("x_page=0", 1, 1, 25),
        ("x_page=-1", 1, 1, 25),
        ("x_page=nonsense", 1, 1, 25),
        ("x_of=ss-1&x_page=2", 2, 26, 30),
        ("x_of=nonsense", 1, 1, 25),
    ],
)
def test_pages(query, page, first, last):
    pager = pager_of("x", QueryDict(query), PARTS, 25, [("ss-0", "One"), ("ss-1", "Two")])
    assert (pager.page, pager.first, pager.last) == (page, first, last)


def test_a_pager_keeps_the_rest_of_the_address():
    pager = pager_of("x", QueryDict("edit_language=km&y_page=3&x_page=2"), PARTS, 25, [])
    assert pager.previous == "?edit_language=km&y_page=3&x_page=1"
    assert pager.following == "?edit_language=km&y_page=3&x_page=3"


def test_a_large_case_study_opens_and_saves_in_few_queries(make, django_assert_num_queries):
    case = make.case_study(lessons=40)
    source = case.sources.get()
    Result.objects.bulk_create(
        Result(
            pk=f"rs-{number:010}", record=case, position=number, value=number, label_th="ผู้ใช้", source=source
        )
        for number in range(40)
    )
    client = signed_in(make.secretary)
    make.published(make.kept(case))
    client.get(address(case))
    with django_assert_num_queries(OPENING):
        page = client.get(address(case))
    with django_assert_num_queries(SAVING):
        save(client, case, {**filled(page), "title_th": "ชื่อใหม่", "lessons-7-text_th": "บทเรียนใหม่"})
