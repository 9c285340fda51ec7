"""Did you mean: words of what is published that are like a misspelt one.

Symmetric deletion (SymSpell): two words are at most two steps apart only where both, without up to two letters each,
leave the same. What is left of a word's beginning is looked up, so that it takes one statement on any database.
"""

from collections.abc import Iterable
from itertools import combinations

from django.db import DEFAULT_DB_ALIAS, connections

from portal.search import text as texts
from portal.search.backends import backend_of
from portal.search.tables import SearchVariant, SearchWord

SHORTEST, LONGEST = 4, 30  # letters of a word
BEGINNING = 7  # letters of which variants are made
FAR = 6  # letters from which on two steps are forgiven, not one
BATCH = 400
WRITE = "INSERT INTO portal_searchvariant (variant, word) VALUES"


def words(*said: str) -> dict[str, str]:
    """The words of these texts that may be meant: folded → as written."""
    return {
        folded: written
        for text in said
        for folded, written in texts.words(text)
        if SHORTEST <= len(folded) <= LONGEST and folded.isalpha()
    }


def learn(known: dict[str, str], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Keep words that are not yet known."""
    rows = SearchWord.objects.using(using)
    several = sorted(known)
    for start in range(0, len(several), BATCH):
        some = several[start : start + BATCH]
        there = set(rows.filter(folded__in=some).values_list("folded", flat=True))
        new = [folded for folded in some if folded not in there]
        rows.bulk_create([SearchWord(folded=folded, written=known[folded].lower()[:100]) for folded in new])
        _write_variants(new, using)


def _write_variants(words: list[str], using: str) -> None:
    """Some twenty rows a word: without the ORM it takes a tenth of the time."""
    rows = [(variant, word) for word in words for variant in sorted(variants(word))]
    with connections[using].cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            values = [value for row in some for value in row]
            cursor.execute(f"{WRITE} {', '.join(['(%s, %s)'] * len(some))}", values)


def forget(gone: Iterable[str], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Drop those of these words that stand nowhere any more."""
    connection = connections[using]
    several = sorted(gone)
    for start in range(0, len(several), BATCH):
        with connection.cursor() as cursor:
            lost = backend_of(connection).missing(cursor, several[start : start + BATCH])
        SearchWord.objects.using(using).filter(folded__in=lost).delete()
        left = {variant for word in lost for variant in variants(word)}
        SearchVariant.objects.using(using).filter(variant__in=left, word__in=lost).delete()


def clear(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Forget all words."""
    SearchVariant.objects.using(using).all().delete()
    SearchWord.objects.using(using).all().delete()


def meant(misspelt: Iterable[str], *, using: str = DEFAULT_DB_ALIAS) -> dict[str, list[str]]:
    """What each of these words may have meant, nearest first; words that are known are left out."""
    asked = {word: variants(word) for word in misspelt if SHORTEST <= len(word) <= LONGEST and word.isalpha()}
    if not asked:
        return {}
    wanted = set().union(*asked.values())
    rows = SearchVariant.objects.using(using).filter(variant__in=wanted).values_list("variant", "word")
    found: dict[str, set[str]] = {}
    for variant, word in rows:
        found.setdefault(variant, set()).add(word)
    meant = {}
    for word, own in asked.items():
        candidates = set().union(*(found.get(variant, ()) for variant in own))
        if word in candidates:
            continue
        near = sorted((distance(word, other), _unlike(word, other), other) for other in candidates)
        meant[word] = [other for steps, _unlike, other in near if steps <= forgiven(word)]
    return meant


def written(folded: Iterable[str], *, using: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """Words as they are written, accents and all."""
    return dict(
        SearchWord.objects.using(using).filter(folded__in=set(folded)).values_list("folded", "written")
    )


def forgiven(word: str) -> int:
    """How many steps a misspelt word may be away."""
    return 2 if len(word) >= FAR else 1


def variants(word: str) -> set[str]:
    """The word's beginning, and what is left of it without one or two of its letters."""
    beginning = word[:BEGINNING]
    found = {beginning}
    for lost in range(1, forgiven(word) + 1):
        for kept in combinations(beginning, len(beginning) - lost):
            found.add("".join(kept))
    return found


def distance(first: str, second: str) -> int:
    """Steps from one word to the other: a letter more, less, another, or two neighbours exchanged."""
    before, last = [], list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            steps = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                steps = min(steps, before[j - 2] + 1)
            row.append(steps)
        before, last = last, row
    return last[-1]


def _unlike(word: str, other: str) -> tuple[bool, bool, bool, int]:
    """Of two words as near, the likelier: of the same letters, the same first, the same last one, the same length."""
    same = sorted(word) == sorted(other)
    return not same, word[0] != other[0], word[-1] != other[-1], abs(len(word) - len(other))
