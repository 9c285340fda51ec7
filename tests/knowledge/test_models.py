"""The models of what governments learned: what the database and clean() refuse."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, models, transaction
from django.forms import modelform_factory
from django.utils.translation import override

from knowledge.models import (
    SDG,
    Agency,
    Attachment,
    CaseAgency,
    CaseStudy,
    Country,
    CountryGroup,
    GroupMembership,
    Indicator,
    Lesson,
    OtherName,
    Precision,
    Result,
    SameAs,
    Source,
    Topic,
)
from knowledge.models.dates import is_before
from tests.refusing import messages, refused_by_database, says


@pytest.fixture
def thailand(db):
    return Country.objects.create(id="TH", iso3="THA", m49="764", name_en="Thailand", calendar="buddhist")


@pytest.fixture
def landsmaps(thailand):
    return CaseStudy.objects.create(country=thailand, title_en="LandsMaps")


@pytest.fixture
def minwon(db):
    return CaseStudy.objects.create(country=Country.objects.create(id="KR"), title_en="Minwon24")


# Every model


def test_indonesian_columns_do_not_look_like_foreign_keys():
    assert CaseStudy._meta.get_field("title_ind").max_length == 150


def test_contact_mailbox_is_declared_private():
    assert Agency.private_fields == ("contact_mailbox",)


# Countries and groups


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["th", "T", "Th"])
def test_country_id_is_two_capitals(code):
    refused_by_database("country_id_is_two_capitals", lambda: Country.objects.create(id=code))


@pytest.mark.django_db
def test_country_without_an_id_is_not_given_one():
    with pytest.raises(DatabaseError), transaction.atomic():
        Country.objects.create(name_en="Thailand")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["th", "T1", "T", "TH\n", "ท้"])
def test_editor_is_told_of_a_wrong_country_id(code):
    assert "id" in messages(Country(id=code)) or "__all__" in messages(Country(id=code))


@pytest.mark.django_db
def test_country_without_iso3_does_not_collide():
    Country.objects.create(id="TH")
    Country.objects.create(id="LA")
    assert Country.objects.filter(iso3="").count() == 2


def test_iso3_belongs_to_one_country(thailand):
    refused_by_database("country_iso3_unique", lambda: Country.objects.create(id="LA", iso3="THA"))
    says(Country(id="LA", iso3="THA"), "Another country has this three-letter code.")


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["th", {"th": 1}, ["th", "th"], ["Thai language"], [1], ["th\n"]])
def test_languages_of_a_country_are_a_list_of_tags(value):
    assert messages(Country(id="TH", languages=value))["languages"] == [
        'Give a list of language tags, for example ["th", "en"].'
    ]


@pytest.mark.django_db
def test_languages_with_a_script_are_accepted():
    Country(id="BN", languages=["ms", "ms-Arab", "en"], scripts=["Latn", "Arab"]).full_clean()


def test_rank_lies_within_the_countries_ranked(thailand):
    wrong = Indicator(record=thailand, code="egdi", year=2022, rank=194, rank_of=193)
    refused_by_database("indicator_rank_within_field", wrong.save)
    says(wrong, "The rank is beyond the number of countries ranked.")
    Indicator(record=thailand, code="egdi", year=2022, rank=55).full_clean(exclude=["id"])


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["asean", "asean-plus-9", "oecd"])
def test_codes_of_groups_are_accepted(code):
    CountryGroup(id=code, name_en="A group").full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["ASEAN", "asean_plus", "-asean", "asean-", "9"])
def test_editor_is_told_of_a_wrong_group_code(code):
    assert messages(CountryGroup(id=code))["id"] == [
        "Give lower-case words joined by hyphens, for example asean-plus-3."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["ASEAN", ""])
def test_group_code_is_lower_case(code):
    refused_by_database("country_group_id_is_a_code", lambda: CountryGroup.objects.create(id=code))


def test_membership_ends_after_it_starts(thailand):
    asean = CountryGroup.objects.create(id="asean")
    joined = datetime.date(1967, 8, 8)
    wrong = GroupMembership(
        record=asean, country=thailand, starts_on=joined, ends_on=datetime.date(1967, 8, 7)
    )
    refused_by_database("group_membership_ends_after_start", wrong.save)
    says(wrong, "The membership ends before it starts.")


def test_country_in_a_group_cannot_be_deleted(thailand):
    GroupMembership.objects.create(record=CountryGroup.objects.create(id="asean"), country=thailand)
    with pytest.raises(models.ProtectedError):
        thailand.delete()


# Agencies and topics


@pytest.mark.django_db
def test_agency_cannot_be_part_of_itself():
    agency = Agency.objects.create(name_en="Department of Lands")
    agency.parent = agency
    refused_by_database("agency_not_its_own_parent", agency.save)
    assert messages(agency, "clean")["parent"] == ["That organisation is itself part of this one."]


@pytest.mark.django_db
def test_agency_cannot_be_part_of_its_own_department():
    ministry = Agency.objects.create(name_en="Ministry of Interior")
    ministry.parent = Agency.objects.create(name_en="Department of Lands", parent=ministry)
    assert messages(ministry, "clean")["parent"] == ["That organisation is itself part of this one."]


@pytest.mark.django_db
def test_search_for_a_circle_ends_in_one_that_is_there_already():
    above = Agency.objects.create()
    below = Agency.objects.create(parent=above)
    Agency.objects.filter(pk=above.pk).update(parent=below)
    Agency(parent=Agency.objects.get(pk=above.pk)).clean()


@pytest.mark.django_db
def test_external_ids_of_agencies_are_checked():
    told = messages(Agency(wikidata="7817", ror="https://ror.org/01f80g185"))
    assert told["wikidata"] == ["Give the item's number, for example Q7817."]
    assert "Give the nine characters of the ROR id." in told["ror"]
    Agency(name_en="WHO", kind="international_organisation", wikidata="Q7817", ror="01f80g185").clean_fields(
        ["id"]
    )


@pytest.mark.django_db
def test_wider_topic_is_of_the_same_vocabulary():
    theme = Topic.objects.create(scheme="theme", name_en="Digital identity")
    assert messages(Topic(scheme="technology", parent=theme), "clean")["parent"] == [
        "The wider topic belongs to another vocabulary."
    ]


@pytest.mark.django_db
def test_topic_under_a_wider_one_is_accepted():
    wide = Topic.objects.create(scheme="theme", name_en="Data")
    Topic(id="tp-0000000000", scheme="theme", name_en="Open data", parent=wide).full_clean()


@pytest.mark.django_db
def test_topic_cannot_be_narrower_than_itself():
    wide = Topic.objects.create(scheme="theme")
    wide.parent = Topic.objects.create(scheme="theme", parent=wide)
    assert messages(wide, "clean")["parent"] == ["That topic is itself narrower than this one."]
    wide.parent = wide
    refused_by_database("topic_not_its_own_parent", wide.save)


# Case studies


@pytest.mark.parametrize("fields", [{}, {"country_id": "TH", "country_group_id": "asean"}])
def test_case_study_is_of_a_country_or_a_group(thailand, fields):
    CountryGroup.objects.create(id="asean")
    wrong = CaseStudy(title_en="LandsMaps", **fields)
    refused_by_database("case_study_country_or_group", wrong.save)
    says(wrong, "Give either a country or a country group.")


def test_case_study_of_a_group_is_accepted(db):
    group = CountryGroup.objects.create(id="oecd")
    CaseStudy(country_group=group, kind="lesson_learned", title_en="Officials and users").save()


def test_cost_needs_its_currency(thailand):
    wrong = CaseStudy(country=thailand, cost_amount=Decimal(1_000_000))
    refused_by_database("case_study_cost_has_currency", wrong.save)
    says(wrong, "Give the currency of the cost.")


def test_summary_has_a_limit_in_every_language(thailand):
    wrong = CaseStudy(country=thailand, summary_th="ก" * 501, title_lo="ກ" * 151)
    told = messages(wrong)
    assert told["summary_th"] == ["Ensure this value has at most 500 characters (it has 501)."]
    assert told["title_lo"] == ["Ensure this value has at most 150 characters (it has 151)."]


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("summary", 500),
        ("problem", 1500),
        ("solution", 2500),
        ("what_is_new", 1000),
        ("users", 1000),
        ("collaboration", 1000),
        ("challenges", 1500),
        ("conditions_for_success", 1500),
        ("replication", 1000),
        ("would_do_differently", 1000),
        ("inclusion", 1000),
        ("privacy_security", 1000),
        ("sustainability", 1000),
        ("overview", 5000),
    ],
)
def test_narrative_has_its_length(field, limit):
    assert CaseStudy._meta.get_field(field).max_length == limit


def test_launch_before_the_start_is_refused(thailand):
    wrong = CaseStudy(
        country=thailand, started=datetime.date(2020, 5, 1), launched=datetime.date(2020, 4, 30)
    )
    assert messages(wrong, "clean") == {"launched": ["This lies before the date given as “started”."]}


def test_dates_known_to_the_year_are_compared_by_the_year(thailand):
    CaseStudy(
        country=thailand,
        started=datetime.date(2020, 5, 1),
        launched=datetime.date(2020, 1, 1),
        launched_precision=Precision.YEAR,
    ).clean()


@pytest.mark.parametrize(
    ("date", "precision", "other", "other_precision", "expected"),
    [
        ((2020, 1, 1), "year", (2020, 5, 1), "day", False),
        ((2019, 1, 1), "year", (2020, 5, 1), "day", True),
        ((2020, 4, 1), "month", (2020, 5, 9), "day", True),
        ((2020, 5, 1), "month", (2020, 5, 9), "day", False),
        ((2020, 5, 8), "day", (2020, 5, 9), "day", True),
        ((2020, 5, 9), "day", (2020, 5, 9), "day", False),
    ],
)
def test_is_before(date, precision, other, other_precision, expected):
    assert is_before(datetime.date(*date), precision, datetime.date(*other), other_precision) is expected


@pytest.mark.parametrize("value", [["agile"], ["data_driven", "data_driven"], "data_driven"])
def test_dimensions_are_codes_of_the_framework(thailand, value):
    assert messages(CaseStudy(country=thailand, dgpf_dimensions=value))["dgpf_dimensions"] == [
        "Give dimensions of the framework by their codes, each once."
    ]


def test_full_record_passes_its_checks(thailand):
    CaseStudy(
        id="cs-0000000000",
        country=thailand,
        title_th="แอปพลิเคชัน LandsMaps",
        dgpf_dimensions=["data_driven", "proactive"],
        standards=["ISO 19152", "OpenID Connect"],
        cofog_division="06",
        software_licence="EUPL-1.2",
        terms="on_request",
    ).full_clean()


def test_addresses_are_of_the_web(thailand):
    assert "service_url" in messages(CaseStudy(country=thailand, service_url="ftp://example.org/file"))


def test_address_typed_without_a_scheme_is_taken_as_https(thailand):
    form = modelform_factory(CaseStudy, fields=["country", "service_url"])(
        {"country": "TH", "service_url": "landsmaps.dol.go.th"}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["service_url"] == "https://landsmaps.dol.go.th"


# Parts of case studies


def test_number_keeps_what_its_source_says(landsmaps):
    source = Source.objects.create(record=landsmaps, title="ข่าว", title_language="th", independence="self")
    result = Result.objects.create(
        record=landsmaps,
        label_en="Users a day",
        value=100_000,
        qualifier="gt",
        unit="persons",
        period="per_day",
        as_published="กว่า 100,000 คนต่อวัน",
        as_published_language="th",
        source=source,
    )
    result.full_clean()
    source.delete()
    result.refresh_from_db()
    assert (result.source, result.value) == (None, Decimal(100_000))


@pytest.mark.parametrize("part", [Result, Lesson])
def test_part_cites_a_source_of_its_own_record(landsmaps, minwon, part):
    source = Source.objects.create(record=minwon, title="A page")
    assert messages(part(record=landsmaps, source=source), "clean") == {
        "source": ["This belongs to another record."]
    }
    part(record=minwon, source=source).clean()
    part(record=minwon).clean()


@pytest.mark.parametrize(
    "fields", [{"value": 5, "value_to": 5}, {"value": 5, "value_to": 4}, {"value_to": 4}]
)
def test_range_ascends(landsmaps, fields):
    wrong = Result(record=landsmaps, **fields)
    refused_by_database("result_range_ascends", wrong.save)
    says(wrong, "The upper end of a range is greater than its lower end.")


@pytest.mark.parametrize("unit", ["persons/day", "Persons", "working days", "persons\n"])
def test_unit_is_a_code(landsmaps, unit):
    assert messages(Result(record=landsmaps, unit=unit))["unit"] == [
        "Give a unit's code, for example persons or working_days, or a currency, for example THB."
    ]


@pytest.mark.parametrize("number", [0, 18])
def test_goals_are_numbered_1_to_17(landsmaps, number):
    wrong = SDG(record=landsmaps, number=number)
    refused_by_database("sdg_number_1_to_17", wrong.save)
    assert "number" in messages(wrong)


def test_attachment_is_a_file_or_an_address(landsmaps):
    wrong = Attachment(record=landsmaps, kind="slides", title_en="Slides")
    refused_by_database("attachment_file_or_url", wrong.save)
    says(wrong, "Give a file or an address.")
    Attachment(record=landsmaps, kind="slides", file_sha256="0" * 64).save()
    Attachment(record=landsmaps, kind="recording", url="https://example.org/video").save()


def test_deleting_a_draft_takes_its_parts_along(landsmaps):
    source = Source.objects.create(record=landsmaps, title="A page")
    Result.objects.create(record=landsmaps, source=source)
    Lesson.objects.create(record=landsmaps, source=source)
    landsmaps.delete()
    assert not Result.objects.exists()
    assert not Source.objects.exists()


# How rows are called in lists of the staff


def test_part_is_called_by_its_text_in_any_language(landsmaps):
    result = Result(id="rs-0000000000", record=landsmaps, label_th="ผู้ใช้ต่อวัน")
    with override("en"):
        assert str(result) == "ผู้ใช้ต่อวัน"
    result.label_en = "Users a day"
    with override("th"):
        assert str(result) == "ผู้ใช้ต่อวัน"
    with override("lo"):
        assert str(result) == "Users a day"
    assert str(Result(id="rs-0000000000")) == "rs-0000000000"


@pytest.mark.parametrize(
    ("row", "called"),
    [
        (Indicator(code="egdi", year=2024), "egdi 2024"),
        (GroupMembership(country_id="TL", starts_on=datetime.date(2025, 10, 26)), "TL 2025-10-26"),
        (GroupMembership(country_id="TH"), "TH"),
        (OtherName(name="eID"), "eID"),
        (SameAs(url="https://www.wikidata.org/entity/Q1"), "https://www.wikidata.org/entity/Q1"),
        (Source(title="A page"), "A page"),
        (CaseAgency(agency_id="ag-0000000000", role="funder"), "ag-0000000000 funder"),
        (SDG(number=16), "SDG 16"),
        (Lesson(text_km="មេរៀន"), "មេរៀន"),
        (Attachment(title_ind="Salindia"), "Salindia"),
    ],
)
def test_parts_are_called_by_what_tells_them_apart(row, called):
    assert str(row) == called
