"""Takes the pictures in docs/screens: every kind of page on a phone and a desktop, light and dark, in three scripts.

python -m tests.browser.screens [NAME ...]   all kinds, or those named
"""

import base64
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.kinds import KINDS, PageKind, View
from tests.engines import ROOT, run
from tests.site.serving import production

FOLDER = ROOT / "docs" / "screens"
LANGUAGES = ("en", "th", "km")
SCREENS = ((1280, "light"), (390, "light"), (390, "dark"), (1280, "dark"))
TALLEST = 2400  # CSS pixels: what is further down looks like what is above
QUALITY = 35  # of WebP: text stays sharp, and all pictures together stay below 12 MB
INDEX = """# What the pages look like

Made by `.venv/bin/python -m tests.browser.screens` from the opening content. Each kind of page is here on a phone and on
a desktop, light and dark, and in English, Thai and Khmer; long pages are cut.
"""


@dataclass(frozen=True)
class Picture:
    """A view and the file that shows it."""

    view: View

    @property
    def name(self) -> str:
        """The file's name."""
        view = self.view
        return f"{view.kind.name}-{view.language}-{view.width}-{view.theme}.webp"

    @property
    def line(self) -> str:
        """Its place in the index."""
        view = self.view
        return f"- [{view.language}, {view.width} px, {view.theme}]({self.name})"


def pictures_of(kind: PageKind) -> list[Picture]:
    """Four of a kind: both widths in both themes, and each language; which goes with which turns from kind to kind."""
    turn = KINDS.index(kind)
    return [
        Picture(View(kind, LANGUAGES[(turn + place) % len(LANGUAGES)], width, theme))
        for place, (width, theme) in enumerate(SCREENS)
    ]


def take(browser: Browser, origin: str, picture: Picture) -> bytes:
    """One picture, as WebP."""
    view = picture.view
    context = browser.new_context(
        viewport={"width": view.width, "height": 900}, color_scheme=view.theme, reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        response = page.goto(origin + view.kind.address(view.language), wait_until="networkidle")
        if response.status != view.kind.status:
            raise RuntimeError(f"{view}: status {response.status}")
        return _webp(page, view.width)
    finally:
        context.close()


def _webp(page: Page, width: int) -> bytes:
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    shot = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot",
        {
            "format": "webp",
            "quality": QUALITY,
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
        },
    )
    return base64.b64decode(shot["data"])


def index() -> str:
    """The list of all pictures."""
    sections = [
        "\n".join([f"## {kind.name}", "", *(picture.line for picture in pictures_of(kind))]) for kind in KINDS
    ]
    return "\n\n".join([INDEX.strip(), *sections]) + "\n"


def main(names: list[str]) -> None:
    """Serve the opening content and take the pictures."""
    kinds = [kind for kind in KINDS if not names or kind.name in names]
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "db.sqlite3"
        for command in (("migrate", "--verbosity=0"), ("load_content", "content")):
            run(f"sqlite:///{database}", "manage.py", *command)
        with production(database, folder) as origin, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for kind in kinds:
                for picture in pictures_of(kind):
                    (FOLDER / picture.name).write_bytes(take(browser, origin, picture))
                print(kind.name, flush=True)  # noqa: T201 - it is run by hand
            browser.close()
    if not names:
        _forget_others()
        (FOLDER / "README.md").write_text(index(), encoding="utf-8")


def _forget_others() -> None:
    """Pictures of pages that are no more."""
    kept = {picture.name for kind in KINDS for picture in pictures_of(kind)}
    for path in FOLDER.glob("*.webp"):
        if path.name not in kept:
            path.unlink()


if __name__ == "__main__":
    os.chdir(ROOT)
    main(sys.argv[1:])
