"""HTML and CSS hold no error and no warning, says the Nu HTML checker."""

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from portal.languages.codes import CODES
from tests.browser.kinds import KINDS, PageKind
from tests.engines import ROOT

JAR = ROOT / "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar"
JAVA = shutil.which("java")
LONGEST = 300  # seconds for all files at once
MEMORY = "-Xss2m"  # deep pages need a deeper stack than Java gives


def pages(*, everything: bool) -> list[tuple[PageKind, str]]:
    """Each kind in each language, or in two of them so that each language is there."""
    if everything:
        return list(product(KINDS, CODES))
    half = len(CODES) // 2
    return [
        (kind, CODES[(place + step) % len(CODES)]) for place, kind in enumerate(KINDS) for step in (0, half)
    ]


def complaints(folder: Path) -> list[tuple[str, int, str, str]]:
    """(file, line, what is wrong, where) of everything in a folder, read by one process."""
    command = [JAVA, MEMORY, "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [*command, "--skip-info-messages", "--no-langdetect", "--also-check-css", folder],
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    return [
        (
            Path(said.get("url", "")).name,
            said.get("lastLine", 0),
            said["message"],
            said.get("extract", "").strip(),
        )
        for said in json.loads(done.stdout)["messages"]
    ]


@pytest.mark.skipif(not (JAVA and JAR.exists()), reason="Java or the Nu HTML checker is not there")
def test_html_and_css_hold_no_error_and_no_warning(loaded, client, tmp_path, request):
    for kind, language in pages(everything=request.config.getoption("--full")):
        response = client.get(kind.address(language))
        assert (kind.name, response.status_code) == (kind.name, kind.status)
        (tmp_path / f"{kind.name}.{language}.html").write_bytes(response.content)
    for sheet in sorted((ROOT / "static").rglob("*.css")):
        shutil.copy(sheet, tmp_path)
    assert complaints(tmp_path) == []


@pytest.mark.skipif(not (JAVA and JAR.exists()), reason="Java or the Nu HTML checker is not there")
def test_the_checker_notices_what_is_wrong(tmp_path):
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head>'
    (tmp_path / "wrong.html").write_text(f"{head}<body>\n<h1>H<p>P</h1></body></html>")
    (tmp_path / "wrong.css").write_text("p{colour:red}")
    assert {name for name, _line, _message, _where in complaints(tmp_path)} == {"wrong.html", "wrong.css"}
