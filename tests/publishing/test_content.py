"""Loading content: whole or not at all, twice is once, and what people edited is left alone."""

import copy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from conferences.models import Conference
from knowledge.models import Agency, CaseStudy, Country, Result
from portal.accounts.models import User
from portal.languages.translation import Translation
from portal.publishing.content import Fate, LoadFailed, load, loading
from portal.publishing.publish import NotPublishable
from portal.publishing.record import State
from portal.publishing.review import transition
from portal.publishing.tables import Entry, Event, Revision, Status
from tests.publishing.content_files import (
    AGENCY,
    CASE,
    CONFERENCE,
    FILES,
    LESSON,
    RESULT,
    TOPIC,
    Folder,
    everything,
)


@pytest.fixture
def folder(db, tmp_path):
    return Folder(tmp_path)


# Loading


def test_loads_and_publishes_records_that_cite_each_other(folder):
    assert folder.load() == {Fate.CREATED: 5}
    entries = {entry.public_id: entry for entry in Entry.objects.filter(status=Status.LIVE, stale=False)}
    assert {AGENCY, TOPIC, CASE, CONFERENCE, LESSON, "TH"} <= entries.keys()
    assert entries[CASE].languages == ["en", "th"]
    case = CaseStudy.objects.get(pk=CASE)
    assert (case.state, case.created_by, case.updated_by) == (State.PUBLISHED, *[User.objects.system()] * 2)
    assert case.title_th == "LandsMaps"
    assert case.text_languages == {"th": {"title": "en"}}
    assert str(Result.objects.get(pk=RESULT).value) == "100000.0000"
    translation = Translation.objects.get(record_id=CASE, language="en")
    assert (translation.method, translation.reviewed) == ("machine", False)
    assert translation.sources.keys() == {
        "title",
        "summary",
        f"results/{RESULT}/label",
        f"lessons/{LESSON}/text",
    }


def test_each_record_comes_after_what_it_names(folder):
    order = []
    folder.load(dry_run=True, report=order.append)
    places = [
        next(n for n, line in enumerate(order) if line.endswith(public_id))
        for public_id in ("TH", AGENCY, CASE, CONFERENCE)
    ]
    assert places == sorted(places)


def test_one_file_may_lean_on_what_is_in_the_database(folder):
    folder.load()
    path = folder.path / "case_studies.yaml"
    assert load(path) == {Fate.UNCHANGED: 1}


def test_twice_changes_nothing(folder):
    folder.load()
    before, seqs = everything(), list(Entry.objects.order_by("row").values_list("seq", "touched"))
    assert folder.load() == {Fate.UNCHANGED: 5}
    assert everything() == before
    assert list(Entry.objects.order_by("row").values_list("seq", "touched")) == seqs


def test_a_changed_file_updates_its_record(folder):
    folder.load()
    folder.record("agencies")["texts"]["en"]["name"] = "Land Department"
    folder.record("case_studies")["parts"]["lessons"] = []
    assert folder.load() == {Fate.UPDATED: 2, Fate.UNCHANGED: 3}
    assert Entry.objects.get(public_id=AGENCY).names["en"] == "Land Department"
    assert Entry.objects.get(public_id=LESSON).status == Status.GONE
    assert folder.load() == {Fate.UNCHANGED: 5}


def test_a_changed_label_of_a_translation_is_a_change(folder):
    folder.load()
    folder.record("agencies")["translations"]["en"] = {"method": "human", "reviewed": True}
    assert folder.load()[Fate.UPDATED] == 1
    assert Entry.objects.get(public_id=AGENCY).revision.document["translations"]["en"]["reviewed"] is True


# Records that people edited


@pytest.fixture
def edited(folder, make):
    """The agency, loaded and then edited by somebody; its file says something new as well."""
    folder.load()
    agency = Agency.objects.get(pk=AGENCY)
    agency.name_en = "Edited"
    agency.save()
    agency.keep(by=make.secretary)
    folder.record("agencies")["texts"]["en"]["name"] = "Land Department"
    return agency


