"""Lists: of the records of a kind, and of everything."""

from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode

import orjson
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from portal.api import negotiation
from portal.api.asking import ListAsked, list_asked
from portal.api.endpoint import Endpoint
from portal.api.expanding import expand
from portal.api.highlights import told, with_highlights
from portal.api.negotiation import CSV, LINES, MEDIA_TYPES
from portal.api.rows import as_csv, as_lines
from portal.api.selecting import chosen_of_record
from portal.api.translations import cards_with_translations, in_lists
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.counts import FacetCounts
from portal.catalogue.everything import EVERYTHING
from portal.catalogue.parameters import INTO, LANGUAGES, SUFFIXES
from portal.catalogue.record import Found, bodies_of
from portal.catalogue.results import Results, results_of
from portal.openapi.shapes import Tree, are_on_cards, card_tree, tree_of
from portal.publishing.addresses import with_site
from portal.publishing.numbers import portal_number
from portal.publishing.publication import Kind
from portal.publishing.renditions import from_bytes, to_bytes

SHOWN = 12  # digits of a query's digest in its ETag
# Other parameters that filter by a facet.
OTHERWISE = dict.fromkeys(LANGUAGES, (INTO, f"{INTO}__not", "fallback"))


class RecordList(Endpoint):
    """The records of a kind, as cards."""

    offered = MEDIA_TYPES

    def get(self, request: HttpRequest, kind: Kind) -> HttpResponse:
        """A page: `count`, `next`, `results`, and `facets` if they are asked for; or its results as rows."""
        asked = list_asked(kind.kind, request.META.get("QUERY_STRING", ""), self.header_language)
        form = asked.form or self.form_wanted(request)
        asked.check(form)
        seq = portal_number().value
        language = asked.question.code
        if asked.question.text:
            # Under the ETag of its bytes: the index also changes when no record does, as with a file's text. It is
            # not stored, here or elsewhere for long: there is no end of what can be typed.
            body, links = self._made(request, asked, form, seq)
            return self.hashed(language, body, form=form, links=links)
        suffix = "" if form == negotiation.JSON else form
        etag = f'W/"{seq}-{asked.query[:SHOWN]}{suffix}"'
        if unmodified := self.unmodified(request, etag, language):
            return unmodified
        # By the whole digest: of a part of it somebody might find another query that has the same.
        cache, key = caches["lists"], f"{settings.BUILD}:{seq}:{asked.query}:{suffix}"
        stored = cache.get(key)
        if stored is None:
            stored = self._made(request, asked, form, seq)
            cache.set(key, stored)
        body, links = stored
        return self.answer(etag, language, body, form=form, links=links)

    def _made(self, request: HttpRequest, asked: ListAsked, form: str, seq: int) -> tuple[bytes, str]:
        """The whole answer, and the links to the first and the next page."""
        question = asked.question.at(seq)
        page = results_of(question, asked.cursor, asked.limit, facets=asked.facets)
        following = _following(request, page.next_cursor)
        links = _links(request, following)
        if form == CSV:
            tree = asked.fields or card_tree(question.kind)
            # No more than the columns is read: nothing has to be chosen before.
            body = as_csv(_whole(asked, page), _columns(question.kind, tree), bom=asked.has_mark)
            return with_site(body, settings.SITE_URL), links
        items = _items(asked, page)
        if form == LINES:
            return with_site(as_lines(items), settings.SITE_URL), links
        envelope = _envelope(request, asked, question, items, page)
        return with_site(envelope, settings.SITE_URL), links


class Search(RecordList):
    """Everything public, as cards of all kinds."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """As a list of one kind, with the facet `type` besides."""
        return super().get(request, EVERYTHING)


def _items(asked: ListAsked, page: Results) -> list[bytes]:
    """What is answered for each result, with SITE in place of the site's address."""
    results = page.results
    if asked.needs_records:
        records = _records(asked, page)
        found = [orjson.dumps(record) for record in records]  # nobody stores them
        by_id = {result.item.public_id: result for result in results}
        results = [by_id[record["id"]] for record in records]
    else:
        items = [result.item for result in results]
        stored = [item.stored for item in items]
        found = cards_with_translations(items, asked.question.kind) if asked.has_translations else stored
    if asked.question.text:
        found = [with_highlights(*pair) for pair in zip(found, results, strict=True)]
    return found


