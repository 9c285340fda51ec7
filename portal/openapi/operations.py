"""Every address that can be read: what it is called, what it takes and what it answers."""

from portal.catalogue.everything import EVERYTHING
from portal.exchange.citations import FORMATS
from portal.openapi import failures, parameters
from portal.openapi.failures import header
from portal.openapi.records import kinds, named, ref
from portal.publishing.publication import Kind
from portal.publishing.schemas import ID, STRING, Schema, array, of

ROOT = "/api/v1"
JSON, CSV, LINES = "application/json", "text/csv", "application/jsonl"
CITATIONS = [form.media_type for form in FORMATS.values()]
SEARCH, CHANGES, WORDS, ABOUT = "Search", "Changes", "Vocabularies", "The API"
TAGS = {
    SEARCH: "Everything public, in any language.",
    CHANGES: "What a mirror follows.",
    WORDS: "What codes are called.",
    ABOUT: "Where everything is.",
}
HEADERS = {
    "ETag": ("Send it back as If-None-Match: 304 costs nothing, neither time nor of the limits.", 'W/"482-9c1e5b"'),
    "Last-Modified": ("When the record changed last.", "Sun, 22 Nov 2026 09:00:00 GMT"),
    "Content-Language": ("The language that is served.", "th"),
    "Link": ("The licence, and where it applies next, first, canonical and cite-as (RFC 8288).", None),
    "Location": ("Where it is now.", None),
    "RateLimit": ("What is left and for how many seconds.", '"anon";r=597;t=42'),
    "RateLimit-Policy": ("How many answers there are in how many seconds.", '"anon";q=600;w=60'),
    "Retry-After": ("Seconds to wait.", "30"),
}  # fmt: skip
LIMITS = ("RateLimit", "RateLimit-Policy")
ALWAYS = ("ETag", "Content-Language", "Link", *LIMITS)


def headers() -> dict[str, dict]:
    """The components, by name."""
    found = {}
    for name, (told, example) in HEADERS.items():
        found[name] = {"description": told, "schema": STRING, **({"example": example} if example else {})}
    return found


def paths() -> dict[str, dict]:
    """All of them, those of kinds first."""
    of_kinds = {address: item for kind in kinds() for address, item in _of_kind(kind).items()}
    return {address: {"get": operation} for address, operation in {**of_kinds, **_others()}.items()}


def tags() -> list[dict]:
    """Kinds, and what is there besides."""
    of_kinds = [{"name": _tag(kind), "description": _told(kind)} for kind in kinds()]
    return [*of_kinds, *({"name": name, "description": told} for name, told in TAGS.items())]


def _told(kind: Kind) -> str:
    return kind.serializer().schema()["description"]


def _tag(kind: Kind) -> str:
    name = kind.counted(2)
    return name[:1].upper() + name[1:]


def _of_kind(kind: Kind) -> dict[str, dict]:
    several = "".join(word.capitalize() for word in kind.path.split("-"))
    one, tag, home = named(kind), _tag(kind), f"{ROOT}/{kind.path}"
    identified = {"name": "id", "in": "path", "required": True, "description": "Its id.", "schema": ID}
    found = {
        home: _operation(
            f"list{several}",
            f"List {kind.counted(2)}",
            tag,
            parameters.of_list(kind),
            {JSON: ref(f"{one}List"), CSV: STRING, LINES: STRING},
        ),
        f"{home}/statistics": _operation(
            f"{one[:1].lower()}{one[1:]}Statistics",
            f"Count {kind.counted(2)} by the values of facets",
            tag,
            parameters.of_statistics(kind),
            {JSON: ref("Statistics"), CSV: STRING, LINES: STRING},
        ),
        f"{home}/{{id}}": _operation(
            f"get{one}",
            f"Read one of the {kind.counted(2)}",
            tag,
            [identified, *parameters.of_record(kind)],
            {
                JSON: ref(one),
                **(_citations() if _is_citable(kind) else {}),
            },
            is_record=True,
        ),
    }
    if _is_citable(kind):
        found[f"{home}/{{id}}/citation"] = _operation(
            f"cite{one}",
            f"Cite one of the {kind.counted(2)}",
            tag,
            [identified, *parameters.of_citation()],
            _citations(),
            is_record=True,
        )
    return found


def _citations() -> dict[str, Schema]:
    """Texts, but for the one that is JSON."""
    several = array(of("object", additionalProperties=True))
    return {name: several if name.endswith("+json") else STRING for name in CITATIONS}


def _is_citable(kind: Kind) -> bool:
    return getattr(kind, "is_citable", False)


def _others() -> dict[str, dict]:
    lang = [parameters.LANG]
    name = {"name": "name", "in": "path", "required": True, "description": "Its name.", "schema": of("string", pattern="^[a-z0-9-]{1,64}$")}  # fmt: skip
    everything = parameters.of_list(EVERYTHING)
    return {
        f"{ROOT}/search": _operation(
            "searchEverything", "Search everything", SEARCH, everything, {JSON: ref("SearchResults"), CSV: STRING, LINES: STRING}
        ),
        f"{ROOT}/suggestions": _operation(
            "suggest", "Complete what was typed", SEARCH, parameters.of_suggestions(), {JSON: ref("Suggestions")}
        ),
        f"{ROOT}/changes": _operation(
            "listChanges", "Follow what changes", CHANGES, parameters.of_changes(), {JSON: ref("Changes")}
        ),
        f"{ROOT}/vocabularies": _operation(
            "listVocabularies", "List vocabularies", WORDS, lang, {JSON: ref("Vocabularies")}
        ),
        f"{ROOT}/vocabularies/{{name}}": _operation(
            "getVocabulary", "Read a vocabulary", WORDS, [name, *lang], {JSON: ref("Vocabulary")}, missing=(404,)
        ),
        f"{ROOT}/languages": _operation(
            "listLanguages", "List the site's languages", ABOUT, lang, {JSON: ref("Languages")}
        ),
        ROOT: _operation("getRoot", "Find everything", ABOUT, lang, {JSON: ref("Root")}),
    }  # fmt: skip


def _operation(
    name: str, summary: str, tag: str, taken: list[dict], answered: dict, *, is_record=False, missing=()
) -> dict:
    sent = (*ALWAYS, "Last-Modified") if is_record and JSON in answered else ALWAYS
    moved = {
        "308": {
            "description": "It is elsewhere: merged into another record, or its id is written otherwise.",
            "headers": {each: header(each) for each in ("Location", *LIMITS)},
        }
    }
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": [_shared(each) for each in taken],
        "responses": {
            "200": {
                "description": "What was asked for.",
                "headers": {each: header(each) for each in sent},
                "content": {media_type: {"schema": schema} for media_type, schema in answered.items()},
            },
            "304": {"$ref": "#/components/responses/NotModified"},
            **(moved if is_record else {}),
            **failures.references(
                *sorted((*failures.EVERYWHERE, *(failures.OF_RECORDS if is_record else missing)))
            ),
        },
    }


def _shared(parameter: dict) -> dict:
    name = parameter["name"]
    same = parameters.SHARED.get(name) == parameter
    return {"$ref": f"#/components/parameters/{name}"} if same else parameter


NOT_MODIFIED = {
    "description": "Nothing has changed since.",
    "headers": {name: header(name) for name in ("ETag", "Content-Language", *LIMITS)},
}
