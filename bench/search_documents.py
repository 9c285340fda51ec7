"""Documents and questions to measure the search with: the same ones for the same seed.

Sentences are the project's own texts, those of its pages (`locale/`) and of its opening content (`content/`), some
of them joined from the halves of two. Names are invented: without them a vocabulary would not grow with the number
of documents, as every real one does. Labels are the names of topics and countries in all languages.
"""

import random
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

import yaml
from babel.messages.pofile import read_po

from portal.search.index import Text
from portal.search.text import CLUSTER, PIECE, fold_word, words

ROOT = Path(__file__).resolve().parent.parent
CODES = ("en", "th", "lo", "km", "my", "vi", "id", "ms", "fil", "ko")
UNSPACED, SPACED = ("th", "lo", "km", "my"), ("en", "vi", "id", "ms", "fil", "ko")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>|https?://\S+")
SHORTEST, LONGEST = 25, 350  # characters of a sentence
END = re.compile(r"(?<=[.!?။។])\s+|\n+")
MEAN, SHAPE = 560, 3.0  # characters of a body: a gamma distribution
SKEW = 0.75  # of Zipf's law for sentences: the n-th is drawn n ** -SKEW as often as the first
JOINED, NAMED = 0.5, 0.7  # sentences made of two, and those with an invented name
NAMES, SKEW_OF_NAMES = 30_000, 0.9  # in each language
WIDESPREAD = ("ASEAN", "2025")  # each in about half of all documents, whatever the language


@dataclass(frozen=True)
class Question:
    """What is asked, and of which kind it is."""

    kind: str
    text: str


class Zipf:
    """Draws numbers from 0 on, the first ones far more often."""

    def __init__(self, count: int, skew: float):
        self.sums = list(accumulate((place + 1) ** -skew for place in range(count)))

    def draw(self, draw: random.Random) -> int:
        """One of them."""
        return bisect(self.sums, draw.random() * self.sums[-1])


