"""Content files that are wrong: all of it is said at once, each with its place, and nothing is written."""

import pytest

from knowledge.models import Country
from portal.publishing.content import ContentFaults, load
from portal.publishing.tables import Revision
from tests.publishing.content_files import (
    AGENCY,
    CASE,
    CONFERENCE,
    LESSON,
    RESULT,
    SOURCE,
    TOPIC,
    Folder,
    everything,
)


@pytest.fixture
def folder(db, tmp_path):
    return Folder(tmp_path)


def test_all_faults_are_said_in_one_run_and_nothing_is_written(folder):
    folder.record("countries")["fields"]["calendar"] = "lunar"
    folder.record("agencies")["fields"]["country"] = "ZZ"
    folder.record("case_studies")["texts"]["en"]["title"] = "x" * 151
    folder.part("case_studies", "results")["as_of"] = "2021-13-45"
    folder.record("conferences")["fields"]["colour"] = "red"
    folder.files["broken.yaml"] = "type: topic\nrecords:\n  - id: [\n"
    before = everything()
    faults = folder.faults()
    assert everything() == before
    expected = [
        "broken.yaml: line 4: ",
        "countries.yaml: TH: calendar: Value 'lunar' is not a valid choice.",
        f"agencies.yaml: {AGENCY}: country: There is no ZZ, neither in the files nor in the database.",
        f"case_studies.yaml: {CASE}: texts/en/title: Ensure this value has at most 150 characters (it has 151).",
        f"case_studies.yaml: {CASE}: results/{RESULT}/as_of: “2021-13-45” value has the correct format",
        f"conferences.yaml: {CONFERENCE}: colour: There is no such field.",
    ]
    assert len(faults) == len(expected)
    for line in expected:
        assert any(fault.startswith(line) for fault in faults), line


def test_the_five_faults_that_are_made_most_are_said_together(folder):
    twin = folder.record("topics")
    folder.files["twin.yaml"] = f"type: topic\nrecords: [{{id: {twin['id']}, fields: {{scheme: theme}}}}]\n"
    folder.record("agencies")["fields"]["country"] = "ZZ"
    folder.record("case_studies")["texts"]["en"]["title"] = "x" * 151
    folder.part("case_studies", "results")["source"] = None
    folder.record("conferences")["fields"]["starts_on"] = "2021-02-30"
    before = everything()
    faults = folder.faults()
    assert everything() == before
    expected = [
        f"conferences.yaml: {CONFERENCE}: starts_on: “2021-02-30” value has the correct format",
        f"agencies.yaml: {AGENCY}: country: There is no ZZ, neither in the files nor in the database.",
        f"case_studies.yaml: {CASE}: Result {RESULT} has no source.",
        f"case_studies.yaml: {CASE}: texts/en/title: Ensure this value has at most 150 characters (it has 151).",
        f"twin.yaml: {TOPIC}: ",
    ]
    assert len(faults) == len(expected), faults
    for line in expected:
        assert any(fault.startswith(line) for fault in faults), (line, faults)


def _set(name, key, value):
    return lambda folder: folder.record(name).__setitem__(key, value)


def _field(name, field, value):
    return lambda folder: folder.record(name).setdefault("fields", {}).__setitem__(field, value)


def _part(name, value, part="results"):
    return lambda folder: folder.part("case_studies", part).__setitem__(name, value)


def _file(text):
    return lambda folder: folder.files.__setitem__("extra.yaml", text)


