"""What users would miss is noticed; what is only added is not."""

import json

import pytest

from portal.management.commands.openapi import FROZEN, written
from portal.openapi.compatibility import breaking

CASES = "/api/v1/case-studies"


def _parameter(document: dict, name: str, address: str = CASES) -> dict:
    listed = document["paths"][address]["get"]["parameters"]
    shared = document["components"]["parameters"]
    return next((each for each in listed if each.get("name") == name), None) or shared[name]


def _schema(document: dict, name: str) -> dict:
    return document["components"]["schemas"][name]


def _translated(document: dict) -> dict:
    """Of a translation, a text or the texts of a part."""
    return _schema(document, "TranslatedTexts")["additionalProperties"]


def test_nothing_was_lost_since_the_description_was_frozen():
    assert breaking(json.loads(FROZEN.read_text(encoding="utf-8")), json.loads(written())) == []


def test_a_description_keeps_its_own_promises(document):
    assert breaking(document, document) == []


def _remove_path(document):
    del document["paths"]["/api/v1/languages"]


def _rename_operation(document):
    document["paths"][CASES]["get"]["operationId"] = "cases"


def _remove_parameter(document):
    listed = document["paths"][CASES]["get"]["parameters"]
    listed[:] = [each for each in listed if each.get("name") != "stage__not"]


def _require_parameter(document):
    _parameter(document, "stage")["required"] = True


def _require_a_new_parameter(document):
    new = {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
    document["paths"][CASES]["get"]["parameters"].append(new)


def _tighten_limit(document):
    document["components"]["parameters"]["limit"]["schema"]["maximum"] = 50


def _change_default(document):
    document["components"]["parameters"]["limit"]["schema"]["default"] = 10


def _remove_value(document):
    _parameter(document, "sort")["schema"]["items"]["enum"].remove("-launched")


def _restrict_to_values(document):
    _parameter(document, "slug")["schema"]["items"]["enum"] = ["landsmaps"]


def _restrict_by_pattern(document):
    document["components"]["parameters"]["q"]["schema"]["pattern"] = "^[a-z]+$"


def _remove_response(document):
    del document["paths"][f"{CASES}/{{id}}"]["get"]["responses"]["410"]


def _remove_media_type(document):
    del document["paths"][CASES]["get"]["responses"]["200"]["content"]["text/csv"]


def _remove_header(document):
    del document["paths"][CASES]["get"]["responses"]["200"]["headers"]["ETag"]


def _remove_property(document):
    del _schema(document, "CaseStudy")["properties"]["summary"]


def _remove_nested_property(document):
    del _schema(document, "MetricPart")["properties"]["qualifier"]


def _retype(document):
    _schema(document, "Conference")["properties"]["number"]["type"] = ["string", "null"]


def _remove_code(document):
    _schema(document, "CaseStudy")["properties"]["stage"]["x-extensible-enum"].remove("implementation")


def _not_always_there(document):
    _schema(document, "CaseStudyList")["required"].remove("count")


def _widen_an_answer(document):
    del _schema(document, "CaseStudy")["properties"]["completeness"]["maximum"]


def _refer_to_another(document):
    _schema(document, "CaseStudy")["properties"]["lessons"]["items"]["$ref"] = "#/components/schemas/Takeaway"


def _never_null(document):
    _schema(document, "CaseStudy")["properties"]["country_group"]["anyOf"].pop()


def _perhaps_a_number(document):
    _schema(document, "CaseStudy")["properties"]["country_group"]["anyOf"].insert(0, {"type": "integer"})


def _perhaps_another_object(document):
    other = {"$ref": "#/components/schemas/License"}
    _schema(document, "CaseStudy")["properties"]["country_group"]["anyOf"].append(other)


def _perhaps_no_record(document):
    _schema(document, "Change")["properties"]["record"]["anyOf"].append({"type": "null"})


def _perhaps_an_untyped_record(document):
    _schema(document, "Change")["properties"]["record"]["anyOf"].append(
        {"$ref": "#/components/schemas/License"}
    )


def _remove_a_type(document):
    _schema(document, "Change")["properties"]["record"]["anyOf"].remove(
        {"$ref": "#/components/schemas/Topic"}
    )


def _nothing_besides(document):
    _schema(document, "TranslatedTexts")["additionalProperties"] = False


def _anything_besides(document):
    _schema(document, "Group")["additionalProperties"] = True


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_remove_path, "GET /api/v1/languages: removed"),
        (_rename_operation, "GET /api/v1/case-studies: operationId listCaseStudies is now cases"),
        (_remove_parameter, "GET /api/v1/case-studies: parameter stage__not: removed"),
        (_require_parameter, "GET /api/v1/case-studies: parameter stage: required"),
        (_require_a_new_parameter, "GET /api/v1/case-studies: parameter key: required"),
        (_tighten_limit, "GET /api/v1/case-studies: parameter limit: maximum 100 is now 50"),
        (_change_default, "GET /api/v1/case-studies: parameter limit: default 20 is now 10"),
        (_remove_value, "GET /api/v1/case-studies: parameter sort[]: enum -launched: removed"),
        (_restrict_to_values, "GET /api/v1/case-studies: parameter slug[]: enum: only some values are left"),
        (_restrict_by_pattern, "GET /api/v1/case-studies: parameter q: pattern None is now ^[a-z]+$"),
        (_remove_response, "GET /api/v1/case-studies/{id}: 410: removed"),
        (_remove_media_type, "GET /api/v1/case-studies: 200: text/csv: removed"),
        (_remove_header, "GET /api/v1/case-studies: 200: header ETag: removed"),
        (_remove_property, "CaseStudy.summary: removed"),
        (_remove_nested_property, "MetricPart.qualifier: removed"),
        (_retype, "Conference.number: type ['integer', 'null'] is now ['string', 'null']"),
        (_remove_code, "CaseStudy.stage: x-extensible-enum implementation: removed"),
        (_not_always_there, "CaseStudyList.count: no longer always there"),
        (_widen_an_answer, "CaseStudy.completeness: maximum 100 is now None"),
        (_refer_to_another, "LessonPart.polarity: removed"),
        (_never_null, "CaseStudy.country_group|: type null is now None"),
        (_perhaps_a_number, "CaseStudy.country_group: anyOf integer: added"),
        (_perhaps_another_object, "CaseStudy.country_group: anyOf License: added"),
        (_perhaps_no_record, "Change.record: anyOf null: added"),
        (_perhaps_an_untyped_record, "Change.record: anyOf License: added"),
        (_remove_a_type, "Change.record: anyOf Topic: removed"),
        (_nothing_besides, "TranslatedTexts[]|: type string is now None"),
        (_anything_besides, "Group[]: type ['string', 'integer', 'number', 'boolean', 'null'] is now None"),
    ],
)
def test_what_users_would_miss_is_told(document, changed, change, told):
    change(changed)
    assert told in breaking(document, changed)


