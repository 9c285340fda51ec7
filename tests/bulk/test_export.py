"""What a cut holds: the API's own objects, what is public and nothing else, at one change number."""

import json

import pytest

from portal.bulk import records
from portal.bulk.records import lines, mirrored
from portal.publishing.publication import Kind
from portal.publishing.record import State
from portal.publishing.redaction import redact
from portal.publishing.review import transition
from tests.bulk.reading import NOON, content, everything, exported, objects, text
from tests.contracts.surfaces import SECRETS, plant
from tests.engines import run
from tests.making import KINDS

pytestmark = pytest.mark.django_db
MIRRORED = [kind for kind in KINDS if kind != "page"]


@pytest.mark.parametrize("kind", MIRRORED)
def test_each_line_is_what_the_api_answers_with_all_translations(make, client, root, kind):
    made = [make.live(kind), make.live(kind, source_language="th")]
    path = Kind.of(kind).path
    expected = [client.get(f"/api/v1/{path}/{record.pk}?lang=en&translations=all").content for record in made]
    assert text(exported(), f"{path}.jsonl.gz").encode() == b"".join(line + b"\n" for line in expected)


def test_parts_that_have_addresses_are_records_of_their_own(make, client, root):
    make.live("case-study", lessons=2)
    make.live("conference")
    cut = exported()
    for path, number in (("lessons", 3), ("sessions", 1)):
        found = objects(cut, path)
        assert len(found) == number
        for one in found:
            address = f"/api/v1/{path}/{one['id']}?lang=en&translations=all"
            assert one == client.get(address).json()


def test_a_record_that_is_not_in_english_is_there_in_its_own_language(make, client, root):
    case = make.live("case-study", title_en="", summary_en="")
    (found,) = objects(exported(), "case-studies")
    assert (found["id"], found["title"], found["language"]["served"]) == (case.pk, case.title_th, "th")
    assert list(found["translations"]) == ["th"]
    assert found == client.get(f"/api/v1/case-studies/{case.pk}?lang=en&translations=all").json()


def test_every_kind_but_pages_has_a_file(make, root):
    make.live("page")
    cut = exported()
    paths = {kind.path for kind in Kind.registry.values()} - {"pages"}
    assert {f"{path}.jsonl.gz" for path in paths} == {name for name in cut.files if ".jsonl" in name}
    assert {f"{kind.path}.jsonl.gz" for kind in mirrored()} <= cut.files.keys()


@pytest.mark.parametrize("kind", MIRRORED)
def test_what_is_not_public_is_in_no_file(make, root, kind):
    def told() -> list[str]:
        cut = exported()
        return [
            name
            for name in cut.files
            if name.endswith(".gz") and any(secret in text(cut, name) for secret in SECRETS.values())
        ]

    record = make.kept(plant(make.draft(kind)))
    assert told() == []
    make.published(record)
    assert f"{Kind.of(kind).path}.jsonl.gz" in told()
    make.withdrawn(record)
    assert told() == []


def test_a_change_that_waits_for_review_is_in_no_file(make, root):
    case = make.live("case-study")
    make.kept(plant(case))
    case.refresh_from_db()
    transition(case, to=State.SUBMITTED, by=make.secretary)
    cut = exported()
    assert not any(secret in text(cut, "case-studies.jsonl.gz") for secret in SECRETS.values())
    assert [found["title"] for found in objects(cut, "case-studies")] == [case.entry().names["en"]]


def test_what_was_redacted_is_in_no_file(make, root):
    case = make.live("case-study", title_en=f"{SECRETS['en']} of parcels")
    assert SECRETS["en"] in text(exported(), "case-studies.jsonl.gz")
    redact(case, SECRETS["en"], by=make.secretary, reason="A mistake.")
    cut = exported()
    assert not any(SECRETS["en"] in text(cut, name) for name in cut.files if name.endswith(".gz"))


def test_a_record_under_another_licence_keeps_it(make, root):
    make.live("case-study", licence="CC-BY-NC-4.0")
    (found,) = objects(exported(), "case-studies")
    assert found["license"]["id"] == "CC-BY-NC-4.0"


def test_two_exports_of_one_state_are_the_same_bytes(make, root):
    make.live("conference", cases=[make.live("case-study")], people=[make.live("person")])
    first, second = exported(), exported(NOON.replace(hour=13))
    assert first.name != second.name
    assert everything(first) == everything(second)
    descriptors = [json.loads(content(cut, "datapackage.json")) for cut in (first, second)]
    assert [described.pop("created") for described in descriptors] == [
        "2026-03-10T12:00:00Z",
        "2026-03-10T13:00:00Z",
    ]
    assert descriptors[0] == descriptors[1]


def test_two_exports_within_a_second_have_folders_of_their_own(make, root):
    make.live("country")
    assert exported().name != exported().name


def test_a_batch_costs_two_queries_however_many_records_it_holds(make, django_assert_num_queries):
    kind = Kind.of("country")
    make.live("country")
    with django_assert_num_queries(3):  # and one that finds no further batch
        assert len(list(lines(kind))) == 1
    make.live("country")
    make.live("country")
    with django_assert_num_queries(3):
        assert len(list(lines(kind))) == 3


def test_each_batch_goes_on_behind_the_last(make, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(records, "BATCH", 2)
    made = [make.live("country") for _number in range(5)]
    with django_assert_num_queries(7):
        assert [line.record["id"] for line in lines(Kind.of("country"))] == [country.pk for country in made]


def test_an_export_of_nothing_has_all_files(root, db):
    cut = exported()
    assert cut.seq == 0
    assert objects(cut, "case-studies") == []


# Somebody publishes in another connection when the first kind has been written.
MEANWHILE = """
import threading
import django
django.setup()
from django.conf import settings
from django.db import connection
from portal.bulk import writing
from portal.bulk.export import export
from portal.publishing.tables import Entry
from tests.bulk.reading import objects
from tests.making import Maker

make = Maker()
make.live("agency")
make.live("country")
before = Entry.objects.count()

def publish():
    make.live("topic")
    connection.close()

opened = writing.Compressed.__init__
def once(file, folder, name):
    opened(file, folder, name)
    if name == "topics.jsonl.gz":
        writer = threading.Thread(target=publish)
        writer.start()
        writer.join()
writing.Compressed.__init__ = once
cut = export()
print(cut.seq, len(objects(cut, "agencies")), len(objects(cut, "topics")), Entry.objects.count() - before)
"""


def test_everything_is_read_at_one_number_and_publishers_do_not_wait(database, tmp_path):
    told = run(database, "-c", MEANWHILE, BULK_ROOT=str(tmp_path / "bulk"))
    assert told.split() == ["2", "1", "0", "1"]
