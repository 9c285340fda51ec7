"""The catalogue of data: the same statements in both notations, true of the files that there are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bulk import rdf
from portal.bulk.catalog import PREFIXES
from portal.bulk.rdf import IRI, TYPE, Text
from portal.bulk.records import mirrored
from portal.languages.codes import CODES
from tests.bulk.notations import RDF_TYPE, triples_of_json_ld, triples_of_turtle
from tests.bulk.reading import exported

DCAT, DCT = PREFIXES["dcat"], PREFIXES["dct"]
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def said(client):
    """All statements, the same in both notations."""

    def said() -> set[tuple]:
        linked = triples_of_json_ld(client.get("/catalog.jsonld").content.decode())
        assert linked == triples_of_turtle(client.get("/catalog.ttl").content.decode())
        return linked

    return said


def _things(said: set[tuple], kind: str) -> list[str]:
    return sorted(thing for thing, name, value in said if (name, value) == (RDF_TYPE, kind))


def _values(said: set[tuple], thing: str, name: str) -> set:
    return {value for own, named, value in said if (own, named) == (thing, name)}


@pytest.mark.django_db
def test_one_catalogue_holds_a_dataset_for_each_table(said, root):
    told = said()
    (catalog,) = _things(told, f"{DCAT}Catalog")
    names = {kind.path for kind in mirrored()} | {"case-study-texts", "metrics", "links"}
    datasets = {f"{SITE}/bulk#{name}" for name in names}
    assert set(_things(told, f"{DCAT}Dataset")) == datasets == _values(told, catalog, f"{DCAT}dataset")
    (service,) = _things(told, f"{DCAT}DataService")
    assert _values(told, service, f"{DCAT}endpointURL") == {f"{SITE}/api/v1"}
    assert _values(told, service, f"{DCAT}endpointDescription") == {f"{SITE}/api/v1/openapi.json"}
    assert _values(told, service, f"{DCAT}servesDataset") == datasets


@pytest.mark.django_db
def test_each_dataset_has_what_the_profile_asks_for(said, root):
    told = said()
    for dataset in [*_things(told, f"{DCAT}Dataset"), *_things(told, f"{DCAT}Catalog")]:
        for name in (f"{DCT}title", f"{DCT}description", f"{DCT}publisher", f"{DCT}license"):
            assert _values(told, dataset, name), (dataset, name)
    for distribution in _things(told, f"{DCAT}Distribution"):
        for name in (f"{DCAT}accessURL", f"{DCAT}downloadURL", f"{DCT}license", f"{DCT}format"):
            assert len(_values(told, distribution, name)) == 1, (distribution, name)


@pytest.mark.django_db
def test_everything_named_within_it_is_described(said, root, settings):
    settings.DATA_CONTACT = "data@example.org"
    told = said()
    things = {thing for thing, _name, _value in told}
    named = {value for _thing, _name, value in told if isinstance(value, str) and "/bulk#" in value}
    assert named - things == set()


@pytest.mark.django_db
def test_titles_are_in_each_language_in_which_they_are_said(said, root):
    titles = _values(said(), f"{SITE}/bulk#case-studies", f"{DCT}title")
    texts = {language: text for text, language, _type in titles}
    assert texts.keys() == set(CODES)
    assert texts["en"] == "Case studies"
    assert len(set(texts.values())) > 1


@pytest.mark.django_db
def test_without_a_cut_no_size_is_told(said, root):
    told = said()
    assert {name for _thing, name, _value in told} & {f"{DCAT}byteSize", f"{DCT}modified"} == set()


@pytest.mark.django_db
def test_sizes_and_hashes_are_those_of_the_files(make, client, said, root):
    make.live("case-study")
    cut = exported()
    told = said()
    for distribution in _things(told, f"{DCAT}Distribution"):
        (address,) = _values(told, distribution, f"{DCAT}downloadURL")
        file = cut.files[address.rpartition("/")[2]]
        integer = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
        assert _values(told, distribution, f"{DCAT}byteSize") == {(str(file.bytes), None, integer)}
        (checksum,) = _values(told, distribution, f"{PREFIXES['spdx']}checksum")
        ((value, _language, _type),) = _values(told, checksum, f"{PREFIXES['spdx']}checksumValue")
        assert (value, client.head(address.removeprefix(SITE))["Content-Length"]) == (
            file.sha256,
            str(file.bytes),
        )
    versions = {value for _thing, name, value in told if name == f"{DCAT}version"}
    assert versions == {(str(cut.seq), None, None)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("data@example.org", ("hasEmail", "mailto:data@example.org")),
        ("https://example.org/data", ("hasURL", "https://example.org/data")),
    ],
)
def test_the_contact_is_the_one_of_the_settings(said, root, settings, contact, expected):
    settings.DATA_CONTACT = contact
    name, address = expected
    assert _values(said(), f"{SITE}/bulk#contact", PREFIXES["vcard"] + name) == {address}
    settings.DATA_CONTACT = ""
    assert "contact" not in str(said())


@pytest.mark.django_db
def test_answers_are_for_programs_of_any_site(client, root):
    for address, media_type in (
        ("/catalog.jsonld", "application/ld+json"),
        ("/catalog.ttl", "text/turtle; charset=utf-8"),
    ):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, media_type)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
        assert client.post(address).status_code == 405


@given(text=st.text(st.characters(exclude_categories=["Cs"])), address=st.text(st.characters(codec="ascii")))
def test_any_text_and_address_survives_both_notations(text, address):
    said = [("http://x/", TYPE, IRI("dcat:Catalog")), ("http://x/", "dct:title", Text(text, "th"))]
    written = triples_of_turtle(rdf.turtle(said, PREFIXES))
    assert written == triples_of_json_ld(rdf.json_ld(said, PREFIXES))
    assert ("http://x/", f"{DCT}title", (text, "th", None)) in written
    line = rdf.turtle([("http://x/", "dct:source", IRI(f"http://x/{address}"))], PREFIXES).splitlines()[-1]
    assert not set('<>"{}|^`') & set(line.partition("<")[2][:-3])


def test_json_ld_is_json_with_a_context():
    document = json.loads(rdf.json_ld([("http://x/", TYPE, IRI("dcat:Catalog"))], PREFIXES))
    assert document == {
        "@context": PREFIXES,
        "@graph": [{"@id": "http://x/", "@type": ["dcat:Catalog"]}],
    }
