"""The models of conferences: what the database and clean() refuse."""

import datetime

import pytest
from django.db import models

from conferences.models import (
    Affiliation,
    Appearance,
    Conference,
    ConferenceSource,
    Material,
    Organiser,
    Participation,
    Person,
    Presented,
    SeriesOrganiser,
    Session,
    Takeaway,
)
from knowledge.models import Agency, CaseStudy, Country
from tests.refusing import messages, refused_by_database, says

FIRST_DAY, LAST_DAY = datetime.date(2021, 11, 15), datetime.date(2021, 11, 16)


@pytest.fixture
def thailand(db):
    return Country.objects.create(id="TH", name_en="Thailand")


@pytest.fixture
def conference(db):
    return Conference.objects.create(
        title_en="The 9th ASEAN Conference",
        edition=9,
        starts_on=FIRST_DAY,
        ends_on=LAST_DAY,
        dates_as_published="15 - 16 พฤศจิกายน พ.ศ. 2564",
        dates_as_published_language="th",
        mode="online",
        people_total=95,
        delegations_total=6,
    )


@pytest.fixture
def other(db):
    return Conference.objects.create(title_en="The 10th")


def test_knowledge_does_not_know_of_conferences():
    for model in (Country, Agency, CaseStudy):
        assert not [
            relation
            for relation in model._meta.related_objects
            if relation.related_model._meta.app_label == "conferences"
        ]


# Conferences


def test_last_day_is_not_before_the_first(db):
    wrong = Conference(title_en="The 9th", starts_on=LAST_DAY, ends_on=FIRST_DAY)
    refused_by_database("conference_ends_after_start", wrong.save)
    says(wrong, "The last day lies before the first.")


def test_conference_whose_days_are_not_known_is_accepted(db):
    Conference(id="cf-0000000000", title_en="The 10th").full_clean()


def test_time_zone_is_a_name_of_the_database(db):
    assert messages(Conference(timezone="UTC+7"))["timezone"] == [
        "Give a time zone's name, for example Asia/Bangkok."
    ]
    Conference(id="cf-0000000000", timezone="Asia/Bangkok").full_clean()


def test_working_languages_are_a_list_of_tags(db):
    assert "working_languages" in messages(Conference(working_languages=["Thai"]))


# Who came


@pytest.mark.parametrize("both", [True, False])
def test_participation_is_of_a_country_or_an_organisation(conference, thailand, both):
    fields = {"country": thailand, "agency": Agency.objects.create(name_en="World Bank")} if both else {}
    wrong = Participation(record=conference, **fields)
    refused_by_database("participation_country_or_agency", wrong.save)
    says(wrong, "Give either a country or an organisation.")


def test_head_counts_leave_the_stated_total_alone(conference, thailand):
    Participation.objects.create(record=conference, country=thailand, head_count=40)
    conference.refresh_from_db()
    assert (conference.people_total, conference.delegations_total) == (95, 6)


# The programme


@pytest.mark.parametrize("day", [datetime.date(2021, 11, 14), datetime.date(2021, 11, 17)])
def test_session_is_on_a_day_of_the_conference(conference, day):
    session = Session(record=conference, kind="opening", day=day)
    assert messages(session, "clean") == {"day": ["The conference is not held on this day."]}


@pytest.mark.parametrize("day", [None, FIRST_DAY, LAST_DAY])
def test_session_on_a_day_of_the_conference_is_accepted(conference, day):
    Session(record=conference, kind="opening", day=day).clean()


def test_session_of_a_conference_without_days_may_have_any(other):
    Session(record=other, kind="opening", day=FIRST_DAY).clean()


def test_session_ends_after_it_starts(conference):
    wrong = Session(record=conference, kind="panel", starts_at=datetime.time(10), ends_at=datetime.time(9))
    refused_by_database("session_ends_after_start", wrong.save)
    says(wrong, "The session ends before it starts.")
    Session(record=conference, kind="panel", starts_at=datetime.time(10)).save()


def test_appearance_is_in_a_session_of_its_own_conference(conference, other):
    session = Session.objects.create(record=other, kind="opening")
    source = ConferenceSource.objects.create(record=other, title="A page")
    assert messages(Appearance(record=conference, session=session, source=source), "clean") == {
        "session": ["This belongs to another record."],
        "source": ["This belongs to another record."],
    }
    Appearance(record=other, session=session, source=source).clean()


