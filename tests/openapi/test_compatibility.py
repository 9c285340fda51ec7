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
    ],
)
def test_what_is_only_added_is_no_loss(document, changed, change):
    change(changed)
    assert changed != document
    assert breaking(document, changed) == []