def test_an_edited_record_is_left_alone_and_named(folder, edited):
    lines, before = [], everything()
    assert folder.load(report=lines.append)[Fate.LEFT_ALONE] == 1
    assert everything() == before
    assert Agency.objects.get(pk=AGENCY).name_en == "Edited"
    assert f"left alone: agency {AGENCY} (it was edited since it was loaded)" in lines


def test_it_stays_edited_when_the_portal_publishes_it_again(folder, edited):
    transition(edited, to=State.PUBLISHED, by=User.objects.system(), system=True)
    assert folder.load()[Fate.LEFT_ALONE] == 1


def test_overwrite_replaces_what_was_edited(folder, edited):
    assert folder.load(overwrite=True)[Fate.UPDATED] == 1
    assert Agency.objects.get(pk=AGENCY).name_en == "Land Department"
    assert Entry.objects.get(public_id=AGENCY).names["en"] == "Land Department"
    assert Agency.objects.get(pk=AGENCY).state == State.PUBLISHED


def test_a_record_that_was_never_loaded_is_not_overwritten(folder, make):
    make.published(make.country(id="TH", name_en="Siam"))
    assert folder.load()[Fate.LEFT_ALONE] == 1
    assert Country.objects.get(pk="TH").name_en == "Siam"


def test_a_withdrawn_record_stays_withdrawn_whatever_is_said(folder, make):
    folder.load()
    make.withdrawn(Conference.objects.get(pk=CONFERENCE))
    folder.record("conferences")["texts"]["en"]["title"] = "The 10th"
    lines = []
    assert folder.load(overwrite=True, report=lines.append)[Fate.LEFT_ALONE] == 1
    assert f"left alone: conference {CONFERENCE} (it was withdrawn)" in lines
    assert Entry.objects.get(public_id=CONFERENCE).status == Status.GONE


# All or nothing


def test_a_dry_run_says_what_would_happen_and_writes_nothing(folder):
    before, lines = everything(), []
    assert folder.load(dry_run=True, report=lines.append) == {Fate.CREATED: 5}
    assert everything() == before
    assert f"would be created: case-study {CASE}" in lines


def test_nothing_stays_when_the_last_publish_fails(folder, monkeypatch):
    before, published = everything(), []

    def fail_at_the_last(record, **options):
        published.append(record.pk)
        if len(published) == len(FILES):
            raise NotPublishable(["Not this one."])
        return transition(record, **options)

    monkeypatch.setattr(loading, "transition", fail_at_the_last)
    with pytest.raises(LoadFailed, match=r"\.yaml: .+: Not this one\."):
        folder.load()
    assert everything() == before


def test_what_only_the_database_refuses_takes_all_back(folder):
    other = copy.deepcopy(folder.record("countries"))
    folder.files["countries.yaml"]["records"].append(other | {"id": "LA"})
    before = everything()
    with pytest.raises(LoadFailed, match=r"countries\.yaml: LA: "):
        folder.load()
    assert everything() == before


# The command


def test_the_command_counts_as_it_goes(folder):
    folder.load(dry_run=True)  # writes the files
    out = StringIO()
    call_command("load_content", str(folder.path), stdout=out)
    assert out.getvalue().splitlines() == [
        *(f"{name}: 1 records" for name in FILES),
        "Checked 5 records, nothing is wrong with them.",
        "Writing 5 records",
        "Published 5 of 5",
        "created 5, updated 0, unchanged 0, left alone 0",
    ]
    assert Revision.objects.filter(event=Event.PUBLISHED).count() == len(FILES)


def test_the_command_ends_with_all_faults(folder):
    folder.load(dry_run=True)
    (folder.path / "topics.yaml").write_text("type: topic\nrecords: [{id: x}, {id: y}]")
    with pytest.raises(CommandError) as caught:
        call_command("load_content", str(folder.path), stdout=StringIO())
    first, *faults = str(caught.value).splitlines()
    assert first == "Nothing was written. Faults: 3."
    assert [fault.split(":")[1] for fault in faults] == [" x", " y", f" {CASE}"]


def test_the_command_knows_when_there_is_nothing(db, tmp_path):
    with pytest.raises(CommandError, match="There is no file or folder"):
        call_command("load_content", str(tmp_path / "nowhere"))
