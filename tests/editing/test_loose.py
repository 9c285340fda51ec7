"""Choosing things whose type is not fixed: owners, subjects of takeaways, where a lesson was said."""

import pytest

from portal.accounts.models import Role
from tests.editing.filling import address, edit, opened, signed_in

pytestmark = pytest.mark.django_db
CHOOSE = "/admin/choose/"


def found(client, **query) -> list[str]:
    """What a search finds."""
    return [item["text"] for item in client.get(CHOOSE, query).json()["results"]]


def test_live_things_are_found_by_their_names_and_ids(make, secretariat):
    agency = make.live("agency", name_en="Department of Lands", name_th="กรมที่ดิน")
    make.live("topic", name_en="Land and property")
    for term in ("department", "กรมที่", agency.pk):
        assert found(secretariat, kind="agency", term=term) == ["Department of Lands"]
    assert found(secretariat, term="land") == ["Department of Lands (Agency)", "Land and property (Topic)"]


def test_drafts_are_found_by_those_who_may_see_them(make, secretariat, agency_editor, own_agency):
    make.draft("agency", name_en="Secret Department")
    make.draft("case-study", title_en="Our secret case", owner=own_agency.pk)
    assert found(secretariat, kind="agency", term="secret") == ["Secret Department"]
    assert found(agency_editor, kind="agency", term="secret") == []
    assert found(agency_editor, kind="case-study", term="secret") == ["Our secret case"]


def test_an_edited_name_is_not_found_before_it_is_published(make, secretariat, agency_editor):
    agency = make.live("agency", name_en="Land Office")
    edit(secretariat, agency, name_en="Renamed in secret")
    assert found(agency_editor, kind="agency", term="secret") == []
    assert found(agency_editor, kind="agency", term="land office") == ["Land Office"]


def test_results_come_a_page_at_a_time(make, secretariat):
    for number in range(23):
        make.live("topic", name_en=f"Theme {number:02}")
    first = secretariat.get(CHOOSE, {"kind": "topic"}).json()
    second = secretariat.get(CHOOSE, {"kind": "topic", "page": 2}).json()
    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (3, False)
    assert not {item["id"] for item in first["results"]} & {item["id"] for item in second["results"]}
    for page in ("0", "-1", "x", "²", "9" * 5_000):
        assert secretariat.get(CHOOSE, {"kind": "topic", "page": page}).json() == first


def test_who_edits_nothing_chooses_nothing(make):
    for role in (Role.TRANSLATOR, Role.REVIEWER, None):
        assert signed_in(make.user(role)).get(CHOOSE).status_code == 403
    assert signed_in(make.user(Role.ADMINISTRATOR)).get(CHOOSE).status_code == 200


def test_a_form_shows_the_name_of_the_owner(make, secretariat, own_agency):
    case = make.draft("case-study", owner=own_agency.pk)
    field = secretariat.get(address(case)).context["adminform"].form["owner"]
    assert f'<option value="{own_agency.pk}" selected>Department of Lands</option>' in str(field)
    assert "kind=agency" in str(field)


def test_an_id_that_nothing_has_is_refused(make, secretariat):
    case = make.draft("case-study")
    for owner in ("ag-0000000000", "nonsense", make.live("topic").pk):
        refused = secretariat.post(address(case), opened(secretariat, case) | {"owner": owner})
        assert refused.context["adminform"].form.errors.keys() == {"owner"}


def test_where_a_lesson_was_said_costs_the_same_for_one_and_for_many(make, django_assert_num_queries):
    client, conference = signed_in(make.secretary), make.live("conference")
    small, big = make.case_study(lessons=1), make.case_study(lessons=6)
    for case in (small, big):
        case.lessons.update(said_at=conference.pk)
        make.kept(case)
    counts = []
    for case in (small, big, small):
        with django_assert_num_queries(100, exact=False) as captured:
            client.get(address(case))
        counts.append(len(captured))
    assert counts[0] >= counts[1] == counts[2]


def test_a_search_that_no_database_holds_finds_nothing_or_everything(make, secretariat):
    make.live("topic", name_en="Health")
    assert found(secretariat, kind="topic", term="hea\x01lth") == ["Health"]
    assert found(secretariat, kind="topic", term="th") == ["Health"]
    for mark in ('"', "name_en", "fil"):
        assert found(secretariat, kind="topic", term=mark) == []


def test_where_a_lesson_was_said_is_a_conference_or_a_session(make, secretariat):
    case, topic = make.draft("case-study"), make.live("topic")
    data = opened(secretariat, case) | {"lessons-0-said_at": topic.pk}
    response = secretariat.post(address(case), data | {"_save": "1"})
    assert "This id belongs to another kind of record." in response.content.decode()
