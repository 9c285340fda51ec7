"""`expand=`: references that hold the list items of what they name, too."""

import pytest

from tests.api.answers import fault_of

MORE = 21  # one more than are expanded


@pytest.fixture
def agency(make):
    return make.live("agency", name_en="Department of Lands", name_th="กรมที่ดิน", acronym="DOL")


@pytest.fixture
def case(make, agency):
    return make.live("case-study", lead_agency=agency, lessons=0)


def _card(client, path: str, record, lang: str = "en") -> dict:
    (card,) = client.get(f"/api/v1/{path}?id={record.pk}&lang={lang}").json()["results"]
    return card


@pytest.mark.parametrize("lang", ["en", "th", "km"])
def test_a_reference_gains_the_card_and_keeps_what_it_said(client, agency, case, lang):
    address = f"/api/v1/case-studies/{case.pk}?lang={lang}"
    alone, expanded = client.get(address).json(), client.get(f"{address}&expand=agencies").json()
    (reference,) = alone["agencies"]
    assert expanded["agencies"] == [{**reference, **_card(client, "agencies", agency, lang)}]
    assert expanded["agencies"][0]["role"] == "lead"
    assert {name: expanded[name] for name in alone if name != "agencies"} == {
        name: alone[name] for name in alone if name != "agencies"
    }


def test_references_in_lists_are_expanded_in_the_same_way(client, agency, case):
    record = client.get(f"/api/v1/case-studies/{case.pk}?expand=agencies,countries").json()
    for path in (f"case-studies?id={case.pk}", "search?type=case-study"):
        (item,) = client.get(f"/api/v1/{path}&expand=agencies,countries").json()["results"]
        assert item["agencies"] == record["agencies"]
        assert item["countries"] == record["countries"]
        assert item["countries"][0]["alpha3"] == ""


def test_what_is_expanded_is_expanded_once_more(make, client, case, agency):
    conference = make.live("conference", cases=[case], agencies=[agency])
    address = f"/api/v1/case-studies/{case.pk}?expand=presented_at.organizers"
    (shown,) = client.get(address).json()["presented_at"]
    (organizer,) = shown.pop("organizers")
    card = _card(client, "conferences", conference)
    assert (organizer.get("acronym"), organizer["role"]) == ("DOL", "host")
    assert shown == {"name": card["title"], **{name: card[name] for name in card if name != "organizers"}}


def test_a_relation_within_the_parts_of_a_record_is_expanded(make, client):
    person = make.live("person", honorific_en="Dr")
    conference = make.live("conference", people=[person])
    body = client.get(f"/api/v1/conferences/{conference.pk}?expand=sessions.speakers").json()
    (speaker,) = body["sessions"][0]["speakers"]
    assert (speaker["id"], speaker.get("honorific"), speaker["job_title"]) == (person.pk, "Dr", "Director")


def test_twenty_of_a_relation_are_expanded_for_each_record_and_the_rest_stay_plain(make, client):
    agencies = [make.live("agency", acronym="A") for _number in range(MORE)]
    for _number in range(2):
        make.live("conference", agencies=agencies)
    plain = client.get("/api/v1/conferences").json()["results"]
    body = client.get("/api/v1/conferences?expand=organizers").json()
    for item, before in zip(body["results"], plain, strict=True):
        assert ["acronym" in each for each in item["organizers"]] == [True] * 20 + [False]
        assert item["organizers"][20] == before["organizers"][20]
        assert [each["id"] for each in item["organizers"]] == [each["id"] for each in before["organizers"]]


def test_what_names_nothing_stays_as_it_is(client, case):
    body = client.get(f"/api/v1/case-studies/{case.pk}?expand=country_group,presented_at,topics").json()
    assert (body["country_group"], body["presented_at"], body["topics"]) == (None, [], [])


@pytest.mark.parametrize("path", ["case-studies", "case-studies/{id}"])
@pytest.mark.parametrize(
    ("expand", "detail"),
    [
        ("agency", "Unknown. Did you mean “agencies”?"),
        ("title", None),
        ("agencies,presented_at.organisers", "Unknown. Did you mean “presented_at.organizers”?"),
        ("presented_at.organizers.country", None),
        ("agencies,countries,topics,country_group,presented_at", "At most 4 values."),
        ("", None),
    ],
)
def test_what_is_no_relation_or_too_much_is_refused(client, case, path, expand, detail):
    fault = fault_of(client.get(f"/api/v1/{path.format(id=case.pk)}?expand={expand}"))
    assert (fault["parameter"], fault["code"]) == ("expand", "invalid")
    assert detail in (None, fault["detail"])


def test_a_relation_that_only_records_have_is_unknown_to_lists(make, client):
    conference = make.live("conference")
    assert client.get(f"/api/v1/conferences/{conference.pk}?expand=case_studies").status_code == 200
    fault = fault_of(client.get("/api/v1/conferences?expand=case_studies"))
    first = [name for name in fault["allowed"] if "." not in name]
    assert first == ["host_country", "organizers", "series"]


def test_a_name_is_in_the_language_that_the_expanded_reference_says(make, client):
    """The record is in Thai, for want of English; its country has no Thai name, but a Khmer one."""
    country = make.live("country", name_en="Laos", name_th="", name_km="ឡាវ")
    case = make.live("case-study", country=country, title_en="", summary_en="")
    address = f"/api/v1/case-studies/{case.pk}?lang=km"
    (plain,) = client.get(address).json()["countries"]
    (expanded,) = client.get(f"{address}&expand=countries").json()["countries"]
    assert (plain["name"], plain["name_language"]) == ("Laos", "en")
    assert (expanded["name"], expanded.get("name_language")) == ("ឡាវ", None)
    assert expanded["language"]["served"] == "km"


def test_fields_choose_from_what_is_not_expanded_or_keep_it_whole(client, case):
    address = f"/api/v1/case-studies/{case.pk}?expand=agencies"
    whole = client.get(address).json()["agencies"]
    assert client.get(f"{address}&fields=agencies").json() == {"id": case.pk, "agencies": whole}
    some = client.get(f"{address}&fields=agencies.name,agencies.role").json()["agencies"]
    assert some == [{"name": "Department of Lands", "role": "lead"}]


def test_each_level_costs_one_query(make, client, case, agency, django_assert_num_queries):
    for rows in (1, 2):
        make.live(
            "conference", cases=[case], agencies=[agency, *(make.live("agency") for _row in range(rows))]
        )
        for expand, queries in {"agencies,countries,presented_at": 2, "presented_at.organizers": 3}.items():
            with django_assert_num_queries(queries):
                client.get(f"/api/v1/case-studies/{case.pk}?expand={expand}")


def test_a_name_that_no_card_replaces_still_says_its_language(make, client):
    case = make.live("case-study")
    make.live("conference", title_th="ครั้งที่เก้า", title_en="", cases=[case])
    address = f"/api/v1/case-studies/{case.pk}?lang=en"
    (plain,) = client.get(address).json()["presented_at"]
    (expanded,) = client.get(f"{address}&expand=presented_at").json()["presented_at"]
    assert (plain["name"], plain["name_language"]) == ("ครั้งที่เก้า", "th")
    assert (expanded["name"], expanded.get("name_language")) == ("ครั้งที่เก้า", "th")
    assert expanded["title"] == "ครั้งที่เก้า"
