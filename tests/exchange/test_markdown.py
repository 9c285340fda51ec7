"""Pages as Markdown: what they say, without what leads around them."""

import pytest

from portal.exchange.markdown import markdown

PAGE = """<!doctype html><html lang="lo"><head><title>Name “x” – Sala</title>
<link rel="canonical" href="https://sala.example/en/topics/tp-1/x"><link rel="license" href="https://l.example/"></head>
<body><nav>Away</nav><main><nav>Also away</nav><form>Ask</form><article lang="en"><h1>A title</h1>
<p>See <a href="/en/topics">topics</a> and <a href="#sources">sources</a>, <a href="https://o.example/">others</a>.</p>
<span aria-hidden="true">TH</span><svg><text>drawn</text></svg>
<dl><div><dt>Level</dt><dd>National</dd></div></dl>
<table><thead><tr><th>Index</th><th>Rank</th></tr></thead><tbody><tr><th>EGDI</th><td>52</td></tr></tbody></table>
<details><summary>The passage</summary><blockquote><p>Quoted.</p></blockquote></details>
<ol><li>One</li><li>Two</li></ol></article></main><footer>Foot</footer></body></html>"""


def body(html: str) -> str:
    """What stands below the head of a page with this in its main part."""
    page = f'<html lang="en"><head><title>x</title></head><body><main>{html}</main></body></html>'
    return markdown(page, "https://sala.example").text.partition("\n---\n\n")[2].removesuffix("\n")


def test_a_page_says_what_it_is_and_then_what_it_holds():
    assert markdown(PAGE, "https://sala.example").text == (
        '---\ntitle: "Name “x” – Sala"\nlanguage: "en"\npage_language: "lo"\n'
        'canonical: "https://sala.example/en/topics/tp-1/x"\nlicense: "https://l.example/"\n---\n\n'
        "# A title\n\n"
        "See [topics](https://sala.example/en/topics) and "
        "[sources](https://sala.example/en/topics/tp-1/x#sources), [others](https://o.example/).\n\n"
        "**Level**: National\n\n"
        "| Index | Rank |\n| --- | --- |\n| EGDI | 52 |\n\n"
        "**The passage**\n\n> Quoted.\n\n"
        "1. One\n2. Two\n"
    )


def test_a_quotation_mark_in_a_title_does_not_end_it():
    html = '<html lang="en"><head><title>"a" \\ b</title></head><body><main><p>x</p></main></body></html>'
    assert markdown(html, "").text == '---\ntitle: "\\"a\\" \\\\ b"\nlanguage: "en"\n---\n\nx\n'


def test_nothing_in_the_head_looks_like_a_tag_or_a_link():
    html = '<html lang="en"><head><title>&lt;img src=x> [a](b:c)</title></head><body><p>x</p></body></html>'
    assert '\ntitle: "\\u003cimg src=x> \\u005ba](b:c)"\n' in markdown(html, "").text


def test_the_address_of_a_page_is_the_one_that_it_names():
    assert markdown(PAGE, "").canonical == "https://sala.example/en/topics/tp-1/x"
    assert markdown('<html lang="en"><title>x</title><body><p>x</p></body></html>', "").canonical == ""


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("&lt;img src=x onerror=y>", "\\<img src=x onerror=y>"),
        ("[a](javascript:b)", "\\[a\\](javascript:b)"),
        ("&amp;lt;b&amp;gt; &amp;#60;", "\\&lt;b\\&gt; \\&#60;"),
        ("`a` *b* _c_ ~~d~~ e\\", "\\`a\\` \\*b\\* \\_c\\_ \\~\\~d\\~\\~ e\\\\"),
        ("a | b\n:- | -", "a \\| b\n\\:- \\| -"),
        ("# a\n## b\nc #", "\\# a\n\\## b\nc \\#"),
        ("- a\n+ b\n> c\n1. d\n2) e", "\\- a\n\\+ b\n\\> c\n1\\. d\n2\\) e"),
        ("a\n---\nb\n- -\nc\n==", "a\n\\---\nb\n\\- -\nc\n\\=="),
        ("&nbsp;- a\n\u2028> b", "\\- a\n\u2028\\> b"),
    ],
)
def test_plain_text_stays_plain(plain, escaped):
    assert body(f"<p>{plain}</p>") == escaped


@pytest.mark.parametrize(
    "plain",
    [
        "It cost 1.5 million (-3 %) in 2021. R & D: 5 > 4 - 1 = 3 + 0, ~2; C# and a_name, #1!",
        "พ.ศ. 2562 (ร้อยละ 1.5) – ๑. ข้อแรก",
        "ឆ្នាំ 2021៖ 1.5 លាន។ «ក»",
    ],
)
def test_ordinary_prose_is_left_as_it_is(plain):
    assert body(f"<p>{plain}</p>") == plain


def test_a_link_leads_where_it_leads_on_the_page():
    link = '<a href="https://o.example/a)[b](javascript:c)">x](javascript:d)</a>'
    address = "https://o.example/a%29[b]%28javascript:c%29"
    assert body(f"<p>{link}</p>") == f"[x\\](javascript:d)]({address})"


def test_a_picture_has_its_whole_address_and_plain_words():
    assert (
        body('<p><img src="/files/1" alt="]&lt;b> x"></p>') == "![\\]\\<b> x](https://sala.example/files/1)"
    )


def test_code_cannot_end_its_fence():
    assert body("<pre>a\n```\n&lt;b></pre>") == "````\na\n```\n<b>\n````"
    assert body("<pre><code>a_*b*</code></pre>") == "```\na_*b*\n```"


def test_only_a_line_feed_ends_a_line():
    assert body("<p>a \u2028- b \x0bc</p>") == "a \u2028- b \x0bc"
