"""Sixty figures, typed by hand from their sources, stand unchanged on the public pages and in the API."""

from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

import pytest
import yaml

from knowledge.models.evidence import Qualifier
from knowledge.models.result import ResultKind
from portal.publishing.content import Fate, load
from portal.publishing.content.reading import StrictLoader
from tests.opening import CONTENT

FACTS = yaml.safe_load(Path(__file__).with_name("facts.yaml").read_text(encoding="utf-8"))
AS_OF = {"en": "As of ", "th": "ข้อมูล ณ "}
VOID = {"br", "hr", "img", "input", "link", "meta"}


# What is there


class Tree(HTMLParser):
    """A page as a tree; one whose elements do not close in order is refused."""

    def __init__(self, html: str):
        super().__init__()
        self.builder = TreeBuilder()
        self.feed(html)
        self.root = self.builder.close()

    def handle_starttag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            closed = self.builder.end(tag).tag
            assert closed == tag, f"</{tag}> closes <{closed}>"

    def handle_data(self, data):
        self.builder.data(data)


def page_of(record: str, language: str, client) -> Element:
    """The public page of a case study."""
    response = client.get(f"/{language}/case-studies/{record}", follow=True)
    assert response.status_code == 200
    page = Tree(response.content.decode()).root
    assert page.get("lang") == language
    return page


def read(shown: Element, page: Element) -> dict:
    """What a reader finds in the element of a figure, and where its marks lead in the list of sources."""
    marks = [mark.get("href").removeprefix("#") for mark in shown.findall("dt/sup/a")]
    sources = [page.find(f".//ol[@class='sources']/li[@id='{mark}']") for mark in marks]
    return {
        "figure": [words(figure) for figure in shown.findall("dd[@class='num']")],
        "notes": [words(note) for note in shown.findall("dd[@class='details']/ul/li")],
        "sources": [source.find(".//a[@rel]").get("href") for source in sources],
    }


