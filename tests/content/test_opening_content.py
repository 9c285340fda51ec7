"""The opening content says what its sources say: numbers, qualifiers, dates, people, and what is not known."""

import datetime
import unicodedata

import pytest
import yaml

from conferences.models import Conference, Person
from knowledge.models import Agency, CaseStudy, Result, Source
from portal.publishing.availability import available, missing
from portal.publishing.content import Fate, load
from portal.publishing.publication import Publication
from portal.publishing.tables import Entry, Revision, Status
from tests.opening import CONTENT

SOURCE = "https://opdc.go.th/content/NzIyMg"
FIRST_DAY = datetime.date(2021, 11, 15)
PARTICIPATION = [
    "LA",
    "KH",
    "ID",
    "BN",
    "TH",
    "KR",
    "world-bank",
    "jfcct",
    "oecd",
    "oecd-korea-policy-centre",
]
RECORDS = {
    "country": 23,
    "country-group": 3,
    "agency": 49,
    "topic": 46,
    "person": 4,
    "series": 1,
    "conference": 1,
    "case-study": 48,
    "page": 6,
}


@pytest.fixture
def conference(loaded) -> Conference:
    return Conference.objects.get(slug="9th-asean-conference")


def case(slug: str) -> CaseStudy:
    return CaseStudy.objects.get(slug=slug)


def documents() -> dict[str, dict]:
    """The published document of every record."""
    entries = Entry.objects.filter(status=Status.LIVE, revision__isnull=False).select_related("revision")
    return {
        entry.public_id: entry.revision.document for entry in entries if entry.public_id == entry.record_id
    }


# The whole


def test_every_record_is_published_and_nothing_waits(loaded):
    count = {publication.kind: 0 for publication in Publication.all()}
    for document in documents().values():
        count[document["type"]] += 1
    assert {kind: number for kind, number in count.items() if number} == RECORDS
    assert not Entry.objects.filter(stale=True).exists()


def test_loading_it_again_changes_nothing(loaded):
    revisions = Revision.objects.count()
    assert load(CONTENT) == {Fate.UNCHANGED: sum(RECORDS.values())}
    assert Revision.objects.count() == revisions


def test_every_record_is_whole_in_english_and_in_thai_if_it_has_thai(loaded):
    in_english_only = {
        model.objects.get(pk=public_id).country_id
        for public_id, document in documents().items()
        for model in [Publication.of(document["type"]).model]
        if "th" not in whole_in(public_id, document, model)
    }
    assert in_english_only.isdisjoint({"TH", None})


def whole_in(public_id: str, document: dict, model) -> set[str]:
    """The editions among the English and the Thai one; each of them lacks nothing."""
    editions = {"en", "th"} & set(available(document, model))
    assert "en" in editions, public_id
    for code in editions:
        assert missing(document, code, model.proper_names) == [], (public_id, code)
    return editions


def test_translations_say_that_a_machine_made_them_and_nobody_checked(loaded):
    for public_id, document in documents().items():
        if document["fields"]["source_language"] == "th":
            told = document["translations"]["en"]
            assert (told["method"], told["reviewed"]) == ("machine", False), public_id


def test_what_was_first_written_in_thai(loaded):
    thai = {
        document["type"] for document in documents().values() if document["fields"]["source_language"] == "th"
    }
    assert thai == {"conference", "person", "series", "case-study", "agency"}
    assert set(Agency.objects.filter(source_language="th").values_list("slug", flat=True)) == {
        "opdc",
        "department-of-lands",
    }


def test_files_hold_composed_text():
    for file in CONTENT.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), file.name
        assert yaml.safe_load(text)["records"], file.name


def test_at_most_one_passage_of_each_record_is_quoted(loaded):
    for public_id, document in documents().items():
        quoted = [source for source in document["parts"].get("sources", ()) if source["quotation"]]
        assert len(quoted) <= 1, public_id
        assert all(source["language"] == "th" for source in quoted)


# The conference


def test_when_and_how_it_was_held(conference):
    assert conference.edition == 9
    assert (conference.starts_on, conference.ends_on) == (FIRST_DAY, datetime.date(2021, 11, 16))
    assert conference.dates_as_published == "15 - 16 พฤศจิกายน พ.ศ. 2564"
    assert conference.mode == "online"
    assert conference.title_th == conference.title_en == "The 9th ASEAN Conference"
    assert conference.theme_th == "Promoting Digital Activities in the Government Space"
    assert conference.text_languages == {"th": {"title": "en", "theme": "en"}}
    organisers = [(organiser.agency.slug, organiser.role) for organiser in conference.organisers.all()]
    assert organisers == [("opdc", "host"), ("oecd", "co_organiser")]
    assert [source.url for source in conference.sources.all()] == [SOURCE]


def test_who_took_part_in_the_order_of_the_source(conference):
    parts = list(conference.participation.all())
    assert [part.country_id or part.agency.slug for part in parts] == PARTICIPATION
    assert [part.capacity for part in parts] == ["delegation"] * 6 + ["representative"] * 4
    assert all(part.head_count is None for part in parts)
    assert (conference.delegations_total, conference.people_total, conference.people_qualifier) == (
        6,
        95,
        "eq",
    )
    assert "95" in conference.people_note_th
    assert "95" in conference.people_note_en
    assert "เมียนมา" in conference.participants_note_th
    assert "Myanmar" in conference.participants_note_en


