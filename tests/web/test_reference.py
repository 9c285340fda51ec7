"""The reference of the API names all that the description does, shows what the API answers, and its examples run."""

import contextlib
import html as htmllib
import io
import json
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import caches

from conferences.models import Material
from portal.languages.codes import CODES
from portal.openapi import document
from portal.publishing import numbers
from portal.web.reference.asking import LONGEST, shortened
from portal.web.reference.components import SHARED
from portal.web.reference.operations import operations, tags
from tests.making import KINDS
from tests.site.document import Document
from tests.web.test_outage import lost

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")
BLOCK = re.compile(r'<pre role="region"[^>]*><code(?: id="in-([^"]+)")?[^>]*>(.*?)</code></pre>', re.DOTALL)
CODE = re.compile(r'<code translate="no">([^<]+)</code>')
NAME = re.compile(r'(?:<dt translate="no">|<li><b><code translate="no">)([^<]+)<')
HOME = "developers/reference"
PAGES = [*tags(), SHARED]  # that are no operation's
DESCRIBED = {item["get"]["operationId"]: path for path, item in document()["paths"].items()}


@pytest.fixture
def library(make):
    """A record of every kind, among them one whose name can be searched; a material."""
    for kind in KINDS:
        if kind not in ("case-study", "conference"):
            make.live(kind)
    case = make.live("case-study", title_en="Land for all", title_th="ที่ดิน", lessons=2)
    conference = make.draft("conference", cases=[case])
    Material(record=conference, kind="slides", url="https://example.org/slides", title_en="Slides").save()
    make.published(make.kept(conference))
    return make


def page(client, slug: str = "", language: str = "en") -> str:
    """A page of the reference; `slug` is empty for its index."""
    response = client.get(f"/{language}/{HOME}{'/' if slug else ''}{slug}")
    assert (slug, response.status_code, response["Content-Language"]) == (slug, 200, language)
    return response.content.decode()


def blocks(html: str) -> dict[str, str]:
    """Pieces of code by what they are written in; the answer is ""."""
    return {name: htmllib.unescape(TAG.sub("", code)) for name, code in BLOCK.findall(html)}


def words(html: str) -> str:
    """The text of a page."""
    return " ".join(htmllib.unescape(TAG.sub("", html)).split())


# Everything is there


@pytest.mark.parametrize("language", ["en", "th", "my"])
def test_every_operation_can_be_reached_from_the_index_and_every_page_is_sound(library, client, language):
    index = Document(page(client, "", language))
    reached = {link for link in index.links if link.startswith(f"/{language}/{HOME}/")}
    assert reached == {f"/{language}/{HOME}/{slug}" for slug in (*PAGES, *operations())}
    assert {operation.name for operation in operations().values()} == DESCRIBED.keys()
    assert index.faults() == []
    for slug in (*PAGES, *operations()):
        found = Document(page(client, slug, language))
        assert (slug, found.faults()) == (slug, [])
        inner = {link for link in found.links if link.startswith("#")}
        assert (slug, {link for link in inner if link[1:] not in found.ids}) == (slug, set())


def test_groups_and_operations_never_share_an_address():
    assert {*PAGES} & operations().keys() == set()
    assert len({*PAGES}) == len(PAGES)
    assert len(operations()) == len(DESCRIBED)
    assert all(re.fullmatch("[a-z-]+", slug) for slug in (*PAGES, *operations()))


def test_the_index_shows_the_introduction_and_each_path_with_its_summary(client):
    html = page(client)
    assert "<strong>Nothing is ignored.</strong>" in html
    for operation in operations().values():
        assert f">{operation.path}</a></dt><dd>{htmllib.escape(operation.summary)}</dd>" in html
    links = Document(html).links
    assert {"/en/developers", "/api/v1/openapi.json", "/en/problems"} <= set(links)


def test_a_group_leads_to_its_operations(client):
    for tag in tags().values():
        links = Document(page(client, tag.slug, "th")).links
        assert {f"/th/{HOME}/{operation.slug}" for operation in tag.operations} <= set(links)