class Documents:
    """Documents by their number."""

    def __init__(self, seed: int = 1):
        self.seed = seed
        self.sentences = _sentences()
        for several in self.sentences.values():
            random.Random(seed).shuffle(several)  # noqa: S311 - nothing secret is drawn
        self.zipf = {code: Zipf(len(several), SKEW) for code, several in self.sentences.items()}
        self.names = Zipf(NAMES, SKEW_OF_NAMES)
        self.topics, self.countries = _names("topics.yaml"), _names("countries.yaml")
        self.popular = Zipf(len(self.topics), 0.5), Zipf(len(self.countries), 1.0)

    def text(self, number: int) -> Text:
        """The document with this number."""
        draw = random.Random(f"{self.seed}-{number}")  # noqa: S311
        code = CODES[number % len(CODES)]
        wanted, said, length = draw.gammavariate(SHAPE, MEAN / SHAPE), [], 0
        while not said or length < wanted:
            said.append(self._sentence(code, draw))
            length += len(said[-1]) + 1
        said += [word for word in WIDESPREAD if draw.random() < 0.5]  # noqa: PLR2004
        draw.shuffle(said)
        subjects = [self.topics[self.popular[0].draw(draw)] for _number in range(draw.choice((1, 1, 2)))]
        subjects.append(self.countries[self.popular[1].draw(draw)])
        own = [names[code] for names in subjects]
        others = [names[other] for names in subjects for other in CODES if other != code]
        return Text(
            code, self._sentence(code, draw)[:90], " ".join(said), own_labels=tuple(own), labels=tuple(others)
        )

    def texts(self, first: int, last: int) -> dict[int, list[Text]]:
        """Several, as they are indexed; numbers of things begin with 1."""
        return {number + 1: [self.text(number)] for number in range(first, last)}

    def _sentence(self, code: str, draw: random.Random) -> str:
        sentence = self.sentences[code][self.zipf[code].draw(draw)]
        if draw.random() < JOINED:
            other = self.sentences[code][self.zipf[code].draw(draw)]
            sentence = f"{_half(sentence, last=False)}{_half(other, last=True)}"
        if draw.random() < NAMED:
            name = _name(code, self.names.draw(draw), self._syllables(code))
            sentence = f"{name} {sentence}" if draw.random() < 0.5 else f"{sentence} {name}"  # noqa: PLR2004
        return sentence

    @cache  # noqa: B019 - one of them lives as long as the bench
    def _syllables(self, code: str) -> tuple[str, ...]:
        """What names are made of: clusters of the language, or the beginnings of its words."""
        found: dict[str, int] = {}
        for sentence in self.sentences[code]:
            for piece in PIECE.finditer(sentence):
                parts = CLUSTER.findall(piece.group()) if piece.lastindex else [piece.group().lower()[:3]]
                for part in parts:
                    found[part] = found.get(part, 0) + 1
        return tuple(sorted(found, key=lambda part: (-found[part], part))[:300])

    @cached_property
    def common(self) -> dict[str, list[str]]:
        """By language, the words that most of its sentences hold: its stop words, as it were."""
        found = {}
        for code, several in self.sentences.items():
            counts: dict[str, int] = {}
            for sentence in several:
                for word in {folded for folded, _written in words(sentence)}:
                    counts[word] = counts.get(word, 0) + 1
            found[code] = sorted(counts, key=lambda word: (-counts[word], word))[:10]
        return found

    def questions(self, count: int, most: int) -> list[Question]:
        """So many questions, to which some of the first `most` documents are answers."""
        draw = random.Random(f"{self.seed}-questions")  # noqa: S311
        kinds = [
            *("run of 2", "run of 3", "run of 5") * 3,
            *("1 word", "2 words", "3 words") * 2,
            *("phrase", "phrase", "prefix", "prefix"),
            *("label", "label", "label"),
            *("common", "widespread", "widespread"),
        ]
        found = []
        while len(found) < count:
            kind = kinds[len(found) % len(kinds)]
            if text := self._question(kind, draw, most):
                found.append(Question(kind, text))
        return found

    def _question(self, kind: str, draw: random.Random, most: int) -> str | None:
        if kind == "widespread":
            word = draw.choice(WIDESPREAD)
            return word if draw.random() < 0.5 else f"{word} {draw.choice(self.common['en'])}"  # noqa: PLR2004
        if kind == "common":
            return draw.choice(self.common[draw.choice(SPACED)])
        if kind == "label":
            text = self.text(draw.randrange(most))
            return f"{text.own_labels[0]} {draw.choice(text.labels[1 - len(CODES) :])}"
        return self._part(kind, draw, most)

    def _part(self, kind: str, draw: random.Random, most: int) -> str | None:
        """What stands in some document: a run of clusters, a phrase, the beginning of a word, words."""
        code = draw.choice(UNSPACED if kind.startswith("run") else SPACED)
        body = self.text(draw.randrange(most // len(CODES)) * len(CODES) + CODES.index(code)).body
        if kind.startswith("run"):
            return _run(body, int(kind.removeprefix("run of ")), draw)
        several = [piece.group() for piece in PIECE.finditer(body) if len(fold_word(piece.group())) > 1]
        if kind == "phrase":
            spaced = body.replace('"', "").split()
            at = draw.randrange(len(spaced))
            return f'"{" ".join(spaced[at : at + draw.choice((2, 3))])}"'
        if kind == "prefix":
            return f"{draw.choice(several)[:4]}*"
        return " ".join(draw.sample(several, min(int(kind[0]), len(several))))


def _run(text: str, clusters: int, draw: random.Random) -> str | None:
    runs = [CLUSTER.findall(piece.group()) for piece in PIECE.finditer(text) if piece.lastindex]
    runs = [run for run in runs if len(run) >= clusters]
    if not runs:
        return None
    run = draw.choice(runs)
    at = draw.randrange(len(run) - clusters + 1)
    return "".join(run[at : at + clusters])


def _half(sentence: str, *, last: bool) -> str:
    """A half, cut between two words or, where there is no space, two clusters."""
    middle = len(sentence) // 2
    cut = sentence.find(" ", middle) + 1
    if not cut:
        ends = [place.end() for place in CLUSTER.finditer(sentence)]
        cut = next(end for end in ends if end >= middle)
    return sentence[cut:] if last else sentence[:cut]


@cache
def _name(code: str, number: int, syllables: tuple[str, ...]) -> str:
    draw = random.Random(f"{code}-{number}")  # noqa: S311
    name = "".join(
        draw.choices(syllables, k=draw.choice((3, 4)) if code in UNSPACED else draw.choice((2, 3)))
    )
    return name.capitalize() if name.isascii() else name


def _sentences() -> dict[str, list[str]]:
    """All that is long enough to be one, by language, each once."""
    found: dict[str, dict[str, None]] = {code: {} for code in CODES}

    def keep(code: str, text: str) -> None:
        for sentence in END.split(PLACEHOLDER.sub("", text)):
            if SHORTEST <= len(sentence := " ".join(sentence.split())) <= LONGEST:
                found[code][sentence] = None

    for code, text in (*_messages(), *_content()):
        keep(code, text)
    return {code: list(several) for code, several in found.items()}


def _messages() -> Iterator[tuple[str, str]]:
    for code in CODES[1:]:
        with (ROOT / "locale" / code / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
            for message in read_po(catalogue):
                ids, strings = (
                    [text] if isinstance(text, str) else list(text) for text in (message.id, message.string)
                )
                yield from (("en", text) for text in ids if message.id)
                yield from ((code, text) for text in strings if message.id and text)


def _content() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        yield from _said(yaml.load(path.read_text(), yaml.CSafeLoader), "")


def _said(node, code: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            if code or isinstance(value, dict) or not isinstance(value, str):
                yield from _said(value, name if name in CODES and isinstance(value, dict) else code)
    elif isinstance(node, list):
        for value in node:
            yield from _said(value, code)
    elif isinstance(node, str) and code:
        yield code, node


def _names(file: str) -> list[dict[str, str]]:
    """What these records are called in all ten languages."""
    said = yaml.load((ROOT / "content" / file).read_text(), yaml.CSafeLoader)
    named = [{code: texts["name"] for code, texts in one["texts"].items()} for one in said["records"]]
    return [names for names in named if set(CODES) <= set(names)]
