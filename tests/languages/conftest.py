"""Texts that the portal has in several languages."""

from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from tests.texts import texts_within

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def burmese_texts() -> set[str]:
    """Every Burmese text of the catalogue and of the opening content."""
    with (ROOT / "locale" / "my" / "LC_MESSAGES" / "django.po").open("rb") as file:
        found = {text for message in read_po(file) if message.id for text in texts_within([message.string])}
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        content = path.read_text(encoding="utf-8")
        if any("\u1000" <= letter <= "\u109f" for letter in content):
            found |= set(texts_within(yaml.load(content, getattr(yaml, "CSafeLoader", yaml.SafeLoader))))  # noqa: S506 - safe loaders
    return {text for text in found if any("\u1000" <= letter <= "\u109f" for letter in text)}
