"""The whole public site as a folder of files that works without a server, a database or a network."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone

from portal.catalogue.snapshot import snapshot
from portal.languages.codes import BY_CODE
from portal.mirror.addresses import link_to
from portal.mirror.crawling import Crawl
from portal.mirror.folder import FORMAT, REPORT, replacing
from portal.mirror.rewriting import Rewriter, policy
from portal.mirror.searching import write_search
from portal.publishing.numbers import portal_number

SCRIPTS = ("mirror/search.js",)  # that no page of the site has


@dataclass
class Export:
    """What an export says of itself, in export.json."""

    site: str
    languages: list[str]
    made_at: str
    seq: int = 0
    build: str = ""
    pages: int = 0
    bytes: int = 0
    lost: dict[str, int] = field(default_factory=dict)  # addresses that pages link and the site does not show
    files: dict[str, str] = field(default_factory=dict)  # name -> sha256


def export(
    folder: Path, languages: list[str], base: str, tell: Callable[[int], None] = lambda _pages: None
) -> Export:
    """Write the site in these languages into a folder, which it replaces; `base` is where the site itself is.

    `tell` is called with the number of pages so far. Raises NotOurs, OSError.
    """
    done = Export(base, languages, timezone.now().isoformat(timespec="seconds"), build=settings.BUILD)
    with replacing(folder) as new, snapshot():
        done.seq = portal_number().value
        crawl = Crawl(new, languages, tell)
        crawl.run(also=[static(name) for name in SCRIPTS])
        rewriter = Rewriter(crawl, languages, base, done.made_at)
        _rewrite(new, crawl, rewriter)
        write_search(new, languages, rewriter)
        _write_start(new, crawl, languages)
        done.pages, done.lost = crawl.pages, dict(sorted(crawl.lost.items()))
        _report(new, done)
    return done


def _rewrite(folder: Path, crawl: Crawl, rewriter: Rewriter) -> None:
    for address, name in crawl.names:
        if name.endswith(".html"):
            path = folder / name
            html = rewriter.page(path.read_text(encoding="utf-8"), name, link_to(address))
            path.write_text(html, encoding="utf-8", newline="\n")


def _write_start(folder: Path, crawl: Crawl, languages: list[str]) -> None:
    """The first page, which leads to the homes of all languages."""
    style, icon = (crawl.file_of(link_to(static(name))) for name in ("site.css", "favicon.svg"))
    values = {
        "site_name": settings.SITE_NAME,
        "policy": policy(),
        "style": style,
        "icon": icon,
        "languages": [BY_CODE[code] for code in languages],
    }
    html = render_to_string("mirror/start.html", values)
    (folder / "index.html").write_text(html, encoding="utf-8", newline="\n")


def _report(folder: Path, done: Export) -> None:
    """Write what it holds, last of all: a folder without it is no export."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths:
        content = path.read_bytes()
        done.bytes += len(content)
        done.files[path.relative_to(folder).as_posix()] = hashlib.sha256(content).hexdigest()
    text = json.dumps({"format": FORMAT, **asdict(done)}, ensure_ascii=False, indent=1)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8", newline="\n")
