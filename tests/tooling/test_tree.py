"""What a reader must find in any folder: concepts, in files one can read at a sitting."""

import ast
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import get_resolver

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("portal", "knowledge", "conferences")
LONGEST = 300  # lines
NAMELESS = {"utils", "helpers", "common", "base", "misc"}


def _modules() -> list[Path]:
    return [
        path for package in CODE for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
    ]


def test_no_file_is_longer_than_can_be_read_at_a_sitting():
    long = [
        f"{path.relative_to(ROOT)}" for path in _modules() if len(path.read_text().splitlines()) > LONGEST
    ]
    assert long == []


def test_modules_are_named_after_concepts():
    assert [path for path in _modules() if path.stem in NAMELESS or NAMELESS & set(path.parts)] == []


def test_no_queryset_is_built_at_import_time():
    """It would be frozen in the language of that moment."""
    found = []
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                found += [f"{path}:{line}" for line in _built_querysets(node)]
    assert found == []


def _built_querysets(node: ast.ClassDef) -> list[int]:
    assigned = [child for child in node.body if isinstance(child, ast.Assign | ast.AnnAssign) and child.value]
    return [child.lineno for child in assigned if ".objects." in ast.unparse(child.value) + "."]


def test_no_view_carries_a_queryset():
    views = []

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            else:
                views.append(
                    getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
                )

    walk(get_resolver().url_patterns)
    assert [view for view in views if getattr(view, "queryset", None) is not None] == []


def test_coverage_is_excluded_nowhere():
    marked = [path for path in _modules() if "pragma: no cover" in path.read_text()]
    assert marked == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_what_is_committed_holds_no_compiled_files():
    listed = subprocess.run(
        [shutil.which("git"), "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    assert [name for name in listed if name.endswith((".mo", ".pyc", ".sqlite3"))] == []
