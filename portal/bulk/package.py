"""What a cut says of itself: `datapackage.json` (Data Package v2) and `SHA256SUMS`."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst, slugify
from rest_framework import serializers

from portal.bulk.records import file_of, mirrored
from portal.bulk.tables import TABLES, Table
from portal.bulk.writing import Written
from portal.languages.codes import DEFAULT
from portal.publishing import fields as f
from portal.publishing.publication import Kind, Publication
from portal.publishing.render import LICENCES
from portal.publishing.renditions import ENVELOPE

PACKAGE, SUMS = "datapackage.json", "SHA256SUMS"
LICENCE = "CC-BY-4.0"  # of all records but those that name another one
# Types of Table Schema, by the fields of serializers; what else there is may hold anything.
TYPES = (
    (f.TextField, "string"),
    (f.CodeField, "string"),
    (f.PartialDateField, "string"),
    (f.AddressField, "string"),
    (f.NumberField, "number"),
    (f.ReferenceListField, "array"),
    (f.ReferenceField, "object"),
    (serializers.ListSerializer, "array"),
    (serializers.Serializer, "object"),
)
# What stands before and behind the fields of the serializer; parts are not edited by themselves.
BEFORE = dict.fromkeys(ENVELOPE, "string") | {"version": "integer"}
BEHIND = {"text_format": "string", "license": "object", "published_at": "datetime", "updated_at": "datetime"}
BEHIND |= {"seq": "integer", "language": "object", "translations": "object"}
OF_RECORDS_ALONE = {"version", "updated_at"}


def package(seq: int, created: str, files: dict[str, Written]) -> dict:
    """The descriptor of a cut: `version` is the change number at which everything was read."""
    with translation.override(DEFAULT):
        # Of a kind without records there is an empty file; as a table, readers take it for a broken one.
        described = [kind for kind in mirrored() if files[file_of(kind)].rows]
        resources = [_records(kind, files[file_of(kind)]) for kind in described]
        resources += [_rows(table, files[table.file]) for table in TABLES]
    licence = {"name": LICENCE, "path": LICENCES[LICENCE]}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slugify(settings.SITE_NAME) or "portal",
        "title": settings.SITE_NAME,
        "description": (
            f"All that {settings.SITE_NAME} publishes, in all its languages, at change number {seq}. "
            f"What changed since: {settings.SITE_URL}/api/v1/changes?since={seq}. "
            "A record under another licence names it in its own `license`."
        ),
        "homepage": settings.SITE_URL,
        "version": str(seq),
        "created": created,
        "licenses": [licence],
        "contributors": [
            {"title": settings.SITE_NAME, "path": settings.SITE_URL, "roles": ["publisher"]}
        ],
        "resources": resources,
    }  # fmt: skip


def sums(files: Iterable[Written]) -> bytes:
    """What `sha256sum --check` reads."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files).encode()


def _records(kind: Kind, file: Written) -> dict:
    return {
        **_resource(kind.path, capfirst(kind.counted(2)), file),
        "description": f"The objects of {settings.SITE_URL}/api/v1/{kind.path}, one a line, with all translations.",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "dialect": {"json": {"keyed": True}},
        # A text in another language than its record brings a field with that language.
        "schema": {"fields": _fields(kind), "fieldsMatch": "superset", "primaryKey": ["id"]},
    }


def _rows(table: Table, file: Written) -> dict:
    columns = [
        {"name": column.name, "type": column.type}
        | ({"description": column.description} if column.description else {})
        for column in table.columns()
    ]
    schema = {"fields": columns, "missingValues": [""]}
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": f"{target}-table", "fields": ["id"]}}
            for column, target in table.foreign_keys
        ]
    return {
        **_resource(f"{table.name}-table", str(table.title), file),
        "description": str(table.description),
        "format": "csv",
        "mediatype": "text/csv",
        "schema": schema,
    }


def _resource(name: str, title: str, file: Written) -> dict:
    return {
        "name": name,
        "title": title,
        "path": file.name,
        "type": "table",
        "encoding": "utf-8",
        "compression": "gz",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
    }


def _fields(kind: Kind) -> list[dict]:
    own = {name: _type(field) for name, field in kind.serializer().fields.items()}
    absent = set() if isinstance(kind, Publication) else OF_RECORDS_ALONE
    return [
        {"name": name, "type": known} for name, known in (BEFORE | own | BEHIND).items() if name not in absent
    ]


def _type(field: serializers.Field) -> str:
    return next((known for declared, known in TYPES if isinstance(field, declared)), "any")