def test_every_parameter_is_named_with_what_it_means_and_what_it_may_be(client):
    for slug, operation in operations().items():
        html = page(client, slug)
        parameters = html.partition('id="parameters"')[2].partition('id="answers"')[0]
        assert (slug, NAME.findall(parameters)) == (slug, _together(operation))
        said = words(parameters)
        coded = {each for code in CODE.findall(parameters) for each in code.split()}
        for parameter in operation.parameters:
            schema = parameter["schema"]
            inner = schema.get("items", schema)
            assert parameter["description"].replace("`", "") in said
            if parameter["name"] == "fields" and operation.is_of_one:
                assert '<a href="#fields">' in parameters
                continue
            assert {*map(str, inner.get("enum", ()))} <= coded, (slug, parameter["name"])
            for bound in ("pattern", "default", "minimum", "maximum", "maxLength"):
                assert str(inner.get(bound, "")) in said, (slug, parameter["name"], bound)
            assert f"Up to {schema['maxItems']} values" in said if "maxItems" in schema else True


def _together(operation) -> list[str]:
    """The names in the order of the page: how it is answered first, each filter with its endings."""
    chosen = {each["name"] for each in operation.parameters if each["name"] in operation.selecting}
    chosen -= {each["name"] for each in operation.parameters if each.get("required")}
    found = []
    for group in (operation.names - chosen, chosen):
        names = [each["name"] for each in operation.parameters if each["name"] in group]
        bases = dict.fromkeys(name.partition("__")[0] for name in names)
        found += [name for base in bases for name in names if name.partition("__")[0] == base]
    return found


def test_every_answer_stands_there_and_each_error_leads_to_its_page(client):
    for slug, operation in operations().items():
        html = page(client, slug, "th").partition('id="answers"')[2].partition('id="fields"')[0]
        assert re.findall(r"<dt>(\d+)</dt>", html) == list(operation.responses)
        shown = {link.rpartition("/")[2] for link in Document(html).links if link.startswith("/th/problems/")}
        said = [each.get("content", {}) for each in operation.responses.values()]
        described = {
            name
            for each in said
            for name in each.get("application/problem+json", {"examples": ()})["examples"]
        }
        assert (slug, shown) == (slug, described)
        for media_type in operation.media_types:
            assert f'<code translate="no">{media_type}</code>' in html


def test_every_field_of_every_component_is_on_a_page_and_leads_to_what_it_holds(client):
    schemas, met = document()["components"]["schemas"], {}
    for slug in (SHARED, *operations()):
        html = page(client, slug).partition('id="fields"')[2]
        for part in html.split('<details class="more shape" ')[1:]:
            name = re.match('id="([A-Za-z]+)"', part).group(1)
            met.setdefault(name, set(NAME.findall(part)))
    assert met.keys() == schemas.keys() - {"Problem", "Fault"}  # these are on the pages of problems
    for name, fields in met.items():
        assert (name, fields) == (name, set(schemas[name].get("properties", {})))


def test_links_to_components_on_other_pages_lead_to_them(client):
    for slug in ("search-everything", "list-changes", "get-case-study"):
        links = [link for link in Document(page(client, slug)).links if f"/{HOME}/" in link and "#" in link]
        assert len(links) > 4
        for link in links:
            address, _mark, name = link.partition("#")
            assert f'id="{name}"' in client.get(address).content.decode()


def test_a_vocabulary_can_be_opened(client):
    links = [
        link for link in Document(page(client, "get-case-study", "th")).links if "/vocabularies/" in link
    ]
    assert "/api/v1/vocabularies/stage?lang=th" in links
    assert {client.get(link).status_code for link in links} == {200}


# What it shows is so


