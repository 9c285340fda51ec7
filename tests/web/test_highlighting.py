"""Code on a page is escaped, and its strings are marked."""

from portal.web.highlighting import as_json, highlighted


def test_names_and_strings_are_marked_and_everything_is_escaped():
    assert highlighted('{"a": "<b>", "c":1}') == (
        '{<span class="k">&quot;a&quot;</span>: <span class="s">&quot;&lt;b&gt;&quot;</span>, '
        '<span class="k">&quot;c&quot;</span>:1}'
    )
    assert highlighted("curl <x> & y") == "curl &lt;x&gt; &amp; y"


def test_a_quote_within_a_string_does_not_end_it():
    assert highlighted(r'"a\"b" c').count("<span") == 1
    assert as_json({"x": 'say "no"', "th": "ไทย"}).count("<span") == 4


def test_what_is_no_string_stays_as_it_is():
    assert highlighted('"open') == "&quot;open"
    assert as_json([None, True, 1.5]) == "[\n  null,\n  true,\n  1.5\n]"
