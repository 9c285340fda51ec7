"""Writing to an index and asking it, in a line each."""

from portal.search.finding import match
from portal.search.index import Text, put
from portal.search.query import parse
from portal.search.relaxing import find
from portal.search.tables import SearchText, SearchWord


def said(title: str = "", body: str = "", language: str = "en", **more) -> Text:
    """A text."""
    return Text(language, title, body, **more)


def fill(using: str, *texts: Text) -> None:
    """Index texts, the first as thing 1, the next as thing 2."""
    put({number: [text] for number, text in enumerate(texts, 1)}, using=using)


def holding(query: str, using: str) -> list[int]:
    """The things that hold what is asked for, in the order of their numbers."""
    return sorted(set(match(parse(query), using=using).numbers))


def ranked(query: str, using: str, language: str = "") -> list[int]:
    """The things that are found, the best first."""
    return [hit.number for hit in find(parse(query), using=using).ranked(language)]


def words(using: str) -> list[str]:
    """The words that may be meant, as they are written."""
    return sorted(SearchWord.objects.using(using).values_list("written", flat=True))


def bodies(using: str) -> list[str]:
    """What stands in the rows, in their order."""
    return list(SearchText.objects.using(using).order_by("pk").values_list("body", flat=True))
