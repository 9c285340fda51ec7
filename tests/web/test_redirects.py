"""Addresses that are nearly right lead to the pages that were meant."""

import pytest


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/en", "/en/"),
        ("/my?from=poster", "/my/?from=poster"),
        ("/th/case-studies/?country=TH&q=%E0%B8%94", "/th/case-studies?country=TH&q=%E0%B8%94"),
        ("/lo/library//", "/lo/library"),
        ("/en//sala.example/", "/en//sala.example"),
        ("/km/a b/", "/km/a%20b"),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_address_with_a_slash_too_many_or_too_few_leads_to_the_page(db, client, method, address, target):
    response = getattr(client, method)(address)
    assert (response.status_code, response["Location"]) == (308, target)


def test_the_page_that_was_meant_is_there(make, client):
    case = make.live("case-study", title_en="Land map")
    target = client.get(f"/en/case-studies/{case.pk}/{case.slug}/")["Location"]
    assert "Land map" in client.get(target).content.decode()
    assert client.get(client.get("/en")["Location"]).status_code == 200
    assert client.get(client.get("/en/nothing/here/")["Location"]).status_code == 404


def test_nothing_is_sent_to_such_an_address(db, client):
    assert client.post("/en/library/").status_code == 405
