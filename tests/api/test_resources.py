"""What records say: what was published, as it was stated, to whoever asks."""

import pytest

from conferences.models import Appearance
from knowledge.models import Source
from tests.making import rename


def test_staff_who_are_signed_in_read_what_everybody_reads(make, client):
    case = make.live("case-study", title_en="Published")
    draft = make.case_study()
    case.title_en = "Draft"
    case.save()
    make.kept(case)
    addresses = ("case-studies", f"case-studies/{case.pk}", f"case-studies/{draft.pk}", "search?q=Draft")
    before = [client.get(f"/api/v1/{address}") for address in addresses]
    client.force_login(make.secretary)
    after = [client.get(f"/api/v1/{address}") for address in addresses]
    assert [response.status_code for response in after] == [200, 200, 404, 200]
    assert [response.content for response in after[:2]] == [response.content for response in before[:2]]
    assert [response["Cache-Control"] for response in after] == [
        response["Cache-Control"] for response in before
    ]
    assert (after[1].json()["title"], after[3].json()["count"]) == ("Published", 0)


def test_a_speaker_has_the_position_that_was_held_at_the_time(make, client):
    then, now = (
        make.live("agency", name_en="Ministry of then"),
        make.live("agency", name_en="Ministry of now"),
    )
    person = make.person()
    person.affiliations.create(job_title_en="Minister", job_title_th="รัฐมนตรี", agency=now)
    make.published(make.kept(person))
    conference = make.conference(people=[person])
    Appearance.objects.filter(record=conference).update(agency=then)
    make.published(make.kept(conference))
    (session,) = client.get(f"/api/v1/conferences/{conference.pk}").json()["sessions"]
    (speaker,) = session["speakers"]
    assert (speaker["id"], speaker["job_title"], speaker["agency"]["name"]) == (
        *(person.pk, "Director", "Ministry of then"),
    )
    (affiliation,) = client.get(f"/api/v1/people/{person.pk}").json()["affiliations"]
    assert (affiliation["job_title"], affiliation["agency"]["name"]) == ("Minister", "Ministry of now")


def test_what_is_stated_is_never_counted_from_what_is_listed(make, client):
    conference = make.live(
        "conference",
        countries=[make.live("country")],
        delegations_total=6,
        people_total=95,
        people_qualifier="gte",
    )
    participation = client.get(f"/api/v1/conferences/{conference.pk}").json()["participation"]
    assert (participation["countries_count_published"], len(participation["countries"])) == (6, 1)
    assert (participation["people"], participation["qualifier"]) == (95, "gte")


def test_a_case_may_be_of_a_country_that_did_not_take_part(make, client):
    lao, myanmar = make.live("country", id="LA"), make.live("country", id="MM")
    case = make.live("case-study", country=myanmar)
    conference = make.live("conference", cases=[case], countries=[lao])
    body = client.get(f"/api/v1/conferences/{conference.pk}").json()
    assert [each["id"] for each in body["participation"]["countries"]] == ["LA"]
    assert [each["id"] for each in body["case_studies"]] == [case.pk]


def test_a_new_name_reaches_all_that_show_it(make, client):
    agency = make.live("agency", name_en="Department of Lands")
    case = make.live("case-study", lead_agency=agency, lessons=0)
    make.published(make.kept(rename(agency, "Ministry of Lands")))
    for path in (f"case-studies/{case.pk}", "case-studies", "metrics"):
        assert b'"name":"Ministry of Lands"' in client.get(f"/api/v1/{path}").content


def test_figures_and_lessons_name_their_source_by_its_place(make, client):
    case = make.case_study()
    later = Source(
        record=case, title="Report", title_language="en", url="https://example.org/report", position=1
    )
    later.save()
    case.results.update(source=later)
    case = make.published(make.kept(case))
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    assert [source["title"] for source in body["sources"]] == ["News page", "Report"]
    assert [each["source"] for each in (*body["metrics"], *body["lessons"])] == [1, 0]


@pytest.mark.parametrize("path", ["lessons", "sessions", "metrics"])
def test_a_part_stands_by_itself_and_names_the_record_that_it_is_from(make, client, path):
    case = make.live("case-study")
    conference = make.live("conference", cases=[case])
    owners = {"lessons": {case.pk, conference.pk}, "sessions": {conference.pk}, "metrics": {case.pk}}
    found = client.get(f"/api/v1/{path}").json()["results"]
    assert {(item.get("record") or {}).get("id") for item in found} == owners[path]
    for item in found:
        record = client.get(f"/api/v1/{path}/{item['id']}").json()
        assert record["record"] == item["record"]
        assert record["license"]["id"] == "CC-BY-4.0"
