"""What narrows lists besides facets and ranges: ids, slugs, languages, and topics with all that lies below them."""

import pytest

from tests.api.answers import fault_of, ids_of


@pytest.fixture
def found(client):
    """The ids that a query finds, among which the count is right."""

    def found(query: str, path: str = "case-studies") -> list[str]:
        response = client.get(f"/api/v1/{path}?{query}")
        assert response.status_code == 200, response.content
        body = response.json()
        assert body["count"] == len(body["results"])
        return ids_of(body)

    return found


@pytest.fixture
def cases(make):
    return [make.live("case-study", slug=slug, lessons=0) for slug in ("one", "two", "three")]


def test_several_ids_are_asked_for_at_once_and_come_in_the_order_of_the_list(make, found, cases):
    one, two, three = (case.pk for case in cases)
    assert found(f"id={three},{one}") == [one, three]
    assert found(f"id={two},cs-0000000000") == [two]
    assert found(f"id={two}&slug=one") == []
    assert found(f"id={two}", "conferences") == []
    assert found(f"id={three},{one}&sort=-title") == [three, one]
    withdrawn = make.withdrawn(cases[0])
    assert found(f"id={withdrawn.pk},{two}") == [two]


def test_a_slug_is_asked_for_as_it_is_now(make, found, cases):
    long = make.live("case-study", slug="a" * 80, lessons=0)
    assert found("slug=two") == [cases[1].pk]
    assert found(f"slug={'a' * 80}") == [long.pk]
    assert found("slug=one,three") == [cases[0].pk, cases[2].pk]
    assert found("slug=tw") == found("slug=Two") == []
    cases[1].slug = "zwei"
    cases[1].save()
    make.kept(cases[1])  # a draft
    assert found("slug=two") == [cases[1].pk]


def test_fifty_ids_are_taken_and_one_more_is_refused(client, db):
    ids = [f"cs-{number:010d}" for number in range(51)]
    assert client.get(f"/api/v1/case-studies?id={','.join(ids[:50])}").status_code == 200
    fault = fault_of(client.get(f"/api/v1/case-studies?id={','.join(ids)}"))
    assert (fault["parameter"], fault["detail"]) == ("id", "At most 50 values.")


@pytest.mark.parametrize(
    "query", ["id=", "slug=", "id=a,,b", "id=cs-1&id=cs-2", "slug=a%20b", "id__not=cs-1"]
)
def test_what_is_no_id_is_refused(client, db, query):
    assert client.get(f"/api/v1/case-studies?{query}").status_code == 400


# Languages


@pytest.fixture
def spoken(make):
    """Case studies in Thai alone, in Thai and English, and in these and Khmer."""
    khmer = {"title_km": "ដីធ្លី", "summary_km": "សេចក្តី"}
    thai = make.live("case-study", title_en="", summary_en="", lessons=0)
    both = make.live("case-study", lessons=0)
    case = make.case_study(lessons=0, **khmer)
    case.results.update(label_km="អ្នកប្រើ")
    return thai.pk, both.pk, make.published(make.kept(case)).pk


def test_translators_find_what_there_is_in_a_language_and_what_there_is_not(found, spoken):
    thai, both, three = spoken
    for query, expected in {
        "translated_into=km": {three},
        "translated_into__not=km": {thai, both},
        "translated_into=en": {both, three},
        "translated_into__not=en": {thai},
        "translated_into=th": {thai, both, three},
        "translated_into=en&translated_into__not=km": {both},
        "translated_into=lo": set(),
        "translated_into=en&language=km": {three},
        "translated_into__not=km&lang=en&fallback=none": {both},
        "translated_into__not=km&language__not=en": {thai},
        "language=km,en": {both, three},
        "language__all=km,en": {three},
    }.items():
        assert {*found(query)} == expected, query


@pytest.mark.parametrize("value", ["xx", "", "km,en", "KM"])
@pytest.mark.parametrize("name", ["translated_into", "translated_into__not"])
def test_a_language_to_translate_into_is_one_of_the_ten(client, db, name, value):
    fault = fault_of(client.get(f"/api/v1/case-studies?{name}={value}"))
    assert (fault["parameter"], fault["code"], len(fault["allowed"])) == (name, "invalid", 10)


# Topics


@pytest.fixture
def topics(make):
    """Land, below which are registers, below which are maps; and health."""
    land = make.live("topic", name_en="Land")
    registers = make.live("topic", name_en="Registers", parent=land)
    maps = make.live("topic", name_en="Maps", parent=registers)
    return land, registers, maps, make.live("topic", name_en="Health")


def test_a_theme_includes_all_that_lies_below_it(make, found, client, topics):
    land, registers, maps, health = topics
    by = {topic: make.live("case-study", themes=[topic], lessons=0).pk for topic in (land, maps, health)}
    by["both"] = make.live("case-study", themes=[maps, health], lessons=0).pk
    for query, expected in {
        f"theme={land.pk}": {by[land], by[maps], by["both"]},
        f"theme={registers.pk}": {by[maps], by["both"]},
        f"theme={maps.pk}": {by[maps], by["both"]},
        f"theme__all={land.pk},{health.pk}": {by["both"]},
        f"theme__not={registers.pk}": {by[land], by[health]},
        f"theme={land.pk}&theme__not={health.pk}": {by[land], by[maps]},
        f"theme={registers.pk},{health.pk}": {by[maps], by[health], by["both"]},
    }.items():
        assert {*found(query)} == expected, query
    buckets = client.get("/api/v1/case-studies?facets=theme").json()["facets"]["theme"]["buckets"]
    counts = {bucket["key"]: bucket["count"] for bucket in buckets}
    assert counts == {land.pk: 3, registers.pk: 2, maps.pk: 2, health.pk: 2}
    for key, count in counts.items():
        assert len(found(f"theme={key}")) == count


def test_figures_are_found_by_the_themes_of_their_case_too(make, found, topics):
    land, _registers, maps, health = topics
    case = make.live("case-study", themes=[maps], lessons=0)
    (figure,) = found(f"theme={land.pk}", "metrics")
    assert figure == case.results.get().pk
    assert found(f"theme={health.pk}", "metrics") == []


def test_a_topic_that_moves_takes_its_cases_along(make, found, topics):
    land, _registers, maps, health = topics
    case = make.live("case-study", themes=[maps], lessons=0)
    maps.parent = health
    maps.save()
    make.published(make.kept(maps))
    assert (found(f"theme={land.pk}"), found(f"theme={health.pk}")) == ([], [case.pk])