BROKEN = {
    "type": (_file("type: poem\nrecords: []"), "extra.yaml: type: poem is not a type of record"),
    "list as type": (_file("type: [a]\nrecords: []"), "extra.yaml: type: ['a'] is not a type of record"),
    "key of a file": (_file("type: topic\nrecords: []\nnotes: x"), "extra.yaml: notes: A file has `type` and"),
    "bytes": (_file("type: topic\nrecords: [\x00]"), "extra.yaml: unacceptable character"),
    "part as type": (_file("type: lesson\nrecords: []"), "extra.yaml: type: lesson is not a type of record"),
    "list": (_file("type: topic\nrecords: {}"), "extra.yaml: records: This is not a list."),
    "no mapping": (_file("- 1"), "extra.yaml: This file is not a mapping"),
    "record": (_file("type: topic\nrecords: [1]"), "extra.yaml: record 1: This is not a mapping."),
    "key twice": (_file("type: topic\ntype: topic\nrecords: []"), "extra.yaml: line 2: the key type stands here twice"),
    "control character": (_file('type: topic\nrecords: [{id: x, note: "\\a"}]'), "extra.yaml: x: note: It holds control"),
    "tag": (_file("type: !!python/name:os.system x"), "extra.yaml: line 1: could not determine a constructor"),
    "key": (_set("topics", "colour", "red"), "topics.yaml: tp-0000000001: colour: A record has no such key"),
    "no id": (_set("topics", "id", None), "topics.yaml: record 1: id: It has no id."),
    "id": (_set("topics", "id", "tp-i"), "topics.yaml: tp-i: id: tp-i is not a prefix and ten characters"),
    "prefix": (_set("topics", "id", "ag-0000000002"), "ag-0000000002: id: ag-0000000002 does not begin with tp-."),
    "code": (_set("countries", "id", "th"), "countries.yaml: th: id: Give the two upper-case letters"),
    "field in texts": (_field("topics", "name", "Land"), "name: There is no such field. It is a text"),
    "list for text": (_field("topics", "slug", ["a"]), "topics.yaml: tp-0000000001: slug: ['a'] is not a value"),
    "number": (_field("countries", "grid_col", "east"), "countries.yaml: TH: grid_col: "),
    "slug": (_field("topics", "slug", "no slug"), "topics.yaml: tp-0000000001: slug: "),
    "required": (_field("topics", "scheme", ""), "topics.yaml: tp-0000000001: scheme: This field cannot be blank."),
    "language": (_set("topics", "texts", {"xx": {"name": "Land"}}), "texts/xx: xx is not a language of the site."),
    "text": (_set("topics", "texts", {"en": {"nom": "x"}}), "topics.yaml: tp-0000000001: texts/en/nom: There is no such"),
    "number as text": (_set("topics", "texts", {"en": {"name": 9}}), "texts/en/name: 9 is not a text"),
    "no name": (_set("topics", "texts", {}), "topics.yaml: tp-0000000001: It has no name in its original language."),
    "text language": (_set("topics", "text_languages", {"th": {"name": "en"}}), "text_languages/th/name: That text is empty."),
    "translation": (_set("topics", "translations", {"ko": {}}), "translations/ko: It has no texts in this language"),
    "method": (_set("agencies", "translations", {"en": {"method": "guess"}}), "translations/en/method: guess is not one of"),
    "link": (_set("case_studies", "links", {"topics": []}), "links/topics: There is no such link."),
    "links": (_set("case_studies", "links", {"themes": "all"}), "links/themes: This is not a list of ids."),
    "fields": (_set("topics", "fields", ["theme"]), "topics.yaml: tp-0000000001: fields: This is not a mapping."),
    "texts": (_set("topics", "texts", {"en": "Land"}), "texts/en: This is not a mapping."),
    "tag of a text": (_set("agencies", "text_languages", {"th": {"name": "?"}}), "th/name: '?' is not a language tag."),
    "text of a tag": (_set("agencies", "text_languages", {"th": {"nom": "en"}}), "th/nom: There is no such text."),
    "told": (_set("agencies", "translations", {"en": "machine"}), "translations/en: A translation has `method` and"),
    "reviewed": (_set("agencies", "translations", {"en": {"reviewed": "yes"}}), "en/reviewed: This is neither true"),
    "list of parts": (_set("topics", "parts", {"same_as": {}}), "parts/same_as: This is not a list of mappings."),
    "needed": (_set("topics", "parts", {"same_as": [{"id": "sa-0000000001"}]}), "sa-0000000001/scheme: This field"),
    "no agency": (
        lambda folder: folder.part("conferences", "presented").pop("case_study"),
        "presented/pr-0000000001/case_study: This has to be given.",
    ),
    "linked": (_set("case_studies", "links", {"themes": [AGENCY]}), f"links/themes: There is no {AGENCY}"),
    "parts": (_set("topics", "parts", {"lessons": []}), "parts/lessons: There are no such parts"),
    "part": (_part("colour", "red"), f"case_studies.yaml: {CASE}: results/{RESULT}/colour: There is no such field."),
    "part id": (_part("id", "rs-1"), "results/rs-1/id: rs-1 is not a prefix"),
    "id twice": (_part("id", LESSON, "sources"), f"sources/{LESSON}/id: {LESSON} does not begin with so-."),
    "no source": (_part("source", None), f"case_studies.yaml: {CASE}: Result {RESULT} has no source."),
    "wrong type": (_part("source", AGENCY), f"results/{RESULT}/source: {AGENCY} is not of the type source."),
    "said nowhere": (_part("said_at", "cf-9999999999", "lessons"), f"lessons/{LESSON}/said_at: There is no cf-9999999999"),
    "constraint": (_field("case_studies", "country", None), f"{CASE}: Give either a country or a country group."),
    "order": (_field("conferences", "ends_on", "2021-11-01"), f"{CONFERENCE}: The last day lies before the first."),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_named(folder, name):
    spoil, expected = BROKEN[name]
    spoil(folder)
    assert any(expected in fault for fault in folder.faults())
    assert not Revision.objects.exists()


def test_an_id_twice_in_different_files_is_named(folder):
    folder.files["more.yaml"] = folder.files["topics.yaml"] | {}
    assert folder.faults() == [
        f"topics.yaml: {TOPIC}: id: {TOPIC} stands already in more.yaml, in {TOPIC}.",
    ]


def test_what_clean_refuses_is_named(folder):
    folder.record("case_studies")["fields"] |= {"started": "2022-01-01", "launched": "2021-01-01"}
    assert folder.faults() == [
        f"case_studies.yaml: {CASE}: launched: This lies before the date given as “started”.",
    ]


def test_a_part_of_the_database_is_no_part_of_the_file(folder):
    folder.load()
    record = folder.record("case_studies")
    record["parts"]["sources"] = [{"id": "so-0000000002", "title": "Other"}]
    assert {fault.split(": ", 3)[2] for fault in folder.faults()} == {
        f"results/{RESULT}/source",
        f"lessons/{LESSON}/source",
    }


def test_an_empty_folder_and_no_folder(db, tmp_path):
    with pytest.raises(ContentFaults, match=r"holds no \*\.yaml file"):
        load(tmp_path)
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nowhere")


def test_text_is_composed_and_codes_stay_text(folder):
    folder.files["countries.yaml"] = (
        "type: country\nrecords:\n"
        '  - {id: TH, texts: {en: {name: "Thailand"}}}\n'
        '  - {id: NO, fields: {iso3: NOR, m49: 036}, texts: {en: {name: "A\\u030Aland"}}}\n'
    )
    folder.part("conferences", "participation")["country"] = "NO"
    folder.load()
    country = Country.objects.get(pk="NO")
    assert (country.name_en, country.m49) == ("Åland", "036")


def test_zawgyi_is_a_fault_that_shows_the_text_in_unicode(folder):
    folder.record("case_studies")["texts"]["my"] = {"title": "ေျမယာ ၀န္ေဆာင္မႈ", "summary": "မြေယာ"}
    folder.part("case_studies", "lessons")["texts"]["my"] = {"text": "ျပည္သူ႔ယံုၾကည္မႈ"}
    folder.part("case_studies", "sources")["title"] = "က်န္းမာေရး"
    before = everything()
    told = "This looks like Zawgyi. In Unicode it begins:"
    assert folder.faults() == [
        f"case_studies.yaml: {CASE}: texts/my/title: {told} မြေယာ ဝန်ဆောင်မှု",
        f"case_studies.yaml: {CASE}: lessons/{LESSON}/texts/my/text: {told} ပြည်သူ့ယုံကြည်မှု",
        f"case_studies.yaml: {CASE}: sources/{SOURCE}/title: {told} ကျန်းမာရေး",
    ]
    assert everything() == before
