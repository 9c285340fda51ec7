"""Who sees and does what in the admin."""

import pytest
from django.test import Client

from conferences.models import Conference
from knowledge.models import Agency, CaseStudy, Country
from portal.accounts.models import Role
from tests.editing.filling import address, edit, opened, save, signed_in, step

pytestmark = pytest.mark.django_db

PAGES = ("change/", "history/", "preview/", "delete/", "steps/withdraw/")
# (role, whose record): what the form's page answers, what it answers to a save, and the steps it offers.
TABLE = {
    (Role.CONTRIBUTOR, "own"): (200, 302, []),
    (Role.AGENCY_EDITOR, "own"): (200, 302, ["submit"]),
    (Role.TRANSLATOR, "own"): (200, 403, []),
    (Role.REVIEWER, "own"): (200, 403, []),
    (Role.SECRETARIAT, "own"): (200, 302, ["submit", "publish-unreviewed", "redact"]),
    (Role.ADMINISTRATOR, "own"): (404, 404, None),
    (Role.CONTRIBUTOR, "other"): (404, 404, None),
    (Role.AGENCY_EDITOR, "other"): (404, 404, None),
    (Role.TRANSLATOR, "other"): (200, 403, []),
    (Role.REVIEWER, "other"): (200, 403, []),
    (Role.SECRETARIAT, "other"): (200, 302, ["submit", "publish-unreviewed", "redact"]),
}


@pytest.mark.parametrize(("role", "whose"), TABLE)
def test_who_may_do_what_to_a_draft(role, whose, make, own_agency, secretariat):
    looks, saves, steps = TABLE[role, whose]
    owner = own_agency if whose == "own" else make.live("agency")
    case = make.draft("case-study", owner=owner.pk)
    data = opened(secretariat, case)
    is_of_agency = role in (Role.CONTRIBUTOR, Role.AGENCY_EDITOR)
    client = signed_in(make.user(role, agency=own_agency.pk if is_of_agency else ""))
    response = client.get(address(case))
    assert response.status_code == looks
    assert client.post(address(case), {**data, "title_en": "New", "_save": "1"}).status_code == saves
    if steps is not None:
        panel = response.context["panel"]
        assert [offer.step.name for offer in (*panel.now, *panel.asking)] == steps


# What each role sees of one record of each sort: in the lists, and by opening it.
EVERYTHING = {
    *("own case", "other agency's case", "secretariat's case", "live case", "own agency", "other agency"),
    *("country", "country group", "topic", "series", "person", "conference", "page"),
}
SEES = {
    Role.CONTRIBUTOR: {"own case", "own agency"},
    Role.AGENCY_EDITOR: {"own case", "own agency"},
    Role.TRANSLATOR: EVERYTHING,
    Role.REVIEWER: EVERYTHING,
    Role.SECRETARIAT: EVERYTHING,
    Role.ADMINISTRATOR: set(),
    None: set(),
}


@pytest.mark.parametrize("role", SEES, ids=str)
def test_each_role_sees_exactly_its_records(role, make, own_agency):
    Agency.objects.filter(pk=own_agency.pk).update(owner=own_agency.pk)
    other = make.live("agency", name_en="Another agency")
    records = {
        "own case": make.draft("case-study", owner=own_agency.pk),
        "other agency's case": make.draft("case-study", owner=other.pk),
        "secretariat's case": make.draft("case-study"),
        "live case": make.live("case-study"),
        "own agency": own_agency,
        "other agency": other,
        "country": make.draft("country"),
        "country group": make.draft("country-group"),
        **{kind: make.draft(kind) for kind in ("topic", "series", "person", "conference", "page")},
    }
    assert records.keys() == EVERYTHING
    of_agency = role in (Role.CONTRIBUTOR, Role.AGENCY_EDITOR)
    client = signed_in(make.user(role, agency=own_agency.pk if of_agency else ""))
    opened_ones = {name for name, record in records.items() if client.get(address(record)).status_code == 200}
    listed = {
        name
        for name, record in records.items()
        if (found := client.get(address(type(record), ""))).status_code == 200
        and record.pk in {row.pk for row in found.context["cl"].result_list}
    }
    assert opened_ones == listed == SEES[role]
    closed = {name: client.get(address(records[name])).status_code for name in EVERYTHING - SEES[role]}
    assert set(closed.values()) <= {404}


def test_strangers_sign_in_first(make):
    case = make.draft("case-study")
    for target in ("/admin/", address(CaseStudy, ""), *(address(case, page) for page in PAGES)):
        response = Client().get(target)
        assert (response.status_code, response.url) == (302, f"/admin/login/?next={target}")
    assert Client().post(address(case, "steps/publish/")).status_code == 302
    assert case.entry() is None


def test_staff_without_a_role_see_nothing(make):
    client, case = signed_in(make.user()), make.draft("case-study")
    assert client.get("/admin/").context["app_list"] == []
    assert client.get(address(CaseStudy, "")).status_code == 403
    assert client.get(address(case)).status_code == 404


