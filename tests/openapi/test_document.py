"""The description as a whole: every reference leads somewhere, every operation has a name of its own."""

import json
import re

import pytest
from django.urls import get_resolver

from portal.openapi import document as own_document
from portal.openapi.failures import WHAT
from portal.openapi.records import kinds
from portal.publishing.vocabularies import registry


def _all(value):
    """Every object within."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _all(each)


def _operations(document: dict) -> dict[str, dict]:
    return {item["get"]["operationId"]: item["get"] for item in document["paths"].values()}


def test_it_is_openapi_3_1_of_this_portal(document, settings):
    settings.SITE_URL = "https://portal.example"
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "https://sala.example"}]
    assert own_document()["servers"] == [{"url": "https://portal.example"}]
    assert "sala.example" not in json.dumps(own_document())


def test_it_is_made_once():
    assert own_document() is own_document()


def test_every_reference_leads_to_a_component(document):
    lost = []
    for each in _all(document):
        if "$ref" in each:
            section, name = each["$ref"].removeprefix("#/components/").split("/")
            lost += [] if name in document["components"].get(section, {}) else [each["$ref"]]
    assert lost == []


def test_every_component_is_used(document):
    used = {each["$ref"] for each in _all(document) if "$ref" in each}
    components = document["components"]
    there = {f"#/components/{section}/{name}" for section, names in components.items() for name in names}
    assert there - used == set()


def test_operations_are_called_by_names_of_their_own(document):
    assert len(_operations(document)) == len(document["paths"])
    assert {"listCaseStudies", "getCaseStudy", "citeCaseStudy", "caseStudyStatistics"} <= _operations(
        document
    ).keys()
    assert {"listChanges", "searchEverything", "suggest", "listVocabularies", "getVocabulary"} <= _operations(
        document
    ).keys()


def test_every_kind_has_its_list_its_records_and_its_statistics(document):
    for kind in kinds():
        home = f"/api/v1/{kind.path}"
        assert {home, f"{home}/{{id}}", f"{home}/statistics"} <= document["paths"].keys()
        assert (f"{home}/{{id}}/citation" in document["paths"]) == bool(getattr(kind, "is_citable", False))


def test_every_address_of_the_api_is_described(document):
    """But for the description itself, which programs have when they know of it."""
    described = {re.sub(r"\{\w+\}", "*", path) for path in document["paths"]}
    there = set()
    for pattern in next(x for x in get_resolver().url_patterns if str(x.pattern) == "api/").url_patterns:
        address = "/api/" + str(pattern.pattern)
        if "<records:kind>" in address:
            there |= {address.replace("<records:kind>", kind.path) for kind in kinds()}
        elif "(?P" not in address:
            there.add(address)
    there = {re.sub(r"<[^>]+>", "*", address) for address in there}
    # What cannot be cited answers there that it is not found.
    there -= {f"/api/v1/{kind.path}/*/citation" for kind in kinds() if not getattr(kind, "is_citable", False)}
    assert there - described == {"/api/v1/openapi.json"}
    assert described - there == set()


def test_every_operation_tells_each_error_with_an_example(document):
    for name, operation in _operations(document).items():
        assert {"200", "304", "400", "406", "429", "500", "503"} <= operation["responses"].keys(), name
    for name in WHAT.values():
        content = document["components"]["responses"][name]["content"]["application/problem+json"]
        assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert [each for each in content["examples"].values() if not each["value"]["type"]] == []


def test_codes_are_open_and_name_their_vocabulary(document):
    with_codes = [each for each in _all(document["components"]["schemas"]) if "x-vocabulary" in each]
    assert {each["x-vocabulary"] for each in with_codes} <= registry.keys()
    assert [each for each in _all(document["components"]["schemas"]) if "enum" in each] == []


def test_nothing_that_may_be_left_out_is_required_but_the_id(document):
    schemas = document["components"]["schemas"]
    assert (schemas["CaseStudy"]["required"], schemas["CaseStudyCard"]["required"]) == (["id"], ["id"])
    assert "required" not in schemas["Reference"]
    assert schemas["CaseStudyList"]["required"] == ["count", "next", "results"]


@pytest.mark.parametrize("name", ["Metric", "Lesson", "Session", "Material"])
def test_a_part_within_its_record_is_another_object_than_the_part_by_itself(document, name):
    schemas = document["components"]["schemas"]
    assert "record" in schemas[name]["properties"]
    assert "record" not in schemas[f"{name}Part"]["properties"]


def test_it_can_be_read_by_programs(client, settings):
    response = client.get("/api/v1/openapi.json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == json.loads(json.dumps(own_document()))
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_parameters_of_the_description_itself_are_refused(client):
    assert client.get("/api/v1/openapi.json?version=3").status_code == 400