def _records(asked: ListAsked, page: Results) -> list[dict]:
    """The results as they are answered where not the whole cards are."""
    records = _whole(asked, page)
    return records if asked.fields is None else [chosen_of_record(each, asked.fields) for each in records]


def _whole(asked: ListAsked, page: Results) -> list[dict]:
    """The same with all that they hold: cards, or whole records if these hold the fields; with SITE in place of the address."""
    kind, items = asked.question.kind, [result.item for result in page.results]
    is_whole = asked.fields is not None and not are_on_cards({item.kind for item in items}, asked.fields)
    found = bodies_of(items) if is_whole else items
    # Read as one list: each by itself would take longer.
    records = from_bytes(b"[%s]" % b",".join(item.stored for item in found))
    if is_whole:
        _add_extracts(records, {item.public_id: item for item in items}, asked.fields)
    if asked.has_translations:
        for record, texts in zip(records, in_lists(found, kind, whole=is_whole), strict=True):
            record["translations"] = texts
    expand(records, asked.expand, asked.question.code)
    return records


def _add_extracts(records: list[dict], cards: dict[str, Found], fields: Tree) -> None:
    """What cards have besides the records' own fields, as far as it was asked for; in place."""
    for record in records:
        if names := fields.keys() & Kind.of(record["type"]).card_extracts.keys():
            card = from_bytes(cards[record["id"]].stored)
            record |= {name: card[name] for name in names}


def _columns(kind: Kind, tree: Tree) -> Tree:
    """A tree down to the last names: what is asked for as a whole is spelt out."""

    def spelt(asked: Tree, known: Tree) -> Tree:
        return {name: spelt(asked[name] or inner, inner) for name, inner in known.items() if name in asked}

    return spelt(tree, tree_of(kind))


def _following(request: HttpRequest, cursor: str | None) -> str | None:
    return _address(request, {"cursor": cursor}) if cursor else None


def _address(request: HttpRequest, changes: dict[str, str], without: tuple[str, ...] = ()) -> str:
    """The address at hand with these parameters instead of its own, and at the list's beginning if none is a cursor."""
    kept = _query_without(request.META.get("QUERY_STRING", ""), ("cursor", *changes, *without))
    query = "&".join(filter(None, (kept, urlencode(changes))))
    return f"{settings.SITE_URL}{request.path}" + (f"?{query}" if query else "")


@lru_cache(maxsize=4096)
def _query_without(query: str, names: tuple[str, ...]) -> str:
    """A query without some parameters: an answer has up to a hundred links that differ only in what is added."""
    asked = parse_qsl(query, keep_blank_values=True)
    return urlencode([pair for pair in asked if pair[0] not in names])


def _links(request: HttpRequest, following: str | None) -> str:
    first = f'<{_address(request, {})}>; rel="first"'
    return f'<{following}>; rel="next", {first}' if following else first


def _envelope(
    request: HttpRequest, asked: ListAsked, question: Catalogue, items: list[bytes], page: Results
) -> bytes:
    count = to_bytes(question.count() if asked.is_counted else None)
    following = _following(request, page.next_cursor)
    whole = b'{"count":%s,"next":%s,"results":[%s]' % (count, to_bytes(following), b",".join(items))
    if question.asked:
        whole += b',"search":' + to_bytes(told(question.asked))
    if asked.facets:
        facets = {name: _facet(request, name, counts) for name, counts in page.facets.items()}
        whole += b',"facets":' + to_bytes(facets)
    return whole + b"}"


def _facet(request: HttpRequest, name: str, counts: FacetCounts) -> dict:
    # Its own filter did not count, in whatever form it stands there.
    own = (*(f"{name}__{suffix}".removesuffix("__") for suffix in SUFFIXES), *OTHERWISE.get(name, ()))
    address = _address(request, {}, without=("facets", *own))
    address += "&" if "?" in address else "?"
    buckets = [
        {
            "key": bucket.key,
            "label": bucket.label,
            "count": bucket.count,
            "url": f"{address}{name}={quote(bucket.key)}",
        }
        for bucket in counts.buckets
    ]
    return {"buckets": buckets, "other_count": counts.other_count, "missing_count": counts.missing_count}
