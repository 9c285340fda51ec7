"""How well the search finds: a file of documents and questions, asked of an index of its own."""

from collections import defaultdict

from portal.search.index import Text, put
from portal.search.query import TooLong, parse
from portal.search.relaxing import find

SHOWN = 10  # results that count
BATCH = 500  # documents indexed at once


def index_documents(said: dict, *, using: str) -> list[str]:
    """Index a file's documents under their place in it; the list of their ids."""
    themes, countries = said.get("taxonomy_labels", {}), said.get("country_labels", {})
    ids, batch = [], {}
    for number, document in enumerate(said["documents"]):
        batch[number] = [_text(document, themes, countries)]
        ids.append(document["id"])
        if len(batch) == BATCH:
            put(batch, using=using)
            batch = {}
    put(batch, using=using)
    return ids


def _text(document: dict, themes: dict, countries: dict) -> Text:
    language = document.get("lang") or ""
    labels = themes.get(document.get("theme"), {})
    others = [label for code, label in labels.items() if code != language]
    others += [countries[document["country"]]] if document.get("country") in countries else []
    own = [label for label in (labels.get(language), document.get("agency")) if label]
    return Text(
        language,
        document.get("title") or "",
        document.get("body") or "",
        own_labels=tuple(own),
        labels=tuple(others),
    )


def evaluate(said: dict, *, using: str) -> dict:
    """Ask all of a file's queries; results and figures as documented for the command `search_eval`."""
    ids = index_documents(said, using=using)
    results = {}
    recall, languages, first, precision = defaultdict(list), defaultdict(list), [], []
    for query in said["queries"]:
        found = [ids[number] for number in _asked(query["q"], using)]
        results[query["id"]] = found
        expected = set(query["expected"])
        nothing = float(not found)  # right where nothing is expected
        share = len(expected.intersection(found)) / len(expected) if expected else nothing
        recall[query["split"]].append(share)
        languages[query["lang"]].append(share)
        if query["split"] != "core":
            continue
        place = next((number for number, name in enumerate(found, 1) if name in expected), None)
        first.append((1 / place if place else 0.0) if expected else nothing)
        right = len(expected.intersection(found)) / len(found) if found else 0.0
        precision.append(right if expected else nothing)
    return {
        "queries": len(said["queries"]),
        "recall10": _means(recall),
        "mrr": _mean(first),
        "precision10": _mean(precision),
        "per_language": _means(languages),
        "results": results,
    }


def _asked(text: str, using: str) -> list[int]:
    """The first things found; none where the text is too long to be searched."""
    try:
        return [hit.number for hit in find(parse(text), using=using).ranked()[:SHOWN]]
    except TooLong:
        return []


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _means(values: dict[str, list[float]]) -> dict[str, float]:
    return {name: _mean(several) for name, several in sorted(values.items())}
