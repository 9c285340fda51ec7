"""Citations, as programs that keep references read them: titles in every script come out as they went in."""

import pytest

LANGUAGES = {"en": "english", "th": "thai"}


@pytest.fixture(params=LANGUAGES)
def cited(request, served, get) -> dict[str, dict]:
    """Case studies as they are served in a language, by the address of their citations, without its format."""
    page = get(f"/api/v1/case-studies?lang={request.param}&limit=100")
    assert page["next"] is None
    assert request.param in {case["language"]["served"] for case in page["results"]}
    return {
        f"{served}/api/v1/case-studies/{case['id']}/citation?lang={request.param}&format=": case
        for case in page["results"]
    }


def test_bibtex_is_read(programs, served, cited):
    said = programs.read("bibtex", *(f"{address}bibtex" for address in cited))
    for address, case in cited.items():
        (entry,) = said[f"{address}bibtex"]
        assert (entry["kind"], entry["key"], entry["title"]) == ("techreport", case["id"], case["title"])
        assert entry["langid"] == LANGUAGES.get(case["language"]["served"], entry["langid"])
        assert entry["url"] == f"{served}/case-studies/{case['id']}"


def test_ris_is_read(programs, served, cited):
    said = programs.read("ris", *(f"{address}ris" for address in cited))
    for address, case in cited.items():
        (entry,) = said[f"{address}ris"]
        assert (entry["type_of_reference"], entry["id"], entry["title"]) == (
            "RPRT",
            case["id"],
            case["title"],
        )
        assert entry["language"] == case["language"]["served"]
        assert entry["urls"] == [f"{served}/case-studies/{case['id']}"]
