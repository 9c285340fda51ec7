"""An export holds what is public, leads nowhere that is not there, and replaces an older one whole or not at all."""

import hashlib
import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from portal.catalogue.census import census
from portal.mirror import crawling
from portal.mirror.folder import REPORT
from portal.publishing import numbers
from tests.contracts.surfaces import SECRETS, plant
from tests.making import Maker
from tests.mirror.links import broken, pages, reached

BASE = "https://sala.example"


def _export(folder, *arguments: str) -> str:
    out = StringIO()
    call_command("export_site", str(folder), "--base", BASE, *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def exported(django_db_setup, django_db_blocker, tmp_path_factory):
    """An export of some records of every kind in two languages, made once."""
    folder = tmp_path_factory.mktemp("mirror") / "site"
    with django_db_blocker.unblock(), override_settings(NUMBER_MAX_AGE=0), transaction.atomic():
        census.forget()
        numbers.forget_all()
        _make_some(Maker())
        _export(folder, "--languages", "th,en")
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def folder(exported, tmp_path):
    """A copy of it that a test may change."""
    return Path(shutil.copytree(exported, tmp_path / "site"))


def _make_some(make: Maker) -> None:
    topics = [make.live("topic") for _number in range(2)]
    cases = [make.live("case-study", themes=topics, lessons=2) for _number in range(2)]
    make.live("conference", cases=cases, people=[make.live("person")], countries=[cases[0].country])
    make.live("country-group")
    make.live("page")
    plant(make.live("agency"))  # a draft of what is live
    plant(make.draft("case-study"))


def test_every_link_leads_to_a_file_and_every_file_is_reached(exported):
    assert broken(exported) == []
    names = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    linked = {path.relative_to(exported).as_posix() for path in reached(exported)}
    assert {name for name in names - linked if not name.startswith("search/")} == {REPORT}


def test_a_draft_is_in_no_file(exported):
    for path in exported.rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode(errors="ignore")
            assert [secret for secret in SECRETS.values() if secret in text] == [], path


def test_what_needs_the_site_leads_there_and_pages_state_the_policy(exported):
    html = next((exported / "th" / "case-studies").rglob("case-*/index.html")).read_text()
    home = pages(exported)[exported / "th" / "index.html"].links
    assert f"{BASE}/lo/" in home
    assert "manifest" not in "".join(home)
    for there in ("/th/tell/", "/th/compare?id=", "/api/v1/", "/cite/", "/th/case-studies/"):
        assert f'<a href="{BASE}{there}' in html, there
    assert "default-src 'none'; script-src 'self' file:" in html
    assert f'<a href="{BASE}">' in html
    assert f'<link rel="canonical" href="{BASE}/th/case-studies/' in html


def test_histories_are_copied_and_their_versions_lead_to_the_site(exported):
    listed = next((exported / "th" / "history").glob("cs-*/index.html"))
    links = [link for link in pages(exported)[listed].links if "history" in link]
    assert f"{BASE}/th/history/{listed.parent.name}/1" in links
    assert {path.name for path in listed.parent.iterdir()} == {"index.html"}


def test_pictures_of_the_library_are_copied_whole_and_their_tiles_lead_to_the_search(exported):
    found = pages(exported)
    library = exported / "th" / "library"
    assert {"map.html", "charts.html"} <= set(found[library / "index.html"].links)
    assert "index.html" in found[library / "map.html"].links
    assert [link for link in found[library / "map.html"].links if link.startswith("../search.html?country=")]
    assert {path.suffix for path in (exported / "th" / "insights").iterdir()} == {".html", ".csv", ".svg"}


def test_lists_are_whole_and_filters_lead_to_the_search_of_the_copy(make, tmp_path, monkeypatch):
    monkeypatch.setattr("portal.web.views.PAGE_SIZE", 2)
    monkeypatch.setattr("portal.web.library.PAGE_SIZE", 2)
    country = make.live("country")
    for _number in range(5):
        make.live("case-study", country=country)
    _export(tmp_path / "site", "--languages", "en")
    lists = tmp_path / "site" / "en" / "case-studies"
    assert sorted(path.name for path in lists.glob("*.html")) == ["index.html", "page-2.html", "page-3.html"]
    assert "page-4.html" in {path.name for path in (tmp_path / "site" / "en" / "library").glob("*.html")}
    assert broken(tmp_path / "site") == []
    library = pages(tmp_path / "site")[tmp_path / "site" / "en" / "library" / "index.html"].links
    assert "../search.html" in library


def test_the_report_tells_every_file_with_its_digest(exported):
    report = json.loads((exported / REPORT).read_text())
    names = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    assert (report["site"], report["languages"]) == (BASE, ["en", "th"])
    assert report["lost"] == {}
    assert report["files"].keys() == names - {REPORT}
    for name, digest in report["files"].items():
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == digest


def test_names_of_files_fit_every_system(exported):
    names = [path.relative_to(exported).as_posix() for path in exported.rglob("*")]
    assert len({name.lower() for name in names}) == len(names)
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._/-]{1,180}", name)] == []


def test_an_older_export_is_replaced_and_the_same_state_gives_the_same_bytes(make, folder, tmp_path):
    case = make.live("case-study", slug="to-be-withdrawn")
    _export(folder, "--languages", "en")
    first = json.loads((folder / REPORT).read_text())
    _export(folder, "--languages", "en")
    second = json.loads((folder / REPORT).read_text())
    assert first.pop("made_at")
    assert second.pop("made_at")
    assert first == second
    path = folder / "en" / "case-studies" / case.pk / "to-be-withdrawn" / "index.html"
    assert path.exists()
    make.withdrawn(case)
    _export(folder, "--languages", "en")
    assert not path.exists()
    assert not (folder / "th").exists()
    assert [child.name for child in tmp_path.iterdir()] == [folder.name]


@pytest.mark.django_db
def test_an_interrupted_export_leaves_the_old_one_whole(folder, monkeypatch):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(crawling.Path, "write_bytes", full)
    with pytest.raises(CommandError, match=r"is as it was: .*No space left on device"):
        _export(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [child.name for child in folder.parent.iterdir()] == [folder.name]


@pytest.mark.django_db
def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="no export"):
        _export(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [("--languages", "en,xx"), ("--base", "sala.example")])
def test_impossible_arguments_are_refused(tmp_path, arguments):
    with pytest.raises(CommandError):
        call_command("export_site", str(tmp_path / "site"), *arguments)
    assert list(tmp_path.iterdir()) == []
