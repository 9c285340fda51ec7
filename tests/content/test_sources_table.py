"""docs/content.md tells of every record what it rests on, and no record rests on a weak copy."""

import pytest

from tests.content.sources_table import ADDRESS, BESIDE, CONTENT, DOCUMENT, HEADING, records, table

FILES = sorted(CONTENT.rglob("*.yaml"))
SAME_EVERYWHERE = ("title", "title_language", "publisher", "publisher_agency", "language", "published_on")
# Copies, mirrors and reposts of what others published, and a designer's portfolio.
WEAK_HOSTS = (
    "mosaic.news",
    "cryptoproductivity.org",
    "newsfromrss.com",
    "exbulletin.com",
    "gi.spiritlabs.co",
    "marketplace-guruland-proxy",
    "startwithidentity.com",
    "wroissetter.co.uk",
    "clevelandohioweatherforecast.com",
)


def test_the_document_ends_with_the_tables():
    _before, heading, after = DOCUMENT.read_text(encoding="utf-8").partition(HEADING)
    assert heading + after == table()


def test_every_record_has_a_line_that_says_what_it_rests_on():
    lines = [line.split(" | ") for line in table().splitlines() if line.startswith("| ")]
    told = {line[0].removeprefix("| "): line[-1].removesuffix(" |") for line in lines}
    everything = [record["id"] for kind in records().values() for record in kind]
    assert told.keys() - {"id"} == set(everything)
    assert len(everything) == len(set(everything)) >= 150
    assert all(told.values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_address_of_a_file_is_in_the_document(file):
    document = set(ADDRESS.findall(DOCUMENT.read_text(encoding="utf-8")))
    assert set(ADDRESS.findall(file.read_text(encoding="utf-8"))) <= document


def test_one_address_is_one_source_wherever_it_stands():
    told: dict[str, set[tuple]] = {}
    for record in (record for kind in records().values() for record in kind):
        for source in record.get("parts", {}).get("sources", ()):
            facts = tuple(source.get(name) for name in SAME_EVERYWHERE)
            told.setdefault(source["url"], set()).add(facts)
    assert {address: facts for address, facts in told.items() if len(facts) > 1} == {}


@pytest.mark.parametrize("host", WEAK_HOSTS)
def test_no_weak_host_stands_anywhere(host):
    assert [file.name for file in (*FILES, DOCUMENT) if host in file.read_text(encoding="utf-8")] == []


def test_the_sources_beside_the_files_belong_to_records_that_exist():
    everything = {record["id"] for kind in records().values() for record in kind}
    assert BESIDE.keys() <= everything
