"""What readers load first holds no word that only its authors read, and everything else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from portal.web.slimming import OURS, SlimStaticFiles, slim

STATIC = Path(settings.BASE_DIR) / "static"


@pytest.mark.parametrize("name", sorted(OURS))
def test_nothing_but_comments_and_indentation_goes(name):
    text = (STATIC / name).read_text()
    slimmed = slim(name, text)
    assert len(slimmed) < len(text) * 0.97
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) if name.endswith(".css") else text
    kept = [line.strip() for line in bare.splitlines() if line.strip() and not line.strip().startswith("//")]
    assert slimmed.split("\n") == kept
    assert slim(name, slimmed) == slimmed


@pytest.mark.parametrize("name", sorted(OURS))
def test_no_text_holds_what_looks_like_a_comment(name):
    """A string over several lines, or one with a comment's marks, would be cut: there is none."""
    text = (STATIC / name).read_text()
    assert "`" not in text
    assert not re.search(r"""(["'])[^"'\n]*(/\*|\*/)[^"'\n]*\1""", text)


def test_what_is_collected_is_slim_and_others_files_are_left_alone(tmp_path):
    storage = SlimStaticFiles(location=tmp_path, base_url="/static/")
    for name in ("site.css", "other.css"):
        storage.save(name, ContentFile(b"/* why */\n  p { color: red }\n"))
    assert (tmp_path / "site.css").read_text() == "p { color: red }"
    assert (tmp_path / "other.css").read_text() == "/* why */\n  p { color: red }\n"
