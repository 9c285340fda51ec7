"""Queries cut out of real texts by a fixed rule find the texts in which they stand, in every script without spaces."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from portal.search.evaluation import SHOWN
from portal.search.index import Text, put
from portal.search.query import parse
from portal.search.relaxing import find
from portal.search.scratch import scratch_index
from portal.search.text import units

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = {"th": "THAI", "lo": "LAO", "km": "KHMER", "my": "MYANMAR", "ko": "HANGUL"}
QUERIES, LEAST = 30, 0.95
SHORTEST, LENGTHS = 12, (2, 3, 4, 5, 6)  # clusters of a sentence, and of what is cut from it


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


@cache
def _everything() -> tuple[str, ...]:
    """Every text of the catalogues and of the opening content."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = set()
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        found |= set(_texts(yaml.load(path.read_text(encoding="utf-8"), loader)))  # noqa: S506 - safe loaders
    for path in sorted((ROOT / "locale").rglob("*.po")):
        with path.open("rb") as file:
            found |= {text for message in read_po(file) for text in _texts(message.string) if message.id}
    return tuple(sorted(found))


@cache
def sentences(language: str) -> tuple[str, ...]:
    """The texts that begin in the script of a language, in their order."""
    script = SCRIPTS[language]

    def is_of_it(text: str) -> bool:
        letter = next((letter for letter in text if unicodedata.category(letter) == "Lo"), " ")
        return unicodedata.name(letter, "").startswith(script)

    return tuple(text for text in _everything() if is_of_it(text))


def cuts(language: str) -> list[str]:
    """Two to six clusters from the middle of every n-th sentence of some length: its middle cluster and those behind."""
    found = []
    long = [text for text in sentences(language) if len(list(units(text))) >= SHORTEST]
    for number, text in enumerate(long[:: max(1, len(long) // QUERIES)][:QUERIES]):
        several = [unit for unit in units(text) if "·" in unit.token]
        middle = len(several) // 2
        length = LENGTHS[number % len(LENGTHS)]
        # No further than the run goes on.
        end = next(
            (at for at in range(middle, middle + length - 1) if several[at].token.endswith("·")),
            middle + length - 1,
        )
        found.append(text[several[middle].start : several[end].middle])
    return found


@pytest.fixture(scope="module")
def library(django_db_blocker):
    """All sentences of all scripts in one index, each as a document."""
    with django_db_blocker.unblock(), scratch_index("sqlite") as alias:
        documents = [(language, text) for language in SCRIPTS for text in sentences(language)]
        put(
            {number: [Text(language, "", text)] for number, (language, text) in enumerate(documents)},
            using=alias,
        )
        yield alias, documents


@pytest.mark.parametrize("language", SCRIPTS)
def test_what_is_cut_out_of_a_sentence_finds_the_sentences_that_hold_it(language, library, capsys):
    alias, documents = library
    queries = cuts(language)
    assert len(queries) == QUERIES
    shares = {}
    for query in queries:
        expected = {number for number, (_language, text) in enumerate(documents) if query in text}
        found = [hit.number for hit in find(parse(query), using=alias).ranked()[:SHOWN]]
        shares[query] = len(expected.intersection(found)) / min(len(expected), SHOWN)
    recall = sum(shares.values()) / len(shares)
    missed = {query: share for query, share in shares.items() if share < 1}
    with capsys.disabled():
        print(f"\n{language}: {len(sentences(language))} sentences, recall@10 {recall:.3f}", missed or "")  # noqa: T201
    assert recall >= LEAST