def test_people_of_an_agency_see_their_own_alone(make, agency_editor, own_agency):
    own = make.draft("case-study", owner=own_agency.pk, title_en="Ours")
    other = make.draft("case-study", title_en="Theirs")
    listed = agency_editor.get(address(CaseStudy, "")).content.decode()
    assert "Ours" in listed
    assert "Theirs" not in listed
    assert agency_editor.get(address(own, "preview/")).status_code == 200
    for page in PAGES:
        assert agency_editor.get(address(other, page)).status_code == 404
    assert step(agency_editor, other, "submit").status_code == 404
    assert [
        model["object_name"]
        for app in agency_editor.get("/admin/").context["app_list"]
        for model in app["models"]
    ] == [
        *("Agency", "CaseStudy"),
        *("Message", "Usefulness", "Wish"),  # what readers said of them
    ]
    assert agency_editor.get(address(Conference, "")).status_code == 403
    assert agency_editor.get(address(Country, "")).status_code == 403


def test_people_of_an_agency_do_not_publish(make, agency_editor, own_agency):
    case = make.draft("case-study", owner=own_agency.pk)
    for name in ("publish", "publish-unreviewed", "withdraw", "merge", "redact", "undo", "archive"):
        assert (
            step(agency_editor, case, name, reason="Because", passage="Case", into="x", number=1).status_code
            == 403
        )
    edit(agency_editor, case, button="_publish", title_en="New")
    case.refresh_from_db()
    assert (case.title_en, case.entry()) == ("New", None)
    assert 'name="_publish"' not in agency_editor.get(address(case)).content.decode()


def test_new_records_belong_to_the_writers_agency(make, agency_editor, own_agency):
    country = make.live("country")
    data = opened(agency_editor, CaseStudy, "add/")
    assert data["owner"] == own_agency.pk
    data |= {"title_en": "Ours", "country": country.pk}
    refused = agency_editor.post(address(CaseStudy, "add/"), data | {"owner": ""})
    assert refused.context["adminform"].form.errors.keys() == {"owner"}
    save(agency_editor, CaseStudy, data, "add/")
    assert CaseStudy.objects.get().owner == own_agency.pk


def test_a_record_cannot_be_given_to_another_agency(make, agency_editor, own_agency):
    case, other = make.draft("case-study", owner=own_agency.pk), make.live("agency")
    response = agency_editor.post(address(case), opened(agency_editor, case) | {"owner": other.pk})
    assert response.context["adminform"].form.errors.keys() == {"owner"}


def found(client, model, **query) -> list[str]:
    """What a form finds when it searches for records."""
    options = CaseStudy._meta
    where = {"app_label": options.app_label, "model_name": options.model_name, **query}
    return [found["text"] for found in client.get(address(model, "choose/"), where).json()["results"]]


def test_people_of_an_agency_choose_from_what_is_published(make, agency_editor, secretariat):
    live = make.live("agency", name_en="Revenue Department")
    make.draft("agency", name_en="Secret Department")
    edit(secretariat, live, name_en="Renamed in secret")
    names = found(agency_editor, Agency, field_name="lead_agency", term="Depart")
    assert sorted(names) == ["Department of Lands", "Revenue Department"]
    assert found(agency_editor, Agency, field_name="lead_agency", term="ecret") == []
    assert found(agency_editor, Agency, field_name="lead_agency", term=live.pk) == ["Revenue Department"]
    named = found(secretariat, Agency, field_name="lead_agency", term="ecret")
    assert sorted(named) == ["Renamed in secret", "Secret Department"]


def test_chosen_records_show_the_name_that_may_be_seen(make, agency_editor, own_agency, secretariat):
    live, draft = (
        make.live("agency", name_en="Revenue Department"),
        make.draft("agency", name_en="Secret Department"),
    )
    case = make.draft("case-study", owner=own_agency.pk, lead_agency=live)
    edit(secretariat, live, name_en="Renamed in secret")
    assert "Revenue Department" in agency_editor.get(address(case)).content.decode()
    edit(secretariat, case, lead_agency=draft.pk)
    text = agency_editor.get(address(case)).content.decode()
    assert draft.pk in text
    assert "Secret Department" not in text
    assert "Renamed in secret" not in text
    edit(agency_editor, case, title_en="Still ours")


def test_searching_is_for_those_who_edit(make):
    reviewer = signed_in(make.user(Role.REVIEWER))
    query = {"app_label": "knowledge", "model_name": "casestudy", "field_name": "country", "term": ""}
    assert reviewer.get(address(Country, "choose/"), query).status_code == 403


def test_searches_keep_to_the_vocabulary(make, secretariat):
    make.topic(name_en="Land", scheme="theme")
    make.topic(name_en="Landline", scheme="channel")
    assert found(secretariat, type(make.topic()), field_name="themes", term="Land") == ["Land"]
