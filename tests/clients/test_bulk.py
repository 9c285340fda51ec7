"""The bulk files and their catalogue, as programs for open data read them."""

import gzip

import pytest

from tests.clients.conftest import fetch


def test_frictionless_finds_every_row_as_described(programs, served, get):
    said = programs.read("data_package", served, programs.home)
    assert (said["valid"], said["errors"], said["warnings"]) == (True, [], [])
    resources = get("/bulk/datapackage.json")["resources"]
    rows = {resource["path"]: said["rows"][resource["name"]] for resource in resources}
    kinds = [path.removesuffix(".jsonl.gz") for path in rows if path.endswith(".jsonl.gz")]
    assert "case-studies" in kinds
    counts = {kind: get(f"/api/v1/{kind}?limit=1")["count"] for kind in kinds}
    assert {kind: rows[f"{kind}.jsonl.gz"] for kind in kinds} == counts
    assert rows["metrics.csv.gz"] == get("/api/v1/metrics?limit=1")["count"]


@pytest.fixture
def graph(programs, served) -> dict:
    """What rdflib finds in the catalogue."""
    return programs.read("graph", served)


def test_turtle_and_json_ld_are_the_same_graph(graph):
    assert graph["same"], graph["statements"]


def test_the_catalogue_names_every_file(graph, served, get):
    assert graph["catalogues"] == 1
    assert graph["data sets"]
    assert graph["in the catalogue"] == len(graph["data sets"])
    files = [address for data_set in graph["data sets"] for address in data_set["files"]]
    assert len(files) == len(set(files))
    # The file of a kind without records is there, but no table of the package.
    tables = {f"{served}/bulk/{table['path']}" for table in get("/bulk/datapackage.json")["resources"]}
    others = {address: gzip.decompress(fetch(address)) for address in set(files) - tables}
    assert tables - set(files) == set()
    assert others == dict.fromkeys(others, b"")
    assert [
        list(data_set["titles"]) for data_set in graph["data sets"] if "en" not in data_set["titles"]
    ] == []


def test_the_catalogue_tells_licence_and_service(graph, served):
    for data_set in graph["data sets"]:
        assert len(data_set["licences"] or data_set["licences of files"]) == 1, data_set
    assert graph["descriptions of services"] == [f"{served}/api/v1/openapi.json"]