def test_appearance_without_a_session_is_told_so_and_no_more(conference):
    assert "session" in messages(Appearance(record=conference))


def test_appearance_stands_without_a_name(conference):
    session = Session.objects.create(record=conference, kind="opening")
    agency = Agency.objects.create(name_en="OECD")
    Appearance(
        id="ap-0000000000", record=conference, session=session, role="opening_address", agency=agency
    ).full_clean()


def test_person_who_appeared_cannot_be_deleted(conference):
    person = Person.objects.create(name_en="Janos Bertok")
    session = Session.objects.create(record=conference, kind="opening")
    Appearance.objects.create(record=conference, session=session, person=person)
    with pytest.raises(models.ProtectedError):
        person.delete()


def test_deleting_a_draft_takes_its_parts_along(conference):
    session = Session.objects.create(record=conference, kind="opening")
    source = ConferenceSource.objects.create(record=conference, title="A page")
    Appearance.objects.create(record=conference, session=session, source=source)
    conference.delete()
    assert not Session.objects.exists()
    assert not Appearance.objects.exists()


@pytest.mark.parametrize("model", [Participation, Session, Takeaway])
def test_part_cites_a_source_of_its_own_conference(conference, other, model):
    source = ConferenceSource.objects.create(record=other, title="A page")
    assert messages(model(record=conference, source=source), "clean") == {
        "source": ["This belongs to another record."]
    }


def test_affiliation_ends_after_it_starts():
    wrong = Affiliation(starts_on=LAST_DAY, ends_on=FIRST_DAY)
    assert messages(wrong, "clean") == {"ends_on": ["The affiliation ends before it starts."]}
    wrong.starts_on_precision = "year"
    wrong.clean()


# What is left behind


@pytest.mark.parametrize(("kind", "about"), [("general", "TH"), ("country", "")])
def test_takeaway_has_a_subject_unless_it_is_general(conference, kind, about):
    wrong = Takeaway(record=conference, about_kind=kind, about=about)
    refused_by_database("takeaway_about_matches_kind", wrong.save)
    says(wrong, "A general takeaway has no subject; any other one needs one.")


@pytest.mark.parametrize(("kind", "about"), [("general", ""), ("country", "MM"), ("country_group", "oecd")])
def test_takeaway_about_something_is_accepted(conference, kind, about):
    Takeaway(record=conference, about_kind=kind, about=about, text_th="ความเชื่อมั่น", is_challenge=True).save()


def test_material_is_a_file_or_an_address(conference):
    wrong = Material(record=conference, kind="slides")
    refused_by_database("material_file_or_url", wrong.save)
    says(wrong, "Give a file or an address.")


@pytest.mark.parametrize("model", [Material, Presented])
def test_part_names_a_session_of_its_own_conference(conference, other, model):
    session = Session.objects.create(record=other, kind="opening")
    assert messages(model(record=conference, session=session), "clean") == {
        "session": ["This belongs to another record."]
    }


def test_case_of_a_country_that_sent_nobody_can_be_presented(conference):
    myanmar = Country.objects.create(id="MM", name_en="Myanmar")
    case = CaseStudy.objects.create(country=myanmar, title_en="Digital need not be expensive")
    Presented(id="pr-0000000000", record=conference, case_study=case, relation="cited").full_clean()


@pytest.mark.parametrize(
    ("row", "called"),
    [
        (SeriesOrganiser(agency_id="ag-0000000000", role="host"), "ag-0000000000 host"),
        (Organiser(agency_id="ag-0000000000", role="co_host"), "ag-0000000000 co_host"),
        (Affiliation(job_title_en="Director"), "Director"),
        (ConferenceSource(title="A page"), "A page"),
        (Participation(country_id="TH"), "TH"),
        (Participation(agency_id="ag-0000000000"), "ag-0000000000"),
        (Session(title_th="พิธีเปิด"), "พิธีเปิด"),
        (Appearance(person_id="pe-0000000000", role="chair"), "pe-0000000000 chair"),
        (Appearance(role="chair"), "chair"),
        (Takeaway(text_en="Trust"), "Trust"),
        (Material(id="mt-0000000000"), "mt-0000000000"),
        (Presented(case_study_id="cs-0000000000", relation="cited"), "cs-0000000000 cited"),
    ],
)
def test_parts_are_called_by_what_tells_them_apart(row, called):
    assert str(row) == called
