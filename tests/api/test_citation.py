"""A citation is asked for as strictly as the record."""

import pytest

from tests.api.answers import fault_of, slug_of


def test_a_citation_is_in_the_language_that_alone_will_do_or_missing(make, client):
    case = make.live("case-study")
    cited = {"accept": "application/x-bibtex"}
    address = f"/api/v1/case-studies/{case.pk}"
    assert client.get(f"{address}?lang=en&fallback=none", headers=cited)["Content-Type"].startswith(
        "application/x-bibtex"
    )
    missing = client.get(f"{address}?lang=ms&fallback=none", headers=cited)
    assert (missing.status_code, slug_of(missing)) == (404, "translation-missing")


@pytest.mark.parametrize("query", ["fields=title", "expand=countries", "translations=all"])
def test_what_a_citation_does_not_have_is_refused(make, client, query):
    case = make.live("case-study")
    response = client.get(
        f"/api/v1/case-studies/{case.pk}?{query}", headers={"accept": "application/x-bibtex"}
    )
    assert (response.status_code, slug_of(response)) == (400, "invalid-parameter")
    assert fault_of(response)["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize(
    "accept", ["application/json", "application/json;q=1", "application/json, text/html"]
)
def test_a_citation_cannot_be_had_as_what_it_is_not(make, client, accept):
    case = make.live("case-study")
    response = client.get(f"/api/v1/case-studies/{case.pk}/citation", headers={"accept": accept})
    assert (response.status_code, slug_of(response)) == (406, "not-acceptable")
