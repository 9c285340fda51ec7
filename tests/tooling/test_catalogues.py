"""Catalogues are complete: no message missing or fuzzy, placeholders kept, each in its language's script."""

import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command

from portal.languages.codes import CODES, DEFAULT

ROOT = Path(__file__).resolve().parent.parent.parent
TRANSLATED = [code for code in CODES if code != DEFAULT]
SOURCES = ("portal", "knowledge", "conferences", "templates")
SCRIPTS = {"th": "THAI", "lo": "LAO", "km": "KHMER", "my": "MYANMAR", "ko": "HANGUL"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# Names that every language writes alike, and words that a language really shares with English.
SAME = {"Wikidata", "EuroVoc"}
WORDS = {"Status", "Status %(status)s", "Format: %(value)s"}
SHARED = {
    "id": {"Moderator", "status", "Sponsor", "Regulator", "Evaluator", "label", "Administrator"} | WORDS,
    "ms": {"Moderator", "status", "label", "unit"} | WORDS,
    "fil": {"Format: %(value)s"},
}


def _messages(code: str):
    with (ROOT / "locale" / code / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _texts(message) -> tuple[str, list[str]]:
    plural = isinstance(message.id, tuple | list)
    return (message.id[0], list(message.string)) if plural else (message.id, [message.string])


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_message_is_missing_or_fuzzy(code):
    messages = _messages(code)
    assert len(messages) > 700
    assert [message.id for message in messages if message.fuzzy or not all(_texts(message)[1])] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_are_those_of_the_original(code):
    wrong = []
    for message in _messages(code):
        original, texts = _texts(message)
        wrong += [
            text for text in texts if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(original))
        ]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_message_is_left_in_english(code):
    allowed = SAME | SHARED.get(code, set())
    assert {original for original, texts in map(_texts, _messages(code)) if original in texts} <= allowed


@pytest.mark.parametrize("code", SCRIPTS)
def test_every_message_has_a_letter_of_its_script(code):
    def is_own(text: str) -> bool:
        return any(SCRIPTS[code] in unicodedata.name(letter, "") for letter in text)

    latin = [original for original, texts in map(_texts, _messages(code)) if not all(map(is_own, texts))]
    assert set(latin) <= SAME


def test_catalogues_hold_the_same_messages():
    ids = {
        code: {(message.context, _texts(message)[0]) for message in _messages(code)} for code in TRANSLATED
    }
    assert [code for code in TRANSLATED if ids[code] != ids["th"]] == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not there")
def test_every_message_of_code_and_templates_is_in_the_catalogues(settings, tmp_path, monkeypatch):
    ignored = shutil.ignore_patterns("migrations", "__pycache__")
    for name in SOURCES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    target = tmp_path / "locale" / "th" / "LC_MESSAGES"
    target.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=["th"], verbosity=0)
    with (target / "django.po").open("rb") as file:
        extracted = {(message.context, _texts(message)[0]) for message in read_po(file) if message.id}
    known = {(message.context, _texts(message)[0]) for message in _messages("th")}
    assert extracted == known
