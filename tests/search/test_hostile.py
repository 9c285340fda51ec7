"""Whatever is typed, nothing breaks: not the query, not a database, not an excerpt."""

import random

import pytest

from portal.catalogue.asking import ask
from portal.search.excerpts import excerpt, marked
from portal.search.index import put, remove
from portal.search.query import LONGEST, parse
from portal.search.relaxing import find
from tests.search.indexing import said
from tests.search.library import BODIES, library

SEED, ALL = 20260103, 20_000
PIECES = (
    *(
        '"',
        "“",
        "”",
        "«",
        "'",
        "''",
        "`",
        "\\",
        "\\'",
        '\\"',
        "-",
        "--",
        "−",
        "*",
        "**",
        ":*",
        ":*A",
        ":",
        "^",
        "+",
        "~",
        "|",
        "&",
    ),
    *(
        "!",
        "(",
        ")",
        "((((",
        "{",
        "}",
        "{t}:",
        "{title body} :",
        "title:",
        "<->",
        "<2>",
        "<",
        ">",
        "@@",
        "%",
        "%s",
        "%(a)s",
        "%%",
    ),
    *(
        "NEAR",
        "NEAR(a b, 2)",
        "AND",
        "OR",
        "NOT",
        "NULL",
        "' OR 1=1 --",
        "; DROP TABLE search_index;",
        "{{",
        "{%",
        "</script>",
    ),
    *(
        "\x00",
        "\x01",
        "\x1a",
        "\x7f",
        "\n",
        "\r",
        "\t",
        "\u2028",
        "\u00a0",
        "\u3000",
        "\ufffe",
        "\uffff",
        "\ud800",
        "\udfff",
    ),
    *(
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u202e",
        "\u2066",
        "\u0301",
        "\u0316",
        "\u20dd",
        "\ufe0f",
    ),
    *(
        "\u0e31",
        "\u0e34",
        "\u0e33",
        "\u0e49",
        "\u0eb4",
        "\u0ec9",
        "\u17d2",
        "\u17b7",
        "\u1039",
        "\u103a",
        "\u1037",
        "\u102d",
    ),
    *("·", "·*", "ก·", "\u3099", "\uff9e", "\u1161", "\u11a8", "\u3164", "\uffa0"),
    *(
        "🙂",
        "\U0001f469\u200d\U0001f467",
        "🇹🇭",
        "שלום",
        "مرحبا",
        "ﷺ",
        "नमस्ते",
        "\U0001d543\U0001d552",
        "½",
        "Ǆ",
        "ﬃ",
        "İ",
        "ẞ",
        "Ω",
        "०१२",
    ),
    *(
        "land",
        "Land",
        "office",
        "e-filing",
        "100,000",
        "v1.2",
        "a",
        "aa",
        "x" * 70,
        "ก" * 60,
        "က\u1039" * 40,
        "e\u0301" * 50,
    ),
    *("ที่ดิน", "น้ำ", "ເງິນ", "ដីធ្លី", "ရေ", "မြန်မာ", "토지", "등", "đăng ký", "hoá", "土地", "ﾄｳｷｮｳ", "とち"),
)
LETTERS = [piece[0] for piece in PIECES] + [chr(point) for point in range(0x20, 0x7F)]


def _hostile(chance: random.Random) -> str:
    """A string that nobody types by accident."""
    way = chance.random()
    if way < 0.6:
        between = chance.choice(("", " ", ""))
        return between.join(chance.choice(PIECES) for _number in range(chance.randint(1, 14)))
    if way < 0.8:
        return "".join(chance.choice(LETTERS) for _number in range(chance.randint(1, 60)))
    if way < 0.9:
        text = chance.choice(chance.choice(list(BODIES.values())))
        at = chance.randrange(len(text))
        return text[at : at + 30] + chance.choice(PIECES) + text[at + 30 : at + 60]
    return chance.choice(PIECES) * chance.randint(1, 60)


def _strings(config, every: int = 1) -> list[str]:
    """A tenth of them, or with `--full` all; cut to what a query may have, but for a few."""
    chance = random.Random(SEED)  # noqa: S311 - to be repeated
    number = ALL if config.getoption("--full") else ALL // 10
    return [_hostile(chance)[:LONGEST] for _number in range(number)][::every]


@pytest.mark.parametrize(
    ("vendor", "every"), [("sqlite", 1), pytest.param("postgresql", 5, marks=pytest.mark.postgres)]
)
def test_nothing_that_is_typed_breaks_a_search(vendor, every, indexes, pytestconfig):
    texts = [text.body for several in library().values() for text in several]
    strings = _strings(pytestconfig, every)
    with indexes(vendor) as alias:
        put(library(), using=alias)
        for number, text in enumerate(strings):
            query = parse(text)
            for asked in (query, query.as_typed_so_far()):
                hits = find(asked, using=alias).ranked("th")
                assert len({hit.number for hit in hits}) == len(hits)
            excerpt(query, texts[number % len(texts)])
            assert "".join(piece.text for piece in marked(query, text).pieces) == text


def test_nothing_that_is_published_breaks_the_index(index, pytestconfig):
    # No database keeps these three: they are refused where texts are entered.
    strings = [text.translate(dict.fromkeys((0, 0xD800, 0xDFFF))) for text in _strings(pytestconfig, 5)]
    for start in range(0, len(strings), 100):
        some = strings[start : start + 100]
        put(
            {
                start + at: [said(text, text * 3, names=(text,), labels=(text,))]
                for at, text in enumerate(some)
            },
            using=index,
        )
    for number, text in enumerate(strings[:200]):
        query = parse(text)
        if query and not query.unwanted and not query.is_cut and '"' not in text and "*" not in text:
            assert number in find(query, using=index).numbers
    remove(range(len(strings)), using=index)


@pytest.mark.django_db
def test_nothing_that_is_typed_breaks_the_portals_own_search(pytestconfig):
    for text in _strings(pytestconfig, 20):
        assert ask(text).text == text
