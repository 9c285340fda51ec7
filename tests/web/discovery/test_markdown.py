"""The Markdown twin of every page."""

import pytest
from django.conf import settings
from django.core.cache import caches

from portal.publishing.record import State
from portal.publishing.review import transition
from tests.making import KINDS, rename


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_a_twin_that_it_names(make, client, kind):
    record = make.live(kind)
    name = getattr(record, f"{record.name_field}_th")
    for address in ("/th/", f"/th/{make.paths[kind]}", f"/th/{make.paths[kind]}/{record.pk}"):
        page = client.get(address, follow=True)
        path = page.redirect_chain[-1][0] if page.redirect_chain else address
        twin = f"{path}index.md" if path.endswith("/") else f"{path}.md"
        assert f'type="text/markdown" href="{settings.SITE_URL}{twin}"' in page.content.decode()
        response = client.get(twin)
        assert (response.status_code, response["Content-Type"]) == (200, "text/markdown; charset=utf-8")
        assert response["Content-Language"] == "th"
        text = response.content.decode()
        assert text.startswith("---\ntitle: ")
        assert name in text or address == "/th/"
        assert "<" not in text.replace("<http", "")


def test_a_twin_keeps_notices_filters_and_the_language_of_the_page(make, client):
    thai, lao = make.live("country", id="TH"), make.live("country", id="LA")
    case, _other = (make.live("case-study", country=country) for country in (thai, lao))
    text = client.get(f"/lo/case-studies/{case.pk}/{case.slug}.md").content.decode()
    assert 'language: "en"\npage_language: "lo"' in text
    page = client.get(f"/lo/case-studies/{case.pk}/{case.slug}").content.decode()
    notice = page.partition('<div class="notice"><p><strong>')[2].partition("<")[0]
    assert f"**{notice}**" in text
    listed = client.get("/en/case-studies.md?country=TH&nonsense=1").content.decode()
    assert listed.count("\n- ### ") == 1
    assert f'canonical: "{settings.SITE_URL}/en/case-studies?country=TH"' in listed


@pytest.mark.parametrize("query", ["", "?country=TH"])
def test_a_twin_names_the_address_that_its_page_names(make, client, query):
    case = make.live("case-study", country=make.live("country", id="TH"))
    canonical = f"{settings.SITE_URL}/en/case-studies/{case.pk}/{case.slug}"
    listed = f"{settings.SITE_URL}/en/case-studies{query}"
    for address, named in (
        (f"/lo/case-studies/{case.pk}/{case.slug}.md", canonical),
        (f"/en/case-studies.md{query}", listed),
    ):
        for _time in ("made", "stored"):
            response = client.get(address)
            assert response["Link"] == f'<{named}>; rel="canonical"'
            assert f'\ncanonical: "{named}"\n' in response.content.decode()


def test_a_page_that_names_no_address_has_a_twin_that_names_none(make, client):
    make.live("topic", name_en="Land")
    response = client.get("/en/library.md?q=land")
    assert "Land" in response.content.decode()
    assert "Link" not in response
    assert "canonical:" not in response.content.decode()


def test_what_a_title_holds_is_plain_text_in_a_twin(make, client):
    topic = make.live("topic", name_en="<img src=x onerror=y> [a](javascript:b)")
    for address in ("/en/topics.md", f"/en/topics/{topic.pk}.md"):
        text = client.get(address, follow=True).content.decode()
        assert "\\<img src=x onerror=y> \\[a\\](javascript:b)" in text
        assert "<" not in text.replace("\\<", "").replace("<http", "")


def test_wrong_addresses_lead_to_the_right_twin(make, client):
    case, old = make.live("case-study"), make.live("case-study")
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=case.pk)
    right = f"/en/case-studies/{case.pk}/{case.slug}.md"
    for wrong, status in ((f"{case.pk}.md", 301), (f"{case.pk}/wrong.md", 301), (f"{old.pk}.md", 308)):
        response = client.get(f"/en/case-studies/{wrong}")
        assert (response.status_code, response["Location"]) == (status, right)


def test_errors_are_those_of_the_page(make, client):
    gone, draft = make.live("topic"), make.topic()
    make.withdrawn(gone)
    expected = {
        f"/en/topics/{gone.pk}.md": 410,
        f"/en/topics/{draft.pk}.md": 404,
        "/en/nothing.md": 404,
        "/xx/topics.md": 404,
        "/en/.md": 404,
        "/en/topics/.md": 404,
        "/en/index.md.md": 404,
        "/en/topics.md.md": 404,
        "/en/%00.md": 404,
        "/en/topics/%00.md": 404,
        "/en/topics.md?scheme=nonsense": 400,
        "/en/topics.md?scheme=%00": 400,
        f"/en/library.md?q={'a' * 300}": 400,
    }
    assert {address: client.get(address).status_code for address in expected} == expected
    assert client.post("/en/topics.md").status_code == 405


def test_no_draft_is_in_a_twin(make, client):
    topic = make.live("topic", name_en="Published name")
    make.kept(rename(topic, "Secret name"))
    for address in ("/en/index.md", "/en/topics.md", "/en/library.md", f"/en/topics/{topic.pk}.md"):
        text = client.get(address).content.decode()
        assert "Secret name" not in text, address
    assert "Published name" in text


def test_a_twin_is_stored_under_its_page(make, client, statements, caught_up):
    topic = make.live("topic")
    caught_up()
    response = statements(4, f"/en/topics/{topic.pk}.md")
    again = statements(1, f"/en/topics/{topic.pk}.md", if_none_match=response["ETag"])
    assert (again.status_code, again["ETag"]) == (304, response["ETag"])
    page = client.get(f"/en/topics/{topic.pk}")
    assert page["ETag"] != response["ETag"]
    assert client.get(f"/en/topics/{topic.pk}.md", headers={"if-none-match": page["ETag"]}).status_code == 200
    make.published(make.kept(rename(topic, "Renamed")))
    assert "Renamed" in client.get(f"/en/topics/{topic.pk}.md").content.decode()


def test_what_somebody_typed_is_not_stored(make, client):
    make.live("topic", name_en="Land")
    before = len(caches["pages"]._cache)  # noqa: SLF001 - what is stored
    for typed in ("land", "lan", "la"):
        assert client.get(f"/en/library.md?q={typed}").status_code == 200
    kept = [key for key in caches["pages"]._cache if ".md:" in key]  # noqa: SLF001 - what is stored
    assert (kept, before) == ([], before)
