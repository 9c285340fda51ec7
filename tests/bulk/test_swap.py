"""A cut takes the place of the one before at once; whatever happens on the way, one of them is whole."""

import json

import pytest
from django.core.files.base import ContentFile

from portal.bulk.cuts import BEGUN, FINISHED, LEASE, POINTER, Cuts, name_of
from portal.bulk.export import TakenBack, export
from portal.bulk.storage import Folder
from portal.publishing.numbers import read_numbers
from portal.publishing.redaction import redact
from tests.bulk.reading import DAY, NOON, content, everything, exported, objects

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What no handler takes for an error."""


class Mortal(Folder):
    """A folder that notes what is written into it; whoever writes the file behind the last one is killed."""

    def __init__(self, *args, last: int, is_dead: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.last, self.names = last, []
        self.is_dead = is_dead  # then it does not even clear up

    def delete(self, name):
        if self.is_dead:
            raise Killed
        super().delete(name)

    def _save(self, name, content):
        if len(self.names) == self.last:
            raise Killed
        self.names.append(name)
        return super()._save(name, content)


def _whole(cuts) -> list[str]:
    """The ids of countries in the cut that is read; all of its files are there."""
    cut = cuts.pointer().cut
    assert all(len(content(cut, name)) == file.bytes for name, file in cut.files.items())
    return [country["id"] for country in objects(cut, "countries")]


def test_an_export_that_is_killed_at_any_file_leaves_the_cut_before_whole(make, cuts, root):
    first = make.live("country")
    before = exported()
    make.live("country")
    steps = len(before.files) + 3  # what says that it is begun and that it is whole, and the pointer
    for last in range(steps):
        with pytest.raises(Killed):
            export(NOON + DAY, Cuts(Mortal(location=root, last=last)))
        assert (cuts.pointer().cut, _whole(cuts)) == (before, [first.pk])
    export(NOON + DAY, Cuts(Mortal(location=root, last=steps)))
    assert len(_whole(cuts)) == 2


def test_the_pointer_is_written_last(make, root):
    make.live("country")
    storage = Mortal(location=root, last=1_000)
    cut = export(NOON, Cuts(storage))
    assert storage.names == [*(f"{cut.name}/{name}" for name in (BEGUN, *cut.files, FINISHED)), POINTER]


def test_a_file_takes_the_place_of_another_one_at_once(root):
    storage = Folder(location=root)
    storage.save("a/b.json", ContentFile(b"old"))
    with storage.open("a/b.json") as before:
        storage.save("a/b.json", ContentFile(b"new"))
        with storage.open("a/b.json") as after:
            assert (before.read(), after.read()) == (b"old", b"new")
    assert storage.listdir("a") == ([], ["b.json"])


def test_what_a_killed_export_left_is_removed_later(make, cuts, root):
    make.live("country")
    dead, busy = name_of(1, NOON - 2 * LEASE), name_of(1, NOON - LEASE / 2)
    for name in (dead, busy):
        (root / name).mkdir(parents=True)
        (root / name / "agencies.jsonl.gz").write_bytes(b"begun")
    cut = exported()
    assert cuts.names() == [cut.name, busy]
    assert cuts.pointer().archives == ()


def test_other_things_in_the_folder_are_left_alone(make, cuts, root):
    make.live("country")
    (root / "lost+found").mkdir(parents=True)
    (root / "notes.txt").write_text("keep me")
    exported(NOON - 40 * DAY)
    exported()
    assert (root / "lost+found").is_dir()
    assert (root / "notes.txt").read_text() == "keep me"


def test_one_cut_a_day_is_kept_for_thirty_days(make, cuts):
    make.live("country")
    times = [NOON + ago * DAY + hours * DAY / 24 for ago in (-30, -29, -1, 0) for hours in (0, 5, 10)]
    made = [exported(at).name for at in times]
    # The last of each day, and the one before, which somebody may be reading.
    assert cuts.names() == [made[11], made[10], made[8], made[5]]
    assert list(cuts.pointer().archives) == cuts.names()[1:]


def test_what_is_kept_is_whole(make, cuts):
    make.live("country")
    before = exported()
    bytes_before = everything(before)
    make.live("country")
    exported(NOON + DAY)
    assert everything(cuts.get(before.name)) == bytes_before


def test_what_is_taken_back_while_it_is_written_is_not_shown(make, cuts, root):
    case = make.live("case-study")
    before = exported()
    make.live("agency")

    class Meanwhile(Folder):
        def _save(self, name, content):
            if name.endswith(FINISHED):
                make.withdrawn(case)
            return super()._save(name, content)

    with pytest.raises(TakenBack):
        export(NOON + DAY, Cuts(Meanwhile(location=root)))
    assert (cuts.pointer().cut, cuts.names()) == (before, [before.name])


def test_redaction_removes_all_that_was_read_before(make, cuts):
    case = make.live("case-study", title_en="Somchai and the land")
    for number in range(3):
        exported(NOON + number * DAY)
    redact(case, "Somchai", by=make.secretary, reason="A request.")
    taken_back = read_numbers()[1]
    assert cuts.remove_taken_back(taken_back) == 3
    assert cuts.names() == []
    after = exported(NOON + 3 * DAY)
    assert cuts.remove_taken_back(taken_back) == 0
    assert cuts.names() == [after.name]


def test_what_another_worker_has_read_since_is_left_to_it(make, cuts, root):
    case = make.live("case-study")
    before = exported()
    make.withdrawn(case)
    taken_back = read_numbers()[1]

    class Meanwhile(Folder):
        def _save(self, name, content):
            if name.endswith(FINISHED):
                assert cuts.remove_taken_back(taken_back) == 1
            return super()._save(name, content)

    after = export(NOON + DAY, Cuts(Meanwhile(location=root)))
    assert cuts.names() == [after.name] != [before.name]
    assert _whole(cuts) == [found["id"] for found in objects(after, "countries")]


def test_what_was_begun_before_it_was_taken_back_is_removed_too(make, cuts, root):
    case = make.live("case-study")
    with pytest.raises(Killed):
        export(NOON, Cuts(Mortal(location=root, last=3, is_dead=True)))
    assert len(cuts.names()) == 1
    make.withdrawn(case)
    assert cuts.remove_taken_back(read_numbers()[1]) == 1
    assert cuts.names() == []


def test_the_pointer_holds_no_content(make, cuts, root):
    make.live("country", name_en="Ruritania")
    cut = exported()
    assert "Ruritania" not in (root / POINTER).read_text()
    assert json.loads((root / POINTER).read_text())["cut"]["name"] == cut.name