@pytest.mark.parametrize("language", ["en", "th", "lo"])
def test_the_answer_shown_is_what_the_api_answers(library, client, language):
    for slug, operation in operations().items():
        html = page(client, slug, language)
        asked = htmllib.unescape(re.search(r'asked"><code translate="no">(.*?)</code>', html).group(1))
        answer = client.get(TAG.sub("", asked).removeprefix(settings.SITE_URL))
        assert (slug, answer.status_code) == (slug, 200)
        shown = blocks(html)[""]
        if operation.schema is None:
            assert shown == answer.content.decode()
            continue
        assert (slug, json.loads(shown)) == (slug, shortened(answer.json()))
        assert answer.json().get("results") != []


def test_long_texts_are_cut_and_lists_show_their_first_entries():
    address = f"{settings.SITE_URL}/api/v1/case-studies?{'x' * LONGEST}"
    assert shortened(
        {
            "a": [{"b": 1}, {"b": 2}],
            "c": [1, 2, 3, 4],
            "d": "e" * LONGEST,
            "f": "g" * (LONGEST + 1),
            "h": address,
            "i": None,
        }
    ) == {
        "a": [{"b": 1}],
        "c": [1, 2, 3],
        "d": "e" * LONGEST,
        "f": "g" * (LONGEST - 1) + "…",
        "h": address,
        "i": None,
    }


def test_an_empty_library_has_examples_that_say_how_it_would_be(client):
    html = page(client, "get-case-study")
    assert "Nothing has been published here yet." in html
    assert f'curl "{settings.SITE_URL}/api/v1/case-studies/cs-7k2m9q4xtr?lang=en"' in blocks(html)["curl"]
    assert json.loads(blocks(page(client, "list-case-studies"))[""])["results"] == []
    for slug, operation in operations().items():
        assert (
            f"{settings.SITE_URL}{operation.path.partition('{')[0]}" in blocks(page(client, slug))["python"]
        )


def test_examples_count_for_nobody_s_limits(library, client, settings):
    settings.API_READS_PER_MINUTE = settings.API_SEARCHES_PER_MINUTE = 0
    assert client.get("/api/v1/case-studies").status_code == 429
    for slug in operations():
        assert "" in blocks(page(client, slug))
    assert client.get("/api/v1/case-studies", headers={"x-is-from-here": "1"}).status_code == 429


def test_a_page_that_could_not_be_made_whole_is_not_kept(library, client):
    numbers.forget_all()
    address = f"/en/{HOME}/get-case-study"
    with lost(after=2):
        assert client.get(address).status_code == 503
    assert "Land for all" in client.get(address).content.decode()


# Examples run


def test_every_python_example_runs_as_it_stands(library, client, live_server, settings):
    settings.SITE_URL = live_server.url
    for cache in caches.all(initialized_only=True):
        cache.clear()
    said = {}
    for slug in operations():
        code = blocks(page(client, slug))["python"]
        assert live_server.url in code
        assert set(re.findall(r"^(?:from|import) (\w+)", code, re.MULTILINE)) <= {"csv", "json", "urllib"}
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(code, slug, "exec"), {})  # noqa: S102 - what the page tells people to run
        said[slug] = out.getvalue()
    assert [slug for slug, text in said.items() if not text.strip()] == []
    assert "Land for all" in said["get-case-study"]
    assert "Land for all" in said["list-case-studies"]
    assert said["cite-case-study"].startswith("@")
    assert "'country': " in said["case-study-statistics"]
    assert said["list-changes"].splitlines()[-1].startswith(live_server.url)


def test_an_example_runs_in_a_program_of_its_own(library, client, live_server, settings):
    settings.SITE_URL = live_server.url
    code = blocks(page(client, "list-case-studies", "th"))["python"]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "ที่ดิน" in done.stdout


