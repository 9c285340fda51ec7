"""In which languages a record really exists, and what is missing or outdated in one of them.

A language becomes available when every text of the original is there, and stays so: what the
original gains later is named as missing, never filled from another language. It ends only when
title or summary are emptied, or when the secretariat takes it down.
"""

from collections.abc import Collection

from portal.languages.codes import CODES
from portal.languages.translation import digest
from portal.publishing.document import texts_of


def available(document: dict, model, already: Collection[str] = ()) -> list[str]:
    """The languages in which the document exists, in the site's order.

    `already` are those in which its last publication did.
    """
    original = document["fields"]["source_language"]
    source = texts_of(document, original)
    proper = set(model.proper_names)
    counted = {path for path in source if path not in proper}
    keys = {name for name in (model.name_field, "summary") if name in source}

    def exists(code: str) -> bool:
        if code == original:
            return True
        if document["translations"].get(code, {}).get("taken_down"):
            return False
        texts = texts_of(document, code)
        return (keys if code in already else counted | keys) <= texts.keys()

    return [code for code in CODES if exists(code)]


def missing(document: dict, language: str, proper_names: Collection[str] = ()) -> list[str]:
    """Paths of texts that the original has and `language` has not."""
    original = document["fields"]["source_language"]
    if language == original:
        return []
    texts = texts_of(document, language)
    return [path for path in texts_of(document, original) if path not in texts and path not in proper_names]


def outdated(document: dict, language: str) -> list[str]:
    """Paths of texts whose original has changed since they were made from it."""
    original = document["fields"]["source_language"]
    if language == original:
        return []
    source, sources = (
        texts_of(document, original),
        document["translations"].get(language, {}).get("sources", {}),
    )
    return [
        path
        for path in texts_of(document, language)
        if path in source and sources.get(path) != digest(source[path])
    ]


def sources_after(previous: dict | None, document: dict, language: str, sources: dict) -> dict:
    """Which source text each text of `language` is made from, now that `document` replaces `previous`.

    A text that was written or changed in this step is made from the original as it stands now.
    """
    original = document["fields"]["source_language"]
    source = texts_of(document, original)
    before = texts_of(previous, language) if previous else {}
    return {
        path: sources[path] if path in sources and before.get(path) == text else digest(source[path])
        for path, text in texts_of(document, language).items()
        if path in source
    }
