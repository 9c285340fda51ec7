"""What was published of a record, version by version, read as it would be read today."""

import pytest

from knowledge.models import Attachment
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.record import Gone, MergedInto, NotPublished
from portal.catalogue.versions import Versions
from portal.languages.translation import Translation
from portal.publishing.record import State
from portal.publishing.redaction import redact
from portal.publishing.review import transition
from portal.publishing.tables import Revision
from tests.making import KINDS, rename


def _again(make, record, text: str):
    """Publish the record by another name."""
    record.refresh_from_db()
    return make.published(make.kept(rename(record, text)))


def _numbers(record) -> list[int]:
    return [version.number for version in Versions.of(record.pk).all]


@pytest.mark.parametrize("kind", KINDS)
def test_the_current_version_reads_as_the_page_does(make, kind):
    record = _again(make, make.live(kind), "Renamed")
    versions = Versions.of(record.pk)
    for language in ("en", "th", "lo"):
        assert versions.read(versions.current, language) == Catalogue.get(record.pk, language).record


def test_a_version_has_the_number_that_page_and_api_call_its_version(make):
    case = make.live("case-study", title_en="One")
    seen = [Catalogue.get(case.pk, "en").record["version"]]
    make.kept(rename(case, "Never published"))
    _again(make, case, "Two")
    seen.append(Catalogue.get(case.pk, "en").record["version"])
    versions = Versions.of(case.pk)
    assert _numbers(case) == seen
    assert [versions.read(version, "en")["title"] for version in versions.all] == ["One", "Two"]
    assert seen[1] - seen[0] > 1


def test_what_was_only_kept_is_no_version(make):
    case = make.live("case-study")
    make.kept(rename(case, "A draft"))
    transition(case, to=State.SUBMITTED, by=make.secretary)
    kept = set(Revision.objects.filter(record_id=case.pk).values_list("version", flat=True))
    versions = Versions.of(case.pk)
    assert len(kept) == 3
    for number in kept - set(_numbers(case)) | {0, 99}:
        with pytest.raises(NotPublished):
            versions.at(number)


def test_an_older_text_published_again_is_a_version_again(make):
    case = make.live("case-study", title_en="One")
    first = case.entry().revision
    _again(make, case, "Two")
    case.refresh_from_db()
    make.published(case, first)
    versions = Versions.of(case.pk)
    assert _numbers(case) == [1, 2, 1]
    assert versions.read(versions.at(1), "en")["title"] == "One"
    assert versions.at(1) == versions.current


def test_drafts_and_parts_and_ids_that_cannot_be_have_no_versions(make):
    case = make.live("case-study")
    for public_id in (make.case_study().pk, case.lessons.get().pk, "cs-nothing000", "\x00", ""):
        with pytest.raises(NotPublished):
            Versions.of(public_id)


def test_a_withdrawn_record_has_no_versions_and_a_merged_one_those_of_its_survivor(make):
    case, old, heir = make.live("case-study"), make.live("topic"), make.live("topic")
    make.withdrawn(case)
    with pytest.raises(Gone):
        Versions.of(case.pk)
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    with pytest.raises(MergedInto) as raised:
        Versions.of(old.pk)
    assert raised.value.survivor.public_id == heir.pk


def test_names_are_those_of_today_and_none_of_what_was_withdrawn(make):
    person = make.live("person", name_en="Zanzibar Speaker")
    conference = make.live("conference", people=[person])
    conference.appearances.all().delete()
    _again(make, conference, "Without")

    def speakers() -> list:
        versions = Versions.of(conference.pk)
        return [
            speaker["name"] for speaker in versions.read(versions.all[0], "en")["sessions"][0]["speakers"]
        ]

    assert speakers() == ["Zanzibar Speaker"]
    _again(make, person, "Another Name")
    assert speakers() == ["Another Name"]
    make.withdrawn(person)
    assert speakers() == [None]


def test_a_redacted_passage_is_in_no_version(make):
    case = make.live("case-study", title_en="Zanzibar parcels")
    _again(make, case, "Parcels")
    case.refresh_from_db()
    redact(case, "Zanzibar", by=make.secretary, reason="A mistake.")
    versions = Versions.of(case.pk)
    titles = [versions.read(version, "en")["title"] for version in versions.all]
    assert titles == ["█████ parcels", "Parcels", "Parcels"]
    assert [version.is_redaction for version in versions.all] == [False, False, True]


def test_an_edition_taken_down_is_in_no_version(make):
    topic = make.live("topic", name_en="Land", name_th="ที่ดิน")
    Translation.objects.filter(record_id=topic.pk, language="th").update(taken_down=True)
    _again(make, topic, "Land records")
    versions = Versions.of(topic.pk)
    assert [version.languages for version in versions.all] == [("en",), ("en",)]
    assert versions.read(versions.all[0], "th")["name"] == "Land"


def test_a_language_that_was_complete_once_stays_as_it_did(make):
    case = make.live("case-study")
    case.problem_th = "ปัญหา"
    case.save()
    make.published(make.kept(case))
    versions = Versions.of(case.pk)
    assert [version.languages for version in versions.all] == [("en", "th"), ("en", "th")]
    assert versions.read(versions.current, "en") == Catalogue.get(case.pk, "en").record


def test_a_file_that_is_shown_no_more_is_not_linked_from_an_old_version(make):
    case = make.case_study()
    titles = {"title_en": "Report", "title_th": "รายงาน"}
    attached = [Attachment(record=case, kind="report", file_sha256=digit * 64, **titles) for digit in "ab"]
    for attachment in attached:
        attachment.save()
    make.published(make.kept(case))
    removed = attached[0].pk
    attached[0].delete()
    make.published(make.kept(case))
    versions = Versions.of(case.pk)
    files = versions.read(versions.all[0], "en")["attachments"]
    assert {file["id"]: file["sha256"] for file in files} == {
        removed: None,
        attached[1].pk: "b" * 64,
    }


def test_versions_are_a_few_queries_however_many_there_are(make, django_assert_num_queries):
    case = make.live("case-study", themes=[make.live("topic")])
    for number in range(3):
        with django_assert_num_queries(2):
            versions = Versions.of(case.pk)
        with django_assert_num_queries(2):
            versions.bodies(versions.all)
        _again(make, case, f"Title {number}")
