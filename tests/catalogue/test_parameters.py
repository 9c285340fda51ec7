"""Parameters are read strictly: whatever stands in an address is understood or refused by name."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.catalogue.census import Filter
from portal.catalogue.parameters import MOST_FAULTS, MOST_VALUES, BadParameters, Fault, Parameters
from portal.languages.codes import CODES
from portal.publishing.publication import Kind

NAMES = [
    "lang",
    "sort",
    "limit",
    "cursor",
    "facets",
    "country",
    "country__not",
    "stage",
    "stage__all",
    "stage__isnull",
    "kind",
]
PIECES = st.one_of(
    st.sampled_from(
        [
            "TH",
            "th",
            "evaluation",
            "true",
            "false",
            "1",
            "100",
            "title",
            "-title",
            "x" * 65,
            "\x00",
            "๑๐",
            "%00",
            "",
        ]
    ),
    st.text(max_size=8),
)
QUERIES = st.lists(
    st.tuples(st.sampled_from(NAMES) | st.text(max_size=6), st.lists(PIECES, max_size=3).map(",".join)),
    max_size=5,
)


def _read(query: str, kind: str = "case-study") -> dict:
    """What a list of a kind is asked for by a query string."""
    declared = Kind.of(kind)
    parameters = Parameters(QueryDict(query))
    read = {
        "lang": parameters.language("en"),
        "sort": parameters.one("sort", [sign + name for name in declared.sorts for sign in ("", "-")]),
        "limit": parameters.number("limit", 20, 1, 100),
        "cursor": parameters.one("cursor"),
        "filters": parameters.filters(declared),
        "facets": parameters.several("facets", (*declared.facets, "language"), 6),
    }
    parameters.done()
    return read


def _faults(query: str, kind: str = "case-study") -> list[Fault]:
    with pytest.raises(BadParameters) as refused:
        _read(query, kind)
    return refused.value.faults


def _outcome(query: str) -> tuple[dict | None, list[Fault]]:
    """What is understood, or what is wrong: never anything else."""
    try:
        return _read(query), []
    except BadParameters as refused:
        return None, refused.faults


def _named(query: str) -> list[tuple[str, str]]:
    return [(fault.parameter, fault.code) for fault in _faults(query)]


def test_nothing_asked_for_means_the_defaults():
    nothing = {"lang": "en", "sort": "", "limit": 20, "cursor": "", "filters": {}, "facets": []}
    assert _read("") == nothing
    assert _read("&&") == nothing


def test_everything_asked_for_is_understood():
    query = "lang=th&sort=-title&limit=100&cursor=abc:def&country=TH,LA&stage__not=evaluation&facets=country,language"
    assert _read(query) == {
        "lang": "th",
        "sort": "-title",
        "limit": 100,
        "cursor": "abc:def",
        "filters": {
            "country": Filter(any_of=frozenset({"TH", "LA"})),
            "stage": Filter(none_of=frozenset({"evaluation"})),
        },
        "facets": ["country", "language"],
    }


def test_suffixes_of_one_facet_are_asked_together():
    query = "theme=tp-a,tp-b&theme__all=tp-c&theme__not=tp-d&theme__isnull=false&agency__isnull=true"
    assert _read(query)["filters"] == {
        "theme": Filter(frozenset({"tp-a", "tp-b"}), frozenset({"tp-c"}), frozenset({"tp-d"}), False),
        "agency": Filter(is_missing=True),
    }


@pytest.mark.parametrize("code", CODES)
def test_language_is_read_whatever_its_case(code):
    assert [_read(f"lang={asked}")["lang"] for asked in (code, code.upper(), code.title())] == [code] * 3


@pytest.mark.parametrize(
    "asked", ["xx", "", "th,en", "th-TH", "ไทย", " th", "th%00", "zh-Hans", "İD", "x" * 5_000]
)
def test_language_that_the_site_has_not_is_refused_with_the_ten_codes(asked):
    (fault,) = _faults(f"lang={asked}")
    assert (fault.parameter, fault.code, fault.allowed) == ("lang", "invalid", CODES)


def test_language_filter_knows_only_the_ten_codes():
    assert _read("language=th,km")["filters"] == {"language": Filter(any_of=frozenset({"th", "km"}))}
    (fault,) = _faults("language=xx")
    assert (fault.parameter, fault.code, fault.allowed) == ("language", "invalid", CODES)


@pytest.mark.parametrize(
    ("query", "name", "near"),
    [
        ("contry=TH", "contry", "country"),
        ("stage_not=evaluation", "stage_not", "stage__not"),
        ("Lang=th", "Lang", "lang"),
        ("themes=x", "themes", "theme"),
        ("limits=3", "limits", "limit"),
    ],
)
def test_nearest_name_is_suggested_for_an_unknown_parameter(query, name, near):
    (fault,) = _faults(query)
    assert (fault.parameter, fault.code, fault.detail) == (
        name,
        "unknown",
        f"Unknown. Did you mean “{near}”?",
    )
    assert near in fault.allowed
    assert list(fault.allowed) == sorted(fault.allowed)


@pytest.mark.parametrize("name", ["zzzzzzz", "x" * 64, "ประเทศ", "=", ""])
def test_unknown_parameter_that_is_near_to_nothing_is_refused_all_the_same(name):
    (fault,) = _faults(urlencode({name: "1"}))
    assert (fault.parameter, fault.code, fault.detail) == (name, "unknown", "Unknown. See what is allowed.")


def test_name_of_an_unknown_parameter_is_cut():
    assert _named("x" * 5_000 + "=1") == [("x" * 64, "unknown")]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "lang=th&lang=en",
            "sort=title&sort=title",
            "limit=1&limit=2",
            "cursor=a&cursor=b",
            "facets=country&facets=stage",
        ),
        *("country=TH&country=LA", "country__isnull=true&country__isnull=true"),
    ],
)
def test_repeated_parameter_is_one_fault(query):
    assert _named(query) == [(query.partition("=")[0], "repeated")]


def test_repeated_parameter_is_told_how_to_join_values():
    (fault,) = _faults("country=TH&country=LA")
    assert fault.detail == "Give “country” once; join several values with commas."


@pytest.mark.parametrize(
    "text",
    ["0", "101", "-1", "+5", " 5", "5 ", "1e2", "5.0", "", "๒๐", "²", "1_0", "0x10", "9" * 5_000, "\x00"],
)
def test_number_beyond_its_bounds_is_refused_with_them(text):
    (fault,) = _faults(urlencode({"limit": text}))
    assert (fault.parameter, fault.code, fault.detail) == (
        "limit",
        "invalid",
        "A whole number from 1 to 100.",
    )


@given(st.integers(1, 100))
def test_number_within_its_bounds_is_read(number):
    assert _read(f"limit={number}")["limit"] == number


@pytest.mark.parametrize(
    ("query", "name", "detail"),
    [
        ("stage=evalution", "stage", "Unknown. Did you mean “evaluation”?"),
        ("stage=evaluation,Evaluation", "stage", "Unknown. Did you mean “evaluation”?"),
        ("stage__not=9", "stage__not", "Unknown. See what is allowed."),
        ("evidence=6", "evidence", "Unknown. See what is allowed."),
        ("kind__all=9", "kind__all", "Unknown. See what is allowed."),
        ("stage=", "stage", "Unknown. See what is allowed."),
    ],
)
def test_value_outside_a_closed_vocabulary_is_refused_with_its_codes(query, name, detail):
    (fault,) = _faults(query)
    assert (fault.parameter, fault.code, fault.detail) == (name, "invalid", detail)
    assert fault.allowed == tuple(Kind.of("case-study").choices[name.partition("__")[0]])


@pytest.mark.parametrize(
    "value", ["", "TH,", ",TH", "%00", "TH%00", "x" * 81, "a b", "TH%0A", "<b>", "%F0%9F%87%B9", "'"]
)
def test_value_that_no_facet_can_have_is_refused(value):
    (fault,) = _faults(f"country={value}")
    assert (fault.parameter, fault.code, fault.allowed) == ("country", "invalid", ())
    assert len(fault.detail) < 100


def test_too_many_values_are_refused():
    most = ",".join(f"V{number}" for number in range(MOST_VALUES))
    assert len(_read(f"country={most}")["filters"]["country"].any_of) == MOST_VALUES == 50
    (fault,) = _faults(f"country={most},V50")
    assert (fault.parameter, fault.detail) == ("country", "At most 50 values.")


def test_more_than_six_facets_are_refused():
    names = [*Kind.of("case-study").facets]
    assert _read(f"facets={','.join(names[:6])}")["facets"] == names[:6]
    (fault,) = _faults(f"facets={','.join(names[:7])}")
    assert (fault.parameter, fault.detail) == ("facets", "At most 6 values.")


def test_facet_that_the_kind_has_not_is_refused_with_those_it_has():
    (fault,) = _faults("facets=country,theme", "agency")
    assert (fault.parameter, fault.code, fault.allowed) == (
        "facets",
        "invalid",
        ("country", "kind", "level", "language"),
    )


@pytest.mark.parametrize("value", ["yes", "1", "True", "", "true,false"])
def test_presence_is_asked_for_by_true_or_false_alone(value):
    (fault,) = _faults(f"agency__isnull={value}")
    assert (fault.parameter, fault.code, fault.allowed) == ("agency__isnull", "invalid", ("true", "false"))


def test_several_faults_are_told_at_once():
    assert _named("lang=xx&limit=101&sort=titel&country=&contry=TH&cursor=a&cursor=b&stage=x") == [
        ("lang", "invalid"),
        ("sort", "invalid"),
        ("limit", "invalid"),
        ("cursor", "repeated"),
        ("country", "invalid"),
        ("stage", "invalid"),
        ("contry", "unknown"),
    ]


def test_unknown_parameters_pass_where_a_page_is_lenient():
    parameters = Parameters(QueryDict("utm_source=mail&lang=th"))
    assert parameters.language("en") == "th"
    assert parameters.done(strict=False) is None


def test_twenty_faults_are_told_the_known_parameters_first():
    told = _named("&".join(f"a{number}" for number in range(900)) + "&lang=xx&limit=101")
    assert (len(told), told[:2]) == (MOST_FAULTS, [("lang", "invalid"), ("limit", "invalid")])
    assert [name for name, _code in told[2:]] == [f"a{number}" for number in range(18)]
    empty = [f"{name}{suffix}=" for name in Kind.of("case-study").facets for suffix in ("", "__all", "__not")]
    assert len(_named("&".join(empty))) == MOST_FAULTS == 20 < len(empty)


@given(QUERIES)
def test_any_query_is_understood_or_refused(pairs):
    read, faults = _outcome(urlencode(pairs))
    assert {fault.code for fault in faults} <= {"unknown", "invalid", "repeated"}
    assert read is None or (read["lang"] in CODES and 1 <= read["limit"] <= 100)


@given(st.text(max_size=60))
def test_any_text_is_a_query(text):
    read, faults = _outcome(QueryDict(text.encode(errors="replace")).urlencode())
    assert (read is None) == bool(faults)
    assert all(len(fault.parameter) <= 64 for fault in faults)
