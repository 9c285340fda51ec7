"""The way in: what it shows of what there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


def _case(make, *, figures: bool = True, evidence_by: str = "independent", **fields):
    case = make.case_study(**fields)
    case.sources.update(independence=evidence_by)
    if not figures:
        case.results.all().delete()
    return make.published(make.kept(case))


@pytest.fixture
def home(client):
    def read(language: str = "en") -> str:
        return client.get(f"/{language}/").content.decode()

    return read


def test_the_best_founded_case_with_figures_is_shown_first(make, home):
    _case(make, figures=False, title_en="Without figures")
    _case(make, evidence_by="body", title_en="Told by the body itself")
    _case(make, title_en="Told by others")
    band = home().partition('class="band"')[2].partition("</h2>")[0]
    assert "more than 100,000" in band
    assert "Told by others" in band


def test_without_figures_there_is_no_band(make, home):
    _case(make, figures=False)
    assert 'class="band"' not in home()


def test_each_country_comes_once_before_any_comes_twice(make, home):
    one, two = make.live("country"), make.live("country")
    for number in range(3):
        _case(make, figures=False, country=one, title_en=f"Of the first, {number}")
    _case(make, figures=False, country=two, title_en="Of the second")
    html = home()
    titles = ["Of the second", *(f"Of the first, {number}" for number in range(3))]
    order = sorted(titles, key=html.index)
    assert "Of the second" in order[:2]
    assert len(order) == 4


def test_the_last_conference_tells_its_challenge(make, home):
    make.live("conference", title_en="An older one", starts_on="2019-01-01")
    make.live("conference", title_en="The last one", starts_on="2021-11-15")
    html = home()
    assert "The last one" in html
    assert "An older one" not in html


def test_subjects_lead_to_the_library(make, home):
    topic = make.live("topic", name_en="Land", name_th="ที่ดิน")
    make.live("case-study", themes=[topic])
    assert f'<a href="/th/library?theme={topic.pk}">ที่ดิน</a>' in home("th")
    assert f'<a href="/lo/library?theme={topic.pk}" lang="en">Land</a>' in home("lo")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(make, client, count):
    for _number in range(count):
        _case(make, themes=[make.live("topic")])
        make.live("conference")
    client.get("/en/")  # the Census has caught up
    with CaptureQueriesContext(connection) as queries:
        client.get("/th/")
    assert len(queries) == 8
