"""Records side by side."""

import re

import pytest
from django.core.cache import caches

from portal.publishing.record import State
from portal.publishing.review import transition
from tests.making import rename


@pytest.fixture
def read(client):
    """`read("cs-…,cs-…", q=…)` gives the HTML of the comparison of these records."""

    def read(ids: str = "", language: str = "en", status: int = 200, **query) -> str:
        response = client.get(f"/{language}/compare", {**({"id": ids} if ids else {}), **query})
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def pair(make):
    """Two cases on one theme, of which one says more; and a third one on it."""
    land = make.live("topic", name_en="Land", name_th="ที่ดิน")
    country = make.live("country", id="TH", name_en="Thailand", name_th="ไทย")
    facts = {
        "stage": "implementation",
        "launched": "2019-03-01",
        "launched_precision": "year",
        "themes": [land],
    }
    rich = make.live("case-study", title_en="Parcels", title_th="แปลง", country=country, **facts)
    poor = make.live("case-study", title_en="Taxes", title_th="ภาษี", country=country, lessons=0)
    make.live("case-study", title_en="Deeds", title_th="โฉนด", themes=[land], country=country)
    return rich, poor


def _rows(html: str) -> dict[str, list[str]]:
    """The table as {heading: what each record says}."""
    rows = {}
    for row in re.findall(r"<tr><th scope=\"row\".*?</tr>", html, re.DOTALL):
        heading = re.search(r'scope="row">(.*?)</th>', row).group(1)
        cells = re.findall(r"<td><span class=\"of\">.*?</span>\s(.*?)</td>", row, re.DOTALL)
        rows[heading] = [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in cells]
    return rows


def test_facts_stand_side_by_side_and_gaps_are_said_in_words(pair, read):
    rows = _rows(read(",".join(case.pk for case in pair)))
    assert rows["Country"] == ["Thailand", "Thailand"]
    assert rows["Themes"] == ["Land", "Not stated"]
    assert rows["Stage"] == ["Implementation", "Not stated"]
    assert rows["Launched"] == ["2019", "Not stated"]
    assert rows["Results"] == ["more than 100,000 users"] * 2
    assert rows["Lessons"] == ["Lesson 0", "Not stated"]
    assert rows["Sources"] == ["News page", "News page"]
    assert "Cost band" not in rows  # neither says anything of it


def test_each_record_is_named_linked_and_can_be_taken_out(pair, read):
    one, two = pair
    html = read(f"{one.pk},{two.pk}")
    assert f'href="/en/case-studies/{one.pk}/{one.slug}"' in html
    assert f'href="/en/compare?id={two.pk}" rel="nofollow">Remove<span class="vh">: Parcels' in html
    assert re.search(r'<link rel="canonical" href="[^"]*/en/compare">', html)
    assert '<meta name="robots" content="noindex">' in html


def test_ids_may_be_given_one_by_one_and_twice(pair, client, read):
    one, two = pair
    together = read(f"{one.pk},{two.pk}")
    assert client.get(f"/en/compare?id={one.pk}&id={two.pk}").content.decode() == together
    assert read(f"{one.pk},{two.pk},{one.pk}") == together


def test_a_record_is_in_its_own_language_and_says_so(make, pair, read):
    one, two = pair
    html = read(f"{one.pk},{two.pk}", "lo")
    assert '<div lang="en">' in html
    assert "Not stated" not in _rows(read(f"{one.pk},{two.pk}", "th")).get("Title", [])


def test_with_fewer_than_two_the_page_says_how_to_choose(pair, read):
    one, _two = pair
    for ids in ("", one.pk):
        html = read(ids)
        assert "Choose two to four entries" in html
        assert "<table" not in html
    assert "noindex" not in read()
    alike = read(one.pk)
    assert "Deeds" in alike  # has a theme in common
    assert "Taxes" not in alike
    assert len(re.findall(r"Add<span", read())) == 3


def test_others_are_found_by_a_search_and_added_by_a_link(pair, read):
    one, two = pair
    html = read(one.pk, q="taxes")
    assert f'href="/en/compare?id={one.pk},{two.pk}"' in html
    assert f'<input type="hidden" name="id" value="{one.pk}">' in html
    assert "Nothing matches." in read(one.pk, q="qwertyuiop")
    assert f"id={one.pk},{one.pk}" not in read(one.pk, q="parcels")


def test_what_cannot_be_compared_is_named(make, pair, read):
    one, two = pair
    draft, topic = make.case_study(title_en="Zanzibar"), make.live("topic")
    unknown = read(f"{one.pk},cs-nothing000", status=400)
    assert "cs-nothing000" in unknown
    as_unknown = read(f"{one.pk},{draft.pk}", status=400)
    assert as_unknown.replace(draft.pk, "cs-nothing000") == unknown
    assert topic.pk in read(f"{one.pk},{topic.pk}", status=400)
    assert topic.pk in read(topic.pk, status=400)
    assert "At most 4 values." in read(",".join(f"cs-nothing00{number}" for number in range(5)), status=400)
    read(f"{one.pk},", status=400)
    read("<script>", status=400)
    assert "fbclid" not in read(f"{one.pk},{two.pk}", fbclid="1")


def test_a_withdrawn_record_is_left_out_and_said_to_be(make, pair, read):
    one, two = pair
    third = make.live("case-study", title_en="Zanzibar")
    asked = f"{one.pk},{third.pk},{two.pk}"
    assert "Zanzibar" in read(asked)
    make.withdrawn(third)
    html = read(asked)
    assert "Zanzibar" not in html
    assert f"is left out: {third.pk}" in html
    assert "<table" in html
    read(third.pk, status=410)


def test_a_merged_record_is_the_one_that_stands_for_it(make, pair, read):
    one, two = pair
    old = make.live("case-study", title_en="Zanzibar")
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=two.pk)
    html = read(f"{one.pk},{old.pk},{two.pk}")
    assert html.count('<th scope="col"') == 2
    assert "Zanzibar" not in html


def test_a_draft_of_a_compared_record_is_not_shown(make, pair, read):
    one, two = pair
    make.kept(rename(one, "Zanzibar"))
    assert "Zanzibar" not in read(f"{one.pk},{two.pk}")


def test_it_is_a_few_queries_and_one_from_the_cache(pair, client, django_assert_num_queries):
    ids = [case.pk for case in pair]
    # The number; each record; those that can be added, for which what lies below a topic is counted once.
    for asked, count in (("", 2), (f"?id={ids[0]}", 3 + 2), (f"?id={','.join(ids)}", 4)):
        caches["pages"].clear()
        with django_assert_num_queries(count):
            response = client.get(f"/en/compare{asked}")
        assert response["Cache-Control"] == "public, max-age=60"
        with django_assert_num_queries(1):
            assert client.get(f"/en/compare{asked}").content == response.content
    searched = f"/en/compare?id={ids[0]}&q=taxes"
    client.get(searched)
    for _time in range(2):  # what somebody typed is not stored
        with django_assert_num_queries(5):
            client.get(searched)
