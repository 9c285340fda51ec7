"""Invariants 4 and 11: stored bytes equal a fresh render, and only the publishing house writes them."""

import ast
import random
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.publishing.neighbours import catch_up
from portal.publishing.tables import Entry, Rendition
from tests.making import KINDS, rename

ROOT = Path(__file__).resolve().parent.parent.parent
TABLES = {"Entry", "Rendition", "Facet", "Reference"}
WRITING = {
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
    "save",
}


def _check() -> str:
    out = StringIO()
    call_command("rerender", "--check", stdout=out, stderr=out)
    return out.getvalue()


def test_fresh_render_equals_stored_bytes_after_a_random_history(make):
    dice = random.Random(7)  # noqa: S311 - a reproducible history, not a secret
    country, agencies = make.live("country"), [make.live("agency") for _number in range(3)]
    records = [
        make.live("case-study", country=country, lead_agency=dice.choice(agencies)) for _number in range(4)
    ]
    records += [make.live("conference", cases=records[:2], countries=[country], agencies=agencies[:1])]
    for step in range(15):
        record = dice.choice([*records, *agencies, country])
        record.refresh_from_db()
        make.published(make.kept(rename(record, f"Name {step}")))
    make.withdrawn(records[0])
    catch_up()
    assert "records equal a fresh render" in _check()


def test_check_finds_a_planted_difference(make):
    case = make.live("case-study")
    Rendition.objects.filter(entry__public_id=case.pk, language="en").update(card=b'{"title":"planted"}')
    with pytest.raises(CommandError, match="1 of 2 records differ"):
        _check()
    call_command("rerender", "--all", stdout=StringIO())
    assert b"planted" in bytes(Rendition.objects.get(entry__public_id=case.pk, language="en").card)


def test_many_citing_records_wait_for_the_worker_and_lose_nothing(make):
    agency = make.live("agency", name_en="Old name")
    country = make.live("country")
    cases = [make.live("case-study", country=country, lead_agency=agency, lessons=0) for _number in range(23)]
    make.published(make.kept(rename(agency, "New name")))
    assert Entry.objects.filter(stale=True).count() == 3
    call_command("worker", "--once")
    assert Entry.objects.filter(stale=True).count() == 0
    assert (
        Rendition.objects.filter(entry__public_id__in=[case.pk for case in cases], language="en").count()
        == 23
    )
    assert all(
        b"New name" in bytes(row.body) for row in Rendition.objects.filter(kind="case-study", language="en")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_publishing_again_changes_nothing(make, kind):
    record = make.live(kind)
    before = list(Entry.objects.order_by("row").values())
    make.published(record)
    assert list(Entry.objects.order_by("row").values()) == before


def test_only_the_publishing_house_writes_what_the_public_reads():
    writers = []
    for path in [
        *ROOT.glob("portal/**/*.py"),
        *ROOT.glob("knowledge/**/*.py"),
        *ROOT.glob("conferences/**/*.py"),
    ]:
        if "publishing" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITING
            ):
                named = {name.id for name in ast.walk(node.func) if isinstance(name, ast.Name)}
                writers += [f"{path.relative_to(ROOT)}:{node.lineno}"] if named & TABLES else []
    assert writers == []
