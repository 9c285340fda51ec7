"""Pages as Markdown: made from their own HTML, so that they say the same."""

import json
import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

MEDIA_TYPE = "text/markdown; charset=utf-8"
# What leads around the site or asks something of the reader; and what is there only for the eye.
DROPPED = ("nav", "form", "script", "template", "button", "svg", "[aria-hidden=true]", "[hidden]")
BLANK_LINES = re.compile(r"\n{3,}")
# What means something wherever it stands in a line: of underscores, tildes, ampersands and hashes only those that do.
MARKS = re.compile(
    r"[\\`*\[\]<|]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|&(?=#?\w+;)|(?<!\S)#(?=#{0,5}(?!\S))"
)
# What means something only where a line begins: quotations, lists, lines below headings and tables.
OPENINGS = re.compile(r"^([^\S\n]*)(>|[-+](?!\S)|[-=](?=[-=\s]*?$)|:-)", re.MULTILINE)
NUMBERS = re.compile(r"^([^\S\n]*[0-9]{1,9})([.)])(?!\S)", re.MULTILINE)
FENCE = re.compile("`{3,}")
# What would end an address, in percents.
ENDINGS = str.maketrans({character: f"%{ord(character):02X}" for character in "()<>|\\ "})
# A reader that knows no head takes it for text: nothing in it may look like a tag or a link.
IN_HEAD = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<["})


@dataclass(frozen=True)
class MarkdownPage:
    """A page's text, and its address as the page names it, empty where it names none."""

    text: str
    canonical: str


class Converter(MarkdownConverter):
    """CommonMark with tables, as this site's HTML needs it."""

    class Options:
        """Headings with #, lists with -, nothing broken by itself."""

        heading_style = "atx"
        bullets = "-"

    def escape(self, text, parent_tags):
        """Plain text that stays plain text: only what would mean something in Markdown is escaped."""
        text = MARKS.sub(r"\\\g<0>", text)
        for pattern in (OPENINGS, NUMBERS):
            text = pattern.sub(r"\1\\\2", text)
        return text

    def convert_img(self, el, text, parent_tags):
        """What stands for a picture is plain text too."""
        el["alt"] = self.escape(el.get("alt", ""), parent_tags)
        return super().convert_img(el, text, parent_tags)

    def convert_pre(self, _el, text, parent_tags):
        """Code between fences that are longer than any in it."""
        fence = "`" * (max(map(len, FENCE.findall(text)), default=2) + 1)
        return f"\n\n{fence}\n{text.strip(chr(10))}\n{fence}\n\n" if text.strip() else ""

    def convert_dt(self, _el, text, parent_tags):
        """A term, set off from what is said of it."""
        text = " ".join(text.split())
        return f"\n\n**{text}**: " if text else ""

    def convert_dd(self, _el, text, parent_tags):
        """What is said of a term, behind it."""
        return f"{text.strip()}\n" if text.strip() else ""

    def convert_summary(self, _el, text, parent_tags):
        """What can be opened on the page stands open here, below its heading."""
        return f"\n\n**{text.strip()}**\n\n"

    def convert_figcaption(self, _el, text, parent_tags):
        """A caption is a paragraph."""
        return f"\n\n{text.strip()}\n\n"


def markdown(html: str, site_url: str) -> MarkdownPage:
    """What stands in the main part of a page, with a head that says what it is. Addresses are made absolute."""
    page = BeautifulSoup(html, "html.parser")
    main = page.find("main") or page.body
    for unwanted in main.select(", ".join(DROPPED)):
        unwanted.decompose()
    for name, attribute in (("a", "href"), ("img", "src")):
        for element in main.find_all(name, {attribute: True}):
            element[attribute] = _absolute(element[attribute], page, site_url).translate(ENDINGS)
    lines = [line.rstrip() for line in Converter().convert_soup(main).split("\n")]
    body = BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return MarkdownPage(f"{_head(page)}\n{body}\n", _own_address(page))


def _absolute(address: str, page: BeautifulSoup, site_url: str) -> str:
    if address.startswith("/"):
        return f"{site_url}{address}"
    return f"{_own_address(page)}{address}" if address.startswith("#") else address


def _head(page: BeautifulSoup) -> str:
    article = page.find("article")
    language = (article or {}).get("lang") or page.html.get("lang")
    facts = {
        "title": " ".join(page.title.get_text().split()),
        "language": language,
        "page_language": page.html.get("lang") if language != page.html.get("lang") else "",
        "canonical": _own_address(page),
        "license": _address(page.find("link", rel="license")),
    }
    lines = (f"{name}: {_quoted(value)}" for name, value in facts.items() if value)
    return "\n".join(["---", *lines, "---", ""])


def _quoted(value: str) -> str:
    """A string as JSON has it, which is YAML too."""
    return json.dumps(value, ensure_ascii=False).translate(IN_HEAD)


def _own_address(page: BeautifulSoup) -> str:
    return _address(page.find("link", rel="canonical"))


def _address(link: Tag | None) -> str:
    return link["href"] if link else ""