def _add_property(document):
    _schema(document, "CaseStudy")["properties"]["more"] = {"type": "string"}


def _add_code(document):
    _schema(document, "CaseStudy")["properties"]["stage"]["x-extensible-enum"].append("more")


def _add_parameter(document):
    new = {"name": "more", "in": "query", "schema": {"type": "string"}}
    document["paths"][CASES]["get"]["parameters"].append(new)


def _add_operation(document):
    document["paths"]["/api/v1/more"] = {"get": {"operationId": "more", "parameters": [], "responses": {}}}


def _loosen_limit(document):
    document["components"]["parameters"]["limit"]["schema"]["maximum"] = 200


def _require_less(document):
    for item in document["paths"].values():
        for parameter in item["get"]["parameters"]:
            if parameter.get("name") == "group_by":
                parameter["required"] = False


def _always_there(document):
    _schema(document, "CaseStudyList")["required"].append("facets")


def _describe_otherwise(document):
    _schema(document, "CaseStudy")["description"] = "Something to learn from."


def _turn_options_round(document):
    _schema(document, "CaseStudy")["properties"]["country_group"]["anyOf"].reverse()
    _schema(document, "Change")["properties"]["record"]["anyOf"].reverse()
    _translated(document)["anyOf"].reverse()


def _turn_round_what_is_described_otherwise(document):
    options = _translated(document)["anyOf"]
    options[:] = [{**option, "description": "More words."} for option in reversed(options)]


def _add_a_type(document):
    document["components"]["schemas"]["Law"] = {"type": "object", "properties": {"type": {"const": "law"}}}
    for name, field in (("Change", "record"), ("SearchResults", "results")):
        place = _schema(document, name)["properties"][field]
        place.get("items", place)["anyOf"].insert(0, {"$ref": "#/components/schemas/Law"})


@pytest.mark.parametrize(
    "change",
    [
        _add_property,
        _add_code,
        _add_parameter,
        _add_operation,
        _loosen_limit,
        _require_less,
        _always_there,
        _describe_otherwise,
        _turn_options_round,
        _turn_round_what_is_described_otherwise,
        _add_a_type,
    ],
)
def test_what_is_only_added_is_no_loss(document, changed, change):
    change(changed)
    assert changed != document
    assert breaking(document, changed) == []


def test_options_that_change_places_are_held_to_what_they_were(document, changed):
    _translated(changed)["anyOf"] = [{"type": "string", "maxLength": 5}, {"type": "integer", "maximum": 9}]
    later = json.loads(json.dumps(changed))
    _translated(later)["anyOf"] = [{"type": "integer", "maximum": 9}, {"type": "string", "maxLength": 6}]
    assert breaking(changed, later) == ["TranslatedTexts[]|: maxLength 5 is now 6"]


def test_what_is_sent_may_be_more(changed):
    items = _parameter(changed, "slug")["schema"]["items"]
    value = {**items}
    items.clear()
    items["anyOf"] = [value]
    later = json.loads(json.dumps(changed))
    options = _parameter(later, "slug")["schema"]["items"]["anyOf"]
    options.insert(0, {"type": "integer"})
    assert breaking(changed, later) == []
    options.remove(value)
    assert breaking(changed, later) != []
