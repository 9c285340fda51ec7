"""What codes are called, in every language."""

import pytest

from knowledge.models import Stage
from portal.publishing.publication import Kind
from portal.publishing.vocabularies import registry

BASE = "/api/v1/vocabularies"


def test_a_vocabulary_gives_its_codes_in_their_order_with_labels(client, db):
    response = client.get(f"{BASE}/stage")
    assert response.json() == {
        "name": "stage",
        "label": "Stage",
        "open": True,
        "results": [{"code": code, "label": label} for code, label in Stage.choices],
    }
    assert (response["Cache-Control"], response["Content-Language"]) == ("public, max-age=86400", "en")


def test_labels_are_in_the_language_that_is_asked_for(client, db):
    response = client.get(f"{BASE}/conference-mode?lang=th")
    labels = {each["code"]: each["label"] for each in response.json()["results"]}
    assert (labels.keys(), labels["online"] == "Online") == ({"in_person", "online", "hybrid"}, False)
    assert response["Content-Language"] == "th"


def test_the_list_leads_to_every_vocabulary(client, db):
    body = client.get(BASE).json()
    names = [each["name"] for each in body["results"]]
    assert (body["count"], names) == (len(registry) + 1, sorted([*registry, "type"]))
    for each in body["results"]:
        assert client.get(each["url"].partition("8000")[2] or each["url"]).status_code == 200


def test_kinds_of_records_are_a_vocabulary(client, db):
    codes = {each["code"] for each in client.get(f"{BASE}/type").json()["results"]}
    assert codes == Kind.registry.keys()


def test_what_the_client_has_already_is_not_sent_again(client, db):
    etag = client.get(f"{BASE}/stage?lang=th")["ETag"]
    assert client.get(f"{BASE}/stage?lang=th", headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{BASE}/stage?lang=en", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", [BASE, f"{BASE}/stage"])
def test_unknown_parameters_are_refused(client, db, address):
    response = client.get(f"{address}?language=th")
    assert response.status_code == 400
    assert response.json()["errors"][0]["allowed"] == ["lang"]


def test_an_unknown_vocabulary_is_not_found(client, db):
    response = client.get(f"{BASE}/stages")
    assert (response.status_code, response.json()["title"]) == (404, "Not found")