def test_the_first_day_and_the_silence_about_the_second(conference):
    sessions = {session.kind: session for session in conference.sessions.all()}
    assert sessions.keys() == {"opening", "special_lecture"}
    assert {session.day for session in sessions.values()} == {FIRST_DAY}
    lecture = sessions["special_lecture"]
    assert (
        lecture.title_th
        == lecture.title_en
        == "Improving the Efficiency and Sophistication of Public Services"
    )
    assert lecture.text_languages == {"th": {"title": "en"}}
    assert "16" in conference.programme_note_th
    assert "16 November 2021" in conference.programme_note_en


def test_four_people_with_their_titles_of_that_day(conference):
    seen = [
        (part.session.kind, part.person.slug, part.role, part.agency.slug, part.job_title_en)
        for part in conference.appearances.all()
    ]
    assert seen == [
        (
            "opening",
            "janos-bertok",
            "opening_address",
            "oecd",
            "Deputy Director, Directorate for Public Governance",
        ),
        ("opening", "ariphan-charoensuk", "opening_address", "opdc", "Deputy Secretary-General"),
        ("special_lecture", "hyun-jeong-lee", "speaker", "oecd-korea-policy-centre", "Director General"),
        ("special_lecture", "vibeke-lyssand-leirvag", "speaker", "jfcct", "Vice President"),
    ]
    assert conference.appearances.get(person__slug="ariphan-charoensuk").job_title_th == "รองเลขาธิการ ก.พ.ร."


def test_a_name_known_in_thai_script_only_stays_so(loaded):
    person = Person.objects.get(slug="ariphan-charoensuk")
    assert person.name_th == person.name_en == "อารีย์พันธ์ เจริญสุข"
    assert person.text_languages["en"] == {"name": "th"}


def test_three_takeaways_the_last_a_challenge(conference):
    assert [(part.about_kind, part.is_challenge) for part in conference.takeaways.all()] == [
        ("general", False),
        ("general", False),
        ("general", True),
    ]


def test_it_names_the_five_cases(conference):
    named = {part.case_study.slug: part.relation for part in conference.presented.all()}
    assert named.keys() == set(CaseStudy.objects.filter(sources__url=SOURCE).values_list("slug", flat=True))
    assert len(named) == 5
    assert named["myanmar-technology-need-not-be-expensive"] == "cited"
    backlinks = {public_id: Entry.objects.get(public_id=public_id).references for public_id in documents()}
    assert backlinks[conference.pk].filter(backlink="presented_at").count() == len(named)


def test_the_series_says_that_it_is_a_reading(loaded):
    document = next(document for document in documents().values() if document["type"] == "series")
    assert "No source says so" in document["texts"]["en"]["about"]


# Cases and lessons


def test_numbers_of_landsmaps_are_as_exact_as_their_sources(loaded):
    landsmaps = case("landsmaps")
    assert landsmaps.lead_agency.slug == "department-of-lands"
    assert landsmaps.launched is None
    results = {
        (int(result.value), result.qualifier, result.kind, result.unit, result.period): result
        for result in landsmaps.results.all()
    }
    users = results[100_000, "gt", "reported", "persons", "per_day"]
    parcels = results[33_000_000, "gt", "reported", "parcels", ""]
    records = results[34_000_000, "approx", "context", "parcels", ""]
    for result in (users, parcels):
        assert (result.source.url, str(result.as_of)) == (SOURCE, "2021-11-16")
        assert result.as_published_language == "th"
    assert "100,000" in users.as_published
    assert "33" in parcels.as_published
    assert "dol.go.th" in records.source.url


def test_every_result_has_a_source(loaded):
    assert Result.objects.exists()
    assert not Result.objects.filter(source=None).exists()


def test_cases_are_compiled_snapshots_with_themes_and_a_source(loaded):
    for study in CaseStudy.objects.all():
        assert (study.authorship, study.tier) == ("compiled", "snapshot")
        assert 1 <= study.themes.count() <= 5
        assert study.sources.exists()
        assert not study.sources.filter(url="").exists()


def test_what_was_told_at_the_conference_has_lessons_and_the_page_of_opdc(conference):
    for part in conference.presented.all():
        assert part.case_study.lessons.filter(said_at=conference.pk).exists()
        sources = part.case_study.sources.filter(url=SOURCE, publisher_agency__slug="opdc")
        assert sources.count() == 1


def test_the_press_of_a_state_or_a_ruling_party_is_not_called_independent(loaded):
    for name in ("VietnamPlus", "Vietnam Investment Review", "Lao Dong", "SGGP News", "Hanoi Times"):
        assert not Source.objects.filter(publisher=name).exclude(independence="").exists(), name
        assert Source.objects.filter(publisher=name).exists(), name


def test_laos_names_no_agency_because_the_source_names_none(loaded):
    laos = case("laos-mobile-first-services")
    assert (laos.kind, laos.country_id, laos.lead_agency) == ("case_study", "LA", None)
    assert not laos.results.exists()


def test_the_lesson_of_myanmar_has_neither_service_nor_agency(loaded):
    myanmar = case("myanmar-technology-need-not-be-expensive")
    assert (myanmar.kind, myanmar.country_id, myanmar.lead_agency) == ("lesson_learned", "MM", None)
    assert (myanmar.service_name, myanmar.service_url) == ("", "")
    assert not myanmar.participants.exists()


def test_the_lessons_of_oecd_members_and_of_korea(loaded):
    oecd, korea = case("oecd-members-officials-and-users"), case("korea-agile-government")
    assert (oecd.kind, oecd.country_id, oecd.country_group_id) == ("lesson_learned", None, "oecd")
    assert (korea.kind, korea.country_id) == ("lesson_learned", "KR")
    assert "three" in korea.summary_en
    assert "สาม" in korea.summary_th
