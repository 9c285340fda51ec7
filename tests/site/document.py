"""One HTML page as the tests of the whole site read it: where it leads, and what it must not hold."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

DATA_BLOCKS = {"application/ld+json", "application/json"}  # scripts that no browser runs
LOADED = {"stylesheet", "icon", "manifest", "modulepreload"}  # by which a link makes the browser ask for more


@dataclass
class Document(HTMLParser):
    """Links, what is loaded with the page, ids, and faults in words."""

    html: str
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: Counter = field(default_factory=Counter)
    headings: int = 0
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note what one element says."""
        said = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        self.ids.update([said["id"]] if "id" in said else [])
        self._note_links(tag, said)
        self._note_faults(tag, said)

    def _note_links(self, tag: str, said: dict[str, str]) -> None:
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if tag == "link" and LOADED & set(said.get("rel", "").split()):
            self.loaded.append(said["href"])
        if tag in ("script", "img", "source") and "src" in said:
            self.loaded.append(said["src"])

    def _note_faults(self, tag: str, said: dict[str, str]) -> None:
        if tag == "style" or "style" in said:
            self.wrong.append(f"style within <{tag}>")
        if tag == "script" and "src" not in said and said.get("type") not in DATA_BLOCKS:
            self.wrong.append("script within the page")
        if tag == "img" and "alt" not in said:
            self.wrong.append(f"no alt: {said.get('src')}")
        self.wrong += [f"{name} of <{tag}>" for name in said if name.startswith("on")]

    def faults(self) -> list[str]:
        """What is wrong with it by itself."""
        twice = [f"id {name!r} {count} times" for name, count in self.ids.items() if count > 1]
        headings = [] if self.headings == 1 else [f"{self.headings} headings of the first level"]
        return [*self.wrong, *twice, *headings]