def words(element: Element) -> str:
    """What stands in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


# What there should be


def expected_of(fact: dict) -> dict:
    """What the API says of a fact besides what it is found by."""
    return {
        "value_to": fact.get("value_to"),
        "qualifier": fact["qualifier"],
        "kind": fact.get("kind", "reported"),
        "period": fact.get("period"),
        "as_of": fact.get("as_of"),
    }


def told_of(fact: dict, language: str) -> dict:
    """The same in words, as `read` finds them."""
    told = fact[language]
    kind, period = ([told[name]] if name in told else [] for name in ("kind", "period"))
    day = [AS_OF[language] + told["day"]] if "day" in told else []
    beside = fact.get("period", "").startswith("per_")
    return {
        "figure": [" ".join([told["figure"], *(period if beside else [])])],
        "notes": [*kind, *([] if beside else period), *day],
        "sources": [fact["source"]],
    }


def faults(fact: dict, client) -> list[str]:
    """All that is not as the fact has it, in the API and on its pages; empty where everything is."""
    record = client.get(f"/api/v1/case-studies/{fact['record']}?lang=en").json()
    addresses = [source["url"] for source in record["sources"]]
    found = [
        metric
        for metric in record["metrics"]
        if (metric["value"], metric["unit"], addresses[metric["source"]])
        == (fact["value"], fact["unit"], fact["source"])
    ]
    if len(found) != 1:
        return [f"API: {len(found)} figures are {fact['value']} {fact['unit']} of {fact['source']}"]
    metric = found[0] | {"country": record["countries"][0]["id"]}
    wrong = differences("API", expected_of(fact) | {"country": fact["country"]}, metric)
    for language in sorted(AS_OF.keys() & fact.keys()):
        page = page_of(fact["record"], language, client)
        shown = page.find(f".//dl/div[@id='{metric['id']}']")
        told = {} if shown is None else read(shown, page)
        wrong += differences(f"{language} page", told_of(fact, language), told)
    return wrong


def differences(where: str, expected: dict, actual: dict) -> list[str]:
    """A line for each thing that is not as expected."""
    return [
        f"{where}: {name} is {actual.get(name)} instead of {value}"
        for name, value in expected.items()
        if actual.get(name) != value
    ]


# Tests


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["what"])
def test_a_figure_is_as_its_source_has_it(fact, loaded, client):
    assert faults(fact, client) == []


def test_there_are_sixty_of_every_sort_from_every_country():
    assert len({fact["what"] for fact in FACTS}) == len(FACTS) == 60
    assert len({fact["record"] for fact in FACTS}) >= 30
    assert len({fact["country"] for fact in FACTS}) == 18
    assert {fact["qualifier"] for fact in FACTS} == set(Qualifier.values)
    assert {fact.get("kind", "reported") for fact in FACTS} == set(ResultKind.values)
    assert {len(fact.get("as_of", "")) for fact in FACTS} == {
        0,
        len("2021"),
        len("2021-11"),
        len("2021-11-16"),
    }
    assert {fact.get("period") for fact in FACTS} == {None, "per_day", "per_year", "cumulative"}
    assert [fact["value"] for fact in FACTS if "value_to" in fact] == [18_000_000, 1, 10]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["what"])
def test_a_figure_is_told_in_the_languages_of_its_page(fact):
    languages = ["en", "th"] if fact["country"] == "TH" else ["en"]
    assert sorted(AS_OF.keys() & fact.keys()) == languages
    codes = {"kind": fact.get("kind"), "period": fact.get("period"), "day": fact.get("as_of")}
    for language in languages:
        assert fact[language].keys() == {"figure", *(name for name, code in codes.items() if code)}


def test_a_changed_figure_is_noticed(loaded, client, tmp_path):
    falsify(tmp_path, "Tang Rat, walk-in counters", qualifier="eq")
    falsify(tmp_path, "MyCO, companies that had to register again", unit="persons")
    falsify(tmp_path, "PeduliLindungi, users", as_of="2021-11-01")
    falsify(tmp_path, "X-Road, requests per day", source="http://www.ria.ee/27309")
    names = ("Tang Rat, ", "MyCO, ", "PeduliLindungi, ", "X-Road, ")
    facts = [fact for fact in FACTS if fact["what"].startswith(names)]
    assert len(facts) == 8
    assert {fact["what"]: wrong for fact in facts if (wrong := faults(fact, client))} == {
        "Tang Rat, walk-in counters": [
            "API: qualifier is eq instead of gt",
            "en page: figure is ['5,000'] instead of ['more than 5,000']",
            "th page: figure is ['5,000'] instead of ['มากกว่า 5,000']",
        ],
        "MyCO, companies that had to register again": [
            "API: 0 figures are 60000 companies of https://www.consult-myanmar.com/2019/03/11/dica-sets-30-mar-as-late-registration-deadline-for-myco/"
        ],
        "PeduliLindungi, users": [
            "API: as_of is 2021-11 instead of 2021-12",
            "en page: notes is ['As of November 2021'] instead of ['As of December 2021']",
        ],
        "X-Road, requests per day": [
            "API: 0 figures are 1500000 requests of https://moodle.ria.ee/mod/page/view.php?id=536"
        ],
    }


def falsify(folder: Path, what: str, **change) -> None:
    """Load a copy of the content in which the figure of a fact is changed. A source is given by its address."""
    fact = next(fact for fact in FACTS if fact["what"] == what)
    texts = {
        file.name: file.read_text(encoding="utf-8") for file in (CONTENT / "case_studies").glob("*.yaml")
    }
    name = next(name for name, text in texts.items() if f"id: {fact['record']}\n" in text)
    content = yaml.load(texts[name], StrictLoader)  # noqa: S506 - a subclass of SafeLoader
    parts = next(record["parts"] for record in content["records"] if record["id"] == fact["record"])
    ids = {source["url"]: source["id"] for source in parts["sources"]}
    if "source" in change:
        change["source"] = ids[change["source"]]
    for result in parts["results"]:
        if float(result["value"]) == fact["value"] and result["source"] == ids[fact["source"]]:
            result.update(change)
    (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert load(folder / name)[Fate.UPDATED] == 1
