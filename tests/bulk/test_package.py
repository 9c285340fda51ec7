"""What a cut says of itself."""

import hashlib
import json

import pytest
from django.test import override_settings

from portal.publishing.publication import Kind
from tests.bulk.reading import content, exported, objects, rows, text
from tests.making import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def cut(make, root):
    make.live("conference", cases=[make.live("case-study")], people=[make.live("person")])
    for kind in KINDS:
        make.live(kind)
    return exported()


@pytest.fixture
def described(cut) -> dict:
    return json.loads(content(cut, "datapackage.json"))


def test_it_says_at_which_number_it_was_cut_and_under_which_licence(cut, described):
    assert (described["version"], described["created"]) == (str(cut.seq), cut.created)
    assert described["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert f"/api/v1/changes?since={cut.seq}" in described["description"]


def test_each_resource_is_a_file_with_its_size_and_hash(cut, described):
    for resource in described["resources"]:
        stored = content(cut, resource["path"])
        digest = hashlib.sha256(stored).hexdigest()
        assert (resource["bytes"], resource["hash"]) == (len(stored), f"sha256:{digest}")
        assert (resource["compression"], resource["encoding"]) == ("gz", "utf-8")
        number = len(text(cut, resource["path"]).splitlines()) if resource["format"] == "jsonl" else None
        assert number in (None, resource["rows"])


def test_all_files_with_records_are_resources(cut, described):
    paths = {resource["path"] for resource in described["resources"]}
    assert paths == {name for name, file in cut.files.items() if name.endswith(".gz") and file.rows}
    assert "materials.jsonl.gz" not in paths
    assert objects(cut, "materials") == []


def test_names_of_resources_are_unique(described):
    names = [resource["name"] for resource in described["resources"]]
    assert len(set(names)) == len(names)


def test_the_fields_of_a_kind_are_those_of_its_records(cut, described):
    for resource in described["resources"]:
        if resource["format"] != "jsonl":
            continue
        fields = [field["name"] for field in resource["schema"]["fields"]]
        for record in objects(cut, resource["name"]):
            spoken = [name for name in record if name.endswith("_language") and name not in fields]
            assert [name for name in record if name not in spoken] == fields, resource["name"]


def test_types_of_fields_are_those_of_the_values(cut, described):
    types = {
        "string": str, "integer": int, "number": (int, float), "object": dict, "array": list,
        "datetime": str, "any": object,
    }  # fmt: skip
    for resource in described["resources"]:
        if resource["format"] == "jsonl":
            for record in objects(cut, resource["name"]):
                for field in resource["schema"]["fields"]:
                    value = record[field["name"]]
                    assert value is None or isinstance(value, types[field["type"]]), (resource, field)


def test_columns_of_a_table_are_in_the_order_of_its_schema(cut, described):
    tables = {
        resource["path"]: resource for resource in described["resources"] if resource["format"] == "csv"
    }
    assert len(tables) == 4
    for name, resource in tables.items():
        head = text(cut, name).split("\r\n")[0].split(",")
        assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_keys_are_unique_and_lead_somewhere(cut, described):
    tables = {resource["name"]: resource for resource in described["resources"]}
    for resource in tables.values():
        schema, name = resource["schema"], resource["name"].removesuffix("-table")
        if resource["format"] == "csv" and "primaryKey" in schema:
            keys = [tuple(row[column] for column in schema["primaryKey"]) for row in rows(cut, name)]
            assert len(set(keys)) == len(keys) > 0
        for key in schema.get("foreignKeys", ()):
            known = {row["id"] for row in rows(cut, key["reference"]["resource"].removesuffix("-table"))}
            assert {row[key["fields"][0]] for row in rows(cut, name)} <= known


def test_sums_are_those_of_all_files_of_records(cut):
    lines = [line.split("  ") for line in content(cut, "SHA256SUMS").decode().splitlines()]
    assert [name for _digest, name in lines] == sorted(name for name in cut.files if name.endswith(".gz"))
    assert all(hashlib.sha256(content(cut, name)).hexdigest() == digest for digest, name in lines)


def test_it_is_in_english_whoever_makes_it(cut, described):
    titles = {resource["name"]: resource["title"] for resource in described["resources"]}
    assert titles["case-studies"] == str(Kind.of("case-study").counted(2)).capitalize()
    assert titles["case-study-texts-table"] == "Texts of case studies"


@pytest.mark.parametrize(("name", "slug"), [("Sala", "sala"), ("ศาลา", "portal"), ("The Hall!", "the-hall")])
def test_its_name_is_an_identifier(make, root, name, slug):
    make.live("country")
    with override_settings(SITE_NAME=name):
        assert json.loads(content(exported(), "datapackage.json"))["name"] == slug
