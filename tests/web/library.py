"""Reading the library's page."""

import html as htmllib
import re
from urllib.parse import parse_qsl

TITLE = re.compile(r"<h3><a href=\"([^\"]*)\">(.*?)</a></h3>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
CHIP = re.compile(r'<a class="chip" href="([^"]*)">(.*?)</a>', re.DOTALL)


def titles(html: str) -> list[str]:
    """What the results are called."""
    return [htmllib.unescape(TAG.sub("", title)) for _address, title in TITLE.findall(html)]


def count(html: str) -> str:
    """How many there are, in words."""
    return re.search(r'id="count">(.*?)</p>', html).group(1)


def asked(address: str) -> dict[str, str]:
    """What an address within the English library asks for."""
    path, _mark, query = htmllib.unescape(address).partition("?")
    assert path == "/en/library"
    return dict(parse_qsl(query, keep_blank_values=True))


def chips(html: str) -> dict[str, dict]:
    """What is filtered by, and what the address asks for to which each chip leads."""
    return {
        htmllib.unescape(TAG.sub("", label)).split(" ×")[0]: asked(address)
        for address, label in CHIP.findall(html)
    }
