"""Which language the API answers in, and how it says so."""

import pytest

from portal.languages.codes import CODES
from tests.api.answers import fault_of


def _block(**changes) -> dict:
    """The `language` of an English and Thai record whose original is Thai."""
    translation = {"method": "human", "reviewed": False, "outdated": False}
    block = {"requested": "en", "served": "en", "fallback": False, "reason": None, "original": "th"}
    return {**block, "available": ["en", "th"], "translation": translation, "only_in_original": [], **changes}


@pytest.fixture
def case(make):
    return make.live("case-study", title_en="Land", title_th="ที่ดิน")


@pytest.fixture
def get(client, case):
    def get(query: str = "", accept: str = ""):
        headers = {"accept-language": accept} if accept else {}
        return client.get(f"/api/v1/case-studies/{case.pk}{query}", headers=headers)

    return get


def test_language_asked_for_is_served(get):
    response = get("?lang=th")
    body = response.json()
    assert (body["title"], response["Content-Language"]) == ("ที่ดิน", "th")
    assert body["language"] == _block(requested="th", served="th", translation=None)
    assert "/th/case-studies/" in body["html_url"]


def test_english_is_served_where_nothing_was_asked_for(get):
    response = get()
    assert (response.json()["title"], response["Content-Language"]) == ("Land", "en")
    assert response.json()["language"] == _block()


def test_untranslated_record_falls_back_to_english_and_says_so(get):
    response = get("?lang=km")
    assert (response.json()["title"], response["Content-Language"]) == ("Land", "en")
    assert response.json()["language"] == _block(requested="km", fallback=True, reason="not-translated")


def test_record_without_english_falls_back_to_its_original(make, client):
    case = make.live("case-study", title_en="", summary_en="", title_th="ที่ดิน")
    for code in ("km", "en"):
        response = client.get(f"/api/v1/case-studies/{case.pk}?lang={code}")
        assert (response.json()["title"], response["Content-Language"]) == ("ที่ดิน", "th")
        assert response.json()["language"] == _block(
            requested=code,
            served="th",
            fallback=True,
            reason="not-translated",
            available=["th"],
            translation=None,
        )


@pytest.mark.parametrize(
    ("query", "accept", "requested"),
    [
        ("?lang=th", "lo", "th"),
        ("", "th", "th"),
        ("", "th-TH;q=0.8, en;q=0.3", "th"),
        ("", "zh-Hans-CN, ko-KR;q=0.5", "ko"),
        ("", "xx", "en"),
        ("", "*", "en"),
        ("", ";;;q=,,", "en"),
        ("?lang=TH", "", "th"),
        ("?lang=Fil", "th", "fil"),
    ],
)
def test_lang_goes_before_accept_language_and_both_before_english(get, query, accept, requested):
    response = get(query, accept)
    assert response.status_code == 200
    assert response.json()["language"]["requested"] == requested
    assert response["Vary"] == "Accept, Accept-Language, Accept-Encoding"


@pytest.mark.parametrize("asked", ["xx", "", "th,en", "th-TH", "ไทย"])
@pytest.mark.parametrize("path", ["case-studies", "case-studies/{id}"])
def test_language_that_the_site_has_not_is_refused_with_the_ten_codes(client, case, path, asked):
    response = client.get(f"/api/v1/{path.format(id=case.pk)}", {"lang": asked})
    problem = response.json()
    assert (response.status_code, problem["type"].rpartition("/")[2]) == (400, "invalid-parameter")
    assert [(fault["parameter"], fault["code"], fault["allowed"]) for fault in problem["errors"]] == [
        ("lang", "invalid", list(CODES))
    ]


def test_without_fallback_a_missing_translation_is_not_found(get, case):
    response = get("?lang=km&fallback=none")
    problem = response.json()
    assert (response.status_code, problem["type"].rpartition("/")[2]) == (404, "translation-missing")
    assert problem["available"] == ["en", "th"]
    assert get("?lang=th&fallback=none").json()["title"] == "ที่ดิน"


def test_without_fallback_an_etag_known_before_makes_no_difference(client, get, case):
    headers = {"if-none-match": get("?lang=km")["ETag"]}
    assert client.get(f"/api/v1/case-studies/{case.pk}?lang=km", headers=headers).status_code == 304
    assert (
        client.get(f"/api/v1/case-studies/{case.pk}?lang=km&fallback=none", headers=headers).status_code
        == 404
    )


def test_without_fallback_a_list_holds_only_what_exists_in_the_language(make, client, case):
    thai = make.live("case-study", title_en="", summary_en="")
    found = {}
    for code in ("th", "en", "km"):
        body = client.get(f"/api/v1/case-studies?lang={code}&fallback=none").json()
        found[code] = ({item["id"] for item in body["results"]}, body["count"])
    assert found == {"th": ({case.pk, thai.pk}, 2), "en": ({case.pk}, 1), "km": (set(), 0)}
    assert client.get("/api/v1/case-studies?lang=km").json()["count"] == 2


def test_without_fallback_a_language_filter_still_counts(make, client, case):
    make.live("case-study", title_en="", summary_en="")
    body = client.get("/api/v1/case-studies?lang=th&fallback=none&language__not=en").json()
    assert body["count"] == 1


@pytest.mark.parametrize("value", ["", "all", "NONE"])
def test_fallback_is_none_or_nothing(get, value):
    problem = get(f"?fallback={value}").json()
    assert [(fault["parameter"], fault["allowed"]) for fault in problem["errors"]] == [("fallback", ["none"])]


def test_list_is_answered_in_the_language_asked_for_each_item_falling_back_by_itself(make, client, case):
    make.live("case-study", title_en="", summary_en="", title_th="ฮ")
    response = client.get("/api/v1/case-studies?lang=en")
    shown = [(item["title"], item["language"]["served"]) for item in response.json()["results"]]
    assert shown == [("Land", "en"), ("ฮ", "th")]
    assert (response["Content-Language"], response["Vary"]) == (
        "en",
        "Accept, Accept-Language, Accept-Encoding",
    )


def test_text_that_the_original_gained_is_named_as_missing(make, client, case):
    case.problem_th = "ปัญหา"
    case.save()
    make.published(make.kept(case))
    body = client.get(f"/api/v1/case-studies/{case.pk}?lang=en").json()
    outdated = {"method": "human", "reviewed": False, "outdated": True}
    assert body["language"] == _block(translation=outdated, only_in_original=["problem"])
    assert body["problem"] is None


@pytest.mark.parametrize("code", CODES)
def test_codes_are_never_translated(client, case, code):
    body = client.get(f"/api/v1/case-studies/{case.pk}?lang={code}").json()
    assert (body["kind"], body["status"], body["metrics"][0]["qualifier"]) == (
        "case_study",
        "published",
        "gt",
    )


@pytest.mark.parametrize("path", ["", "/case-studies", "/case-studies/{id}", "/languages", "/search"])
def test_language_is_given_once(client, case, path):
    fault = fault_of(client.get(f"/api/v1{path.format(id=case.pk)}?lang=th&lang=th"))
    assert (fault["parameter"], fault["code"]) == ("lang", "repeated")


def test_language_that_is_served_is_written_in_its_own_form(get):
    response = get("?lang=TH")
    assert response["Content-Language"] == response.json()["language"]["requested"] == "th"
    assert response.content == get("?lang=th").content


def test_links_between_records_stay_in_no_language_and_those_to_pages_in_the_one_that_is_served(get):
    country = get("?lang=th").json()["countries"][0]
    assert "lang=" not in country["url"]
    assert "/th/countries/" in country["html_url"]
