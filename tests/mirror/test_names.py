"""Names of files that FAT, Windows and web servers all take, no two alike."""

import pytest

from portal.mirror.names import Names, file_name, safe


@pytest.mark.parametrize(
    ("path", "media_type", "page", "expected"),
    [
        ("/th/", "text/html", "index", "th/index.html"),
        ("/th/topics", "text/html", "page-3", "th/topics/page-3.html"),
        ("/static/site.css", "text/css", "index", "static/site.css"),
        ("/files/ab12", "application/pdf", "index", "files/ab12.pdf"),
        ("/files/ab12", "image/jpeg", "index", "files/ab12.jpg"),
        ("/en/%E0%B8%81?:x", "text/html", "index", "en/-x/index.html"),
    ],
)
def test_a_file_is_named_after_its_path_and_kind(path, media_type, page, expected):
    assert file_name(path, media_type, page) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("aux", "_aux"),
        ("NUL.txt", "_NUL.txt"),
        ("com1", "_com1"),
        ("console", "console"),
        ("a...", "a"),
        ("..", "-"),
    ],
)
def test_what_a_system_keeps_for_itself_is_no_name(name, expected):
    assert safe(name) == expected


def test_a_long_name_is_cut():
    assert len(safe("x" * 300)) == 80


def test_names_that_differ_in_capitals_alone_are_told_apart():
    names = Names()
    assert names.give("/en/groups/ASEAN", "/en/groups/ASEAN", "text/html") == "en/groups/ASEAN/index.html"
    assert names.give("/en/groups/asean", "/en/groups/asean", "text/html") == "en/groups/asean/index-2.html"
    assert names.of("/en/groups/asean") == "en/groups/asean/index-2.html"
    assert names.of("/en/groups/laos") is None
