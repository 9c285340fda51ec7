"""Pages: where they are, where wrong addresses lead, what is refused."""

import pytest
from django.core.cache import caches

from portal.publishing.record import State
from portal.publishing.review import transition
from tests.making import rename


def test_the_sites_own_address_leads_to_its_english_home(client):
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/en/")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "th", "lo", "km", "my", "vi", "id", "ms", "fil", "ko"])
def test_an_empty_portal_has_a_home_in_every_language(client, language):
    assert client.get(f"/{language}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/xx/", "/en/nothing", "/en/countries/ZZ", "/case-studies/cs-0000000000", "/en/sessions"]
)
def test_unknown_addresses_are_not_found_in_words(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_a_draft_is_not_found(make, client):
    case = make.case_study()
    assert client.get(f"/en/case-studies/{case.pk}").status_code == 404
    assert client.get(f"/case-studies/{case.pk}").status_code == 404


def test_a_missing_or_wrong_slug_leads_to_the_right_address(make, client):
    case = make.live("case-study", slug="landsmaps")
    right = f"/en/case-studies/{case.pk}/landsmaps"
    for wrong in (
        f"/en/case-studies/{case.pk}",
        *(f"{right[:-9]}{slug}" for slug in ("old-name", "landsmaps.", "a.b")),
    ):
        response = client.get(wrong)
        assert (response.status_code, response["Location"]) == (301, right)
    assert client.get(right).status_code == 200


def test_a_new_slug_moves_the_page_and_the_old_address_leads_there(make, client):
    case = make.live("case-study", slug="old")
    case.slug = "new"
    case.save()
    make.published(make.kept(case))
    assert client.get(f"/en/case-studies/{case.pk}/old")["Location"] == f"/en/case-studies/{case.pk}/new"


def test_another_kinds_record_is_not_found_here(make, client):
    case = make.live("case-study")
    assert client.get(f"/en/conferences/{case.pk}").status_code == 404
    lesson = case.lessons.get()
    assert client.get(f"/en/case-studies/{lesson.pk}").status_code == 404


def test_a_country_in_small_letters_leads_to_its_code(make, client):
    make.live("country", id="TH", slug="thailand")
    response = client.get("/en/countries/th")
    assert (response.status_code, response["Location"]) == (301, "/en/countries/TH")


def test_a_withdrawn_record_says_why(make, client):
    case = make.live("case-study")
    make.withdrawn(case)
    response = client.get(f"/en/case-studies/{case.pk}")
    assert response.status_code == 410
    assert "No longer true." in response.content.decode()


def test_a_merged_record_leads_to_the_one_that_stands_for_it(make, client):
    old, heir = make.live("topic"), make.live("topic", slug="heir")
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    response = client.get(f"/th/topics/{old.pk}")
    assert (response.status_code, response["Location"]) == (308, f"/th/topics/{heir.pk}/heir")


def test_a_permanent_address_leads_to_the_readers_language(make, client):
    case = make.live("case-study")
    response = client.get(f"/case-studies/{case.pk}", headers={"accept-language": "km-KH, en;q=0.5"})
    assert (response.status_code, response["Location"]) == (302, f"/km/case-studies/{case.pk}")
    assert response["Vary"] == "Accept-Language"
    assert client.get(f"/case-studies/{case.pk}")["Location"] == f"/en/case-studies/{case.pk}"


def test_unknown_parameters_are_dropped_and_share_the_stored_page(make, client):
    make.live("case-study")
    first = client.get("/en/case-studies")
    second = client.get("/en/case-studies?utm_source=mail&fbclid=x")
    assert (second.status_code, second["ETag"]) == (200, first["ETag"])


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense",
        "sort=nonsense",
        "cursor=forged",
        "kind=case_study&kind=lesson_learned",
        "language__isnull=x",
    ],
)
def test_impossible_values_of_known_parameters_are_refused_in_words(make, client, query):
    make.live("case-study")
    response = client.get(f"/en/case-studies?{query}")
    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"


def test_lists_are_filtered_and_walked_to_their_end(make, client):
    country = make.live("country")
    for number in range(23):
        make.live("case-study", country=country, title_en=f"Case number {number:02d}", lessons=0)
    seen, address = [], f"/en/case-studies?country={country.pk}"
    while address:
        response = client.get(address)
        assert response.status_code == 200
        html = response.content.decode()
        seen += [number for number in range(23) if f"Case number {number:02d}" in html]
        main = html.partition("<main")[2]
        links = [part.split('"')[0] for part in main.split('href="') if "cursor=" in part.split('"')[0]]
        address = links[0].replace("&amp;", "&") if links else None
    assert seen == list(range(23))
    assert "Case number" not in client.get("/en/case-studies?country=ZZ").content.decode()


def test_a_page_keeps_its_etag_over_other_peoples_publications(make, client):
    one, other = make.live("topic", name_en="One"), make.live("topic", name_en="Other")
    address = f"/en/topics/{one.pk}"
    before = client.get(address, follow=True)
    make.published(make.kept(rename(other, "Another")))
    caches["pages"].clear()
    assert client.get(address, follow=True)["ETag"] == before["ETag"]
    unmodified = client.get(before.request["PATH_INFO"], headers={"if-none-match": before["ETag"]})
    assert (unmodified.status_code, unmodified.content) == (304, b"")


@pytest.mark.django_db
def test_writing_is_not_possible_on_public_pages(client):
    assert client.post("/en/").status_code == 405


def test_health_touches_nothing(client):
    assert client.get("/healthz").content == b"ok\n"