def test_all_examples_of_a_page_ask_the_same_address_of_this_site(library, client):
    for slug, operation in operations().items():
        found = blocks(page(client, slug, "th"))
        expected = {"", "curl", "python", "r"} | ({"pandas"} if operation.is_table else set())
        assert (slug, found.keys()) == (slug, expected)
        for name in expected - {""}:
            [asked] = re.findall(rf'"({settings.SITE_URL}[^"]*)"', found[name])
            response = client.get(asked.removeprefix(settings.SITE_URL))
            assert (slug, name, response.status_code) == (slug, name, 200)
            is_csv = response["Content-Type"].startswith("text/csv")
            assert (slug, name, is_csv) == (slug, name, "format=csv" in asked)
        assert len([line for line in found["r"].splitlines() if not line.startswith("#")]) == 1
        assert found["curl"].count("\n") == 0


# Addresses


@pytest.mark.parametrize(
    ("header", "language"), [("th", "th"), ("km-KH,en;q=0.5", "km"), ("de", "en"), ("", "en")]
)
def test_the_address_without_a_language_leads_to_the_reader_s(client, header, language):
    response = client.get("/api/v1/docs", headers={"accept-language": header})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/{HOME}")
    assert response["Vary"] == "Accept-Language"
    assert not response.cookies
    assert client.get("/api/v1").json()["links"]["docs"] == f"{settings.SITE_URL}/api/v1/docs"
    assert client.get("/api/v1/docs/", headers={"accept-language": header})["Location"] == "/api/v1/docs"


@pytest.mark.parametrize(
    "slug", ["nonsense", "listCaseStudies", "List-case-studies", "list-case-studies/more"]
)
@pytest.mark.parametrize("language", ["en", "th"])
def test_an_unknown_operation_is_not_found(client, language, slug):
    assert client.get(f"/{language}/{HOME}/{slug}").status_code == 404


def test_pages_name_their_other_languages(client):
    html = page(client, "", "th")
    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))
    site = settings.SITE_URL
    assert links == {**{code: f"{site}/{code}/{HOME}" for code in CODES}, "x-default": f"{site}/api/v1/docs"}
    assert f'<link rel="canonical" href="{site}/th/{HOME}/list-lessons">' in page(
        client, "list-lessons", "th"
    )


def test_what_is_english_is_marked_as_such_on_pages_of_other_languages(client):
    html = page(client, "list-case-studies", "th")
    assert '<title lang="en">List case studies – ' in html
    assert '<h1 lang="en">List case studies</h1>' in html
    assert '<p lang="en">Only these records.</p>' in html
    assert ' lang="en"' not in page(client, "list-case-studies").partition("<main")[2].partition("</main>")[0]


def test_the_developers_page_leads_to_the_reference(client):
    assert f"/th/{HOME}" in Document(client.get("/th/developers").content.decode()).links


def test_pages_are_for_reading(client):
    for address in ("/api/v1/docs", f"/en/{HOME}", f"/en/{HOME}/list-lessons", f"/en/{HOME}/lessons"):
        assert (address, client.post(address).status_code) == (address, 405)
        assert client.head(address).status_code in (200, 302)


def test_a_page_is_also_markdown(library, client):
    text = client.get(f"/en/{HOME}/list-case-studies.md").content.decode()
    assert "# List case studies" in text
    assert "\nfrom urllib.request import urlopen\n" in text
    assert "country\\_\\_not" in text or "country__not" in text
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert {urlsplit(link).scheme for link in links} <= {"http", "https"}


def test_pages_without_examples_cost_one_query_and_all_are_kept(client, django_assert_num_queries):
    for slug in ("", "/case-studies"):
        with django_assert_num_queries(1):
            client.get(f"/en/{HOME}{slug}")
    client.get(f"/en/{HOME}/get-case-study")
    with django_assert_num_queries(1):
        client.get(f"/en/{HOME}/get-case-study?utm_source=x")


def test_an_example_costs_as_many_queries_with_one_record_as_with_three(
    make, client, django_assert_num_queries
):
    for _number in range(2):
        make.live("agency")
        with django_assert_num_queries(6):  # number, menu, changed Entries, their facets, a card, a record
            client.get(f"/en/{HOME}/get-agency")
        make.live("agency")
