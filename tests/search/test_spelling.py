"""Did you mean: the words of what is published that are like the one typed."""

import random
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from portal.search import spelling
from portal.search.index import put, remove
from portal.search.spelling import distance, forgiven, meant, variants, written
from tests.search.indexing import fill, said, words
from tests.texts import texts_within

CONTENT = Path(__file__).resolve().parents[2] / "content"
SEED, TYPOS, LEAST = 20260102, 600, 0.85
WORDS = st.text("abcdeé", min_size=1, max_size=12)


@cache
def plain_distance(one: str, other: str) -> int:
    """Optimal string alignment, by its definition."""
    if not one or not other:
        return len(one) + len(other)
    steps = [
        plain_distance(one[:-1], other) + 1,
        plain_distance(one, other[:-1]) + 1,
        plain_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        steps.append(plain_distance(one[:-2], other[:-2]) + 1)
    return min(steps)


@given(WORDS, WORDS)
@example("registry", "registery")
@example("ab", "ba")
@example("ca", "abc")
def test_the_distance_is_that_of_its_definition(one, other):
    assert distance(one, other) == distance(other, one) == plain_distance(one, other)


def _changed(word: str, chance: random.Random) -> str:
    """The word after one slip: a letter left out, another, one more, two exchanged."""
    at = chance.randrange(len(word))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    slip = chance.choice(("less", "other", "more", "exchanged"))
    if slip == "less":
        return word[:at] + word[at + 1 :]
    if slip == "other":
        return word[:at] + letter + word[at + 1 :]
    if slip == "more":
        return word[:at] + letter + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@given(st.text("abcdefgh", min_size=6, max_size=14), st.randoms(use_true_random=False))
def test_words_that_are_near_leave_the_same_variants(word, chance):
    # Of a word with six letters or more two steps are forgiven; its likes have to meet it in what is left of both.
    near = _changed(_changed(word, chance), chance)
    if len(near) >= spelling.FAR:
        assert variants(word) & variants(near)


def test_variants_are_what_is_left_of_the_beginning():
    assert variants("abcd") == {"abcd", "bcd", "acd", "abd", "abc"}
    assert len(variants("abcdefghij")) == 1 + 7 + 21
    assert max(map(len, variants("abcdefghij"))) == 7
    assert [forgiven("a" * length) for length in (4, 5, 6, 30)] == [1, 1, 2, 2]


@cache
def vocabulary() -> tuple[str, ...]:
    """The words of the opening content that may be meant, folded."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    said_there = []
    for path in sorted(CONTENT.rglob("*.yaml")):
        said_there += texts_within(yaml.load(path.read_text(encoding="utf-8"), loader))  # noqa: S506 - safe loaders
    return tuple(sorted(spelling.words(*said_there)))


def test_most_misspelt_words_are_understood(sqlite_index, capsys):
    known, chance = vocabulary(), random.Random(SEED)  # noqa: S311 - to be repeated
    assert len(known) > 2000
    spelling.learn(dict(zip(known, known, strict=True)), using=sqlite_index)
    typos: dict[str, str] = {}
    while len(typos) < TYPOS:
        word = chance.choice(known)
        typo = _changed(word, chance)
        if len(word) > 8 and chance.random() < 0.25:
            typo = _changed(typo, chance)
        if typo not in known and len(typo) >= spelling.SHORTEST:
            typos[typo] = word
    found = meant(typos, using=sqlite_index)
    right = sum(found[typo][:1] == [word] for typo, word in typos.items())
    with capsys.disabled():
        print(f"\n{len(known)} words, {TYPOS} typos: {right / TYPOS:.3f} understood at once")  # noqa: T201 - a figure
    assert right / TYPOS >= LEAST


def test_the_nearest_comes_first(index):
    fill(index, said("registry register registers regiment minister"))
    assert meant(["registr"], using=index) == {"registr": ["register", "registry", "registers"]}


@pytest.mark.parametrize(
    "word", ["registry", "rgy", "a", "", "x" * 31, "2564", "e-filing", "'; DROP TABLE", "\x00abcd"]
)
def test_what_is_known_or_no_word_is_left_alone(word, index):
    fill(index, said("registry"))
    assert meant([word], using=index) == {}


def test_a_word_that_is_like_none_has_no_likes(index):
    fill(index, said("registry"))
    assert meant(["zanzibar", "registri"], using=index) == {"zanzibar": [], "registri": ["registry"]}


def test_accents_are_given_back(index):
    fill(index, said("Nghĩa vụ", "Trường hợp đặc biệt", "vi"))
    assert meant(["truongg"], using=index) == {"truongg": ["truong"]}
    assert written(["truong", "nghia", "zanzibar"], using=index) == {"truong": "trường", "nghia": "nghĩa"}


def test_short_words_of_vietnamese_get_their_accents_back_too(index):
    fill(index, said("Đăng ký đất đai", "", "vi"))
    assert meant(["dagn"], using=index) == {"dagn": ["dang"]}
    assert written(["dang"], using=index) == {"dang": "đăng"}


def test_only_words_of_spaced_scripts_are_kept(index):
    fill(index, said("ที่ดิน Registry 2564 abc ab1cd " + "x" * 31, "토지 등록 land", "th"))
    assert words(index) == ["land", "registry"]


def test_a_word_is_kept_as_it_was_first_written(index):
    for number, title in enumerate(("Đăng", "dang", "DÁNG")):
        put({number: [said(title)]}, using=index)
    assert words(index) == ["đăng"]


def test_words_of_what_is_withdrawn_are_forgotten(index):
    put({1: [said("Zanzibar", "registry")], 2: [said("Registry", labels=("Pemba",))]}, using=index)
    remove([1], using=index)
    assert words(index) == ["registry"]
    assert meant(["zanzibr"], using=index) == {"zanzibr": []}
