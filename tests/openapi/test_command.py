"""The description that is kept with the code."""

import json

import pytest
from django.core.management import CommandError, call_command


def test_it_is_written_and_is_then_what_the_code_says(tmp_path, capsys):
    kept = tmp_path / "docs" / "v1.json"
    call_command("openapi", output=kept)
    call_command("openapi", check=True, output=kept)
    assert capsys.readouterr().out.splitlines() == ["v1.json was written.", "v1.json is what the code says."]


def test_it_is_the_same_wherever_it_is_written(tmp_path, settings):
    texts = []
    for site in ("http://127.0.0.1:8000", "https://portal.example"):
        settings.SITE_URL, settings.SITE_NAME = site, site
        call_command("openapi", output=tmp_path / "v1.json")
        texts.append((tmp_path / "v1.json").read_text())
    assert texts[0] == texts[1]
    assert '"url": "https://sala.example"' in texts[0]


def test_what_was_never_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="has not been written yet"):
        call_command("openapi", check=True, output=tmp_path / "v1.json")


def test_a_difference_is_shown(tmp_path):
    kept = tmp_path / "v1.json"
    call_command("openapi", output=kept)
    kept.write_text(kept.read_text().replace('"Where everything is."', '"Where all is."', 1))
    with pytest.raises(CommandError) as refused:
        call_command("openapi", check=True, output=kept)
    assert "Where all is." in str(refused.value)
    assert "Users would miss" not in str(refused.value)


def test_what_users_would_miss_is_not_written_over(tmp_path):
    kept = tmp_path / "v1.json"
    call_command("openapi", output=kept)
    document = json.loads(kept.read_text())
    document["components"]["schemas"]["CaseStudy"]["properties"]["gone"] = {"type": "string"}
    kept.write_text(json.dumps(document))
    with pytest.raises(CommandError, match=r"CaseStudy\.gone: removed"):
        call_command("openapi", output=kept)
    assert json.loads(kept.read_text()) == document
