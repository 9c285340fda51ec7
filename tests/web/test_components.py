"""The page of components shows every partial, each once, in every state."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from portal.languages.codes import CODES
from portal.web.components import shown
from portal.web.showcase import COMPONENTS, ELSEWHERE, PARTS
from portal.web.showcase.specimens import ARTICLE_1
from tests.web.literal import Languages

FOLDER = Path(settings.BASE_DIR) / "templates" / "components"
PARTIALS = {str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.html")}
INCLUDED = re.compile(r'{% include "components/([\w/-]+)\.html"')
LANDMARKS = {"nav", "section", "form"}  # where they have a name


class Outline(HTMLParser):
    """Headings, ids, addresses and the names of landmarks of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.ids, self.addresses, self.levels, self.landmarks = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.addresses += [given["href"]] if tag == "a" else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        name = given.get("aria-label") or given.get("aria-labelledby")
        if name and (tag in LANDMARKS or given.get("role") in ("region", "search")):
            self.landmarks.append((given.get("role", tag), name))
        assert "style" not in given


def test_every_partial_is_shown_once_or_has_a_reason_not_to_be():
    partials = [component.partial for component in COMPONENTS]
    assert len(partials) == len(set(partials))
    assert len({component.name for component in COMPONENTS}) == len(COMPONENTS)
    assert set(partials) | ELSEWHERE.keys() == PARTIALS
    assert not set(partials) & ELSEWHERE.keys()


def test_what_is_shown_within_another_one_really_is():
    for partial, reason in ELSEWHERE.items():
        if reason.startswith("within "):
            around = [
                name
                for name in PARTIALS
                if partial in INCLUDED.findall((FOLDER / f"{name}.html").read_text())
            ]
            assert around, partial


PAGES = [f"?part={number}" for number in range(1, len(PARTS) + 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("language", CODES)
def test_the_pages_are_whole_in_every_language(client, language):
    for query, components in zip(PAGES, PARTS, strict=True):
        response = client.get(f"/{language}/components{query}")
        html = response.content.decode()
        outline = Outline(html)
        assert response.status_code == 200
        assert [outline.levels.count(1), html.count('content="noindex"')] == [1, 1]
        assert [text for text in outline.ids if outline.ids.count(text) > 1] == []
        assert [name for name in outline.landmarks if outline.landmarks.count(name) > 1] == []
        for component in components:
            assert f"<h2>{component.name}</h2>" in html
            assert all(state.shows in html for state in component.states)
        read = Languages(html)
        assert read.open == [("", "")]
        assert read.of("Every component in every state.") == {"en"}
    first = Languages(client.get(f"/{language}/components").content.decode())
    assert all(first.of(text) == {code} for code, text in ARTICLE_1.items())
    second = Languages(client.get(f"/{language}/components?part=2").content.decode())
    assert second.of("One specimen sentence about what was done.") == {"en"}


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?part=0", "?part=3", "?part=x"])
def test_there_is_no_other_part(client, query):
    assert client.get(f"/en/components{query}").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("query", PAGES)
def test_no_specimen_leads_anywhere_but_to_the_page_itself_or_to_an_example(client, query):
    outline = Outline(client.get(f"/th/components{query}").content.decode())
    addresses = outline.addresses
    outside = {address for address in addresses if not address.startswith(("/", "#", "mailto:?"))}
    assert {address.split("/")[2] for address in outside} <= {"example.org", "creativecommons.org"}
    for address in {address for address in addresses if address.startswith("/")}:
        assert client.get(address).status_code in (200, 301, 302), address
    assert not [
        address for address in addresses if address.startswith("#") and address[1:] not in outline.ids
    ]


@pytest.mark.django_db
def test_partials_speak_the_language_of_the_page_but_within_a_record_in_english(client):
    html = "".join(client.get(f"/th/components?part={part}").content.decode() for part in (1, 2))
    assert "ค้นหา" in html[html.index("components/search_box.html") :][:900]
    assert "Do this" in html[html.index("components/steps.html") :][:900]


def test_every_state_shows_something_that_no_other_one_does():
    for component in shown("en"):
        rendered = [" ".join(state["html"].split()) for state in component["states"]]
        assert all(rendered), component["name"]
        assert len(rendered) == len(set(rendered)), component["name"]


def test_it_reads_no_record(make, client, django_assert_num_queries):
    make.live("case-study", title_en="Not on this page")
    with django_assert_num_queries(1):
        html = client.get("/en/components").content.decode()
    assert "Not on this page" not in html
