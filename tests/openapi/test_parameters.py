"""What is described is what is taken: an unknown parameter is answered with all that are known."""

import pytest

from portal.openapi import described, operations
from portal.openapi.records import kinds

UNKNOWN = "no_such_parameter"


def _addresses() -> list[str]:
    """All addresses that are described, when all kinds are known."""
    return [*operations.paths()]


def _names(document: dict, address: str) -> list[str]:
    shared = document["components"]["parameters"]
    listed = document["paths"][address]["get"]["parameters"]
    parameters = [shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in listed]
    return sorted(each["name"] for each in parameters if each["in"] == "query")


@pytest.fixture
def ids(make) -> dict[str, str]:
    """A live record's id by the path of its kind."""
    case = make.live("case-study")
    make.live("conference", cases=[case])
    found = {kind.path: "none-0000000000" for kind in kinds()}
    return found | {"case-studies": case.pk}


@pytest.mark.parametrize("address", _addresses())
def test_each_operation_takes_what_is_described(client, document, ids, address):
    path = address.split("/")[3] if address.count("/") > 2 else ""
    asked = address.replace("{id}", ids.get(path, "")).replace("{name}", "stage")
    response = client.get(asked, {UNKNOWN: "x"})
    assert response.status_code == 400, response.content
    faults = [fault for fault in response.json()["errors"] if fault["parameter"] == UNKNOWN]
    assert faults[0]["allowed"] == _names(document, address)


def _of(document: dict, address: str, name: str) -> dict:
    listed = document["paths"][address]["get"]["parameters"]
    found = [each for each in listed if each.get("name") == name]
    return found[0] if found else document["components"]["parameters"][name]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.kind)
def test_every_value_of_a_closed_list_is_taken(client, db, kind):
    """Each at its own: sorts, facets, codes."""
    document, address = described("https://sala.example", "Sala"), f"/api/v1/{kind.path}"
    for name in ("facets", "sort", "lang", "format", *kind.choices):
        schema = _of(document, address, name)["schema"]
        for value in schema.get("items", schema)["enum"]:
            asked = {name: value} | ({"q": "land"} if value == "relevance" else {})
            assert client.get(address, asked).status_code == 200, (name, value)


@pytest.mark.parametrize(("path", "most"), [("case-studies", 100), ("changes", 500), ("suggestions", 20)])
def test_bounds_are_those_that_are_held(client, db, document, path, most):
    address = f"/api/v1/{path}"
    bounds = _of(document, address, "limit")["schema"]
    assert (bounds["minimum"], bounds["maximum"]) == (1, most)
    asked = [client.get(address, {"limit": limit}).status_code for limit in (0, 1, most, most + 1)]
    assert asked == [400, 200, 200, 400]


@pytest.mark.parametrize("name", ["facets", "fields", "expand", "sort", "country"])
def test_as_many_values_are_taken_as_are_described(client, db, document, name):
    values = {
        "facets": ["kind", "country", "group", "agency", "theme", "technology", "stage"],
        "fields": [f"metrics.{each}" for each in document["components"]["schemas"]["MetricPart"]["properties"]] * 4,
        "expand": ["agencies", "countries", "topics", "presented_at", "country_group"],
        "sort": ["title", "-launched", "evidence", "published_at"],
        "country": [f"{number:02d}" for number in range(60)],
    }[name]  # fmt: skip
    most = _of(document, "/api/v1/case-studies", name)["schema"]["maxItems"]
    answers = [
        client.get("/api/v1/case-studies", {name: ",".join(values[:number])}).status_code
        for number in (most, most + 1)
    ]
    assert answers == [200, 400]
