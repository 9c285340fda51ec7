"""Texts of records as safe HTML: CommonMark, and foreign words marked with their language."""

import re
from functools import cache, lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from portal.languages.codes import BY_CODE

TAGS = {
    *("p", "a", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4"),
    *("br", "hr", "table", "thead", "tbody", "tr", "th", "td", "span"),
}
PAGE_TAGS = {*TAGS, "h2"}  # of a text that is the whole page
ATTRIBUTES = {"a": {"href"}, "span": {"lang"}}
SCHEMES = {"http", "https", "mailto"}
# Words in Latin letters, with what may stand between and within them, inside a text of another script.
LATIN_RUN = re.compile(r"[A-Za-z][\w'’&+./-]*(?:[ ,]+(?:\d\w*[ ,]+)?\(?[A-Za-z][\w'’&+./-]*\)?)*", re.ASCII)
LATIN_SCRIPT = {"Latn"}
REMEMBERED = (
    4_000  # texts: a page is made again after each neighbour's publication, most of its texts are as before
)


@lru_cache(maxsize=REMEMBERED)
def marked(text: str, language: str) -> SafeString:
    """Plain text as HTML, English words in it marked as such.

    In a text of another script a run of Latin letters is read as English: a screen reader then
    changes its voice for it. Names of people have fields of their own and do not go this way.
    """
    if _is_latin(language):
        return escape(text)
    return mark_safe("".join(_pieces(text)))  # noqa: S308 - every piece is escaped


@lru_cache(maxsize=REMEMBERED)
def prose(text: str, language: str, *, is_page: bool = False) -> SafeString:
    """CommonMark as safe HTML: no raw HTML, no pictures, no addresses but http, https and mailto.

    A passage stands below a heading of the second level: its own begin at the third. Those of a text
    that is the whole page begin at the second, whatever its author wrote: the first is the page's name.
    """
    markdown = _markdown(latin=_is_latin(language))
    tokens = markdown.parse(text)
    for token in tokens if is_page else ():
        token.tag = "h2" if token.tag == "h1" else token.tag
    clean = nh3.clean(
        markdown.renderer.render(tokens, markdown.options, {}),
        tags=PAGE_TAGS if is_page else TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
        attribute_filter=_only_whole_addresses,
    )
    return mark_safe(clean)  # noqa: S308 - cleaned


@cache
def _markdown(*, latin: bool) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    if not latin:
        markdown.add_render_rule(
            "text", lambda _self, tokens, place, *_rest: "".join(_pieces(tokens[place].content))
        )
    return markdown


def _pieces(text: str):
    end = 0
    for run in LATIN_RUN.finditer(text):
        yield escape(text[end : run.start()])
        words = run.group()
        yield f'<span lang="en">{escape(words)}</span>' if len(words) > 1 else escape(words)
        end = run.end()
    yield escape(text[end:])


def _only_whole_addresses(tag: str, name: str, value: str) -> str | None:
    """`//host` takes the page's scheme and would slip past the list of schemes."""
    return None if name == "href" and value.startswith(("//", "\\", "/\\")) else value


def _is_latin(language: str) -> bool:
    return language not in BY_CODE or BY_CODE[language].script in LATIN_SCRIPT
