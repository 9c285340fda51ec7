"""The kinds of page that the public site has. A new one is one line here, and everything that looks at pages looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

CONFERENCE = "conferences/cf-pjczfrrb03/9th-asean-conference"
LANDSMAPS = "case-studies/cs-5k4en4nrtn/landsmaps"
CASES = "cs-5k4en4nrtn,cs-y8zq81nmrm"
LANGUAGES = ("en", "th", "lo", "km", "my", "vi", "ko")  # each script, and Latin letters with the most marks
WIDTHS = (390, 1280)
THEMES = ("light", "dark")


@dataclass(frozen=True)
class PageKind:
    """A page of the opening content that stands for its kind; `path` follows the language, `status` is its answer."""

    name: str
    path: str
    status: int = 200
    is_form: bool = False

    def address(self, language: str) -> str:
        """Where it is in a language."""
        return f"/{language}/{self.path}"


KINDS = (
    PageKind("home", ""),
    PageKind("library", "library"),
    PageKind("library-map", "library?view=map"),
    PageKind("library-charts", "library?view=charts"),
    PageKind("search", "library?q=land&type=case-study&sort=title"),
    PageKind("search-without-results", "library?q=qwertyuiop"),
    PageKind("case-studies", "case-studies"),
    PageKind("case-study", LANDSMAPS),
    PageKind("case-study-short", "case-studies/cs-y8zq81nmrm/myanmar-technology-need-not-be-expensive"),
    PageKind("conferences", "conferences"),
    PageKind("conference", CONFERENCE),
    PageKind("series-list", "series"),
    PageKind("series", "series/sr-4rnrtfzwr3/asean-conference"),
    PageKind("countries", "countries"),
    PageKind("country", "countries/LA/laos"),
    PageKind("country-groups", "country-groups"),
    PageKind("country-group", "country-groups/asean/asean"),
    PageKind("agencies", "agencies"),
    PageKind("agency", "agencies/ag-64sh3fq264/ministry-of-public-administration-and-security"),
    PageKind("people", "people"),
    PageKind("person", "people/pe-99vzn6jzm0/janos-bertok"),
    PageKind("topics", "topics"),
    PageKind("topic", "topics/tp-ap6540a1a1/land-and-property"),
    PageKind("pages", "pages"),
    PageKind("page", "pages/pg-5t4mg2acns/about"),
    PageKind("insights", "insights"),
    PageKind("compare", f"compare?id={CASES}"),
    PageKind("compare-nothing", "compare"),
    PageKind("history", "history/cs-5k4en4nrtn"),
    PageKind("version", "history/cs-5k4en4nrtn/1"),
    PageKind("developers", "developers"),
    PageKind("languages", "languages"),
    PageKind("components", "components"),
    PageKind("components-of-lists", "components?part=2"),
    PageKind("offline", "offline"),
    PageKind("correction", "tell/cs-5k4en4nrtn/correction", is_form=True),
    PageKind("question", "tell/ag-64sh3fq264/question", is_form=True),
    PageKind("wish", "tell/cs-5k4en4nrtn/translation", is_form=True),
    PageKind("useful", "tell/cs-5k4en4nrtn/useful", is_form=True),
    PageKind("refused", "case-studies?kind=nonsense", status=400),
    PageKind("not-found", "nothing-here", status=404),
    PageKind("problems", "problems"),
    PageKind("problem", "problems/unknown-parameter"),
    PageKind("reference", "developers/reference"),
    PageKind("reference-group", "developers/reference/case-studies"),
    PageKind("reference-list", "developers/reference/list-case-studies"),
    PageKind("reference-record", "developers/reference/get-case-study"),
)


@dataclass(frozen=True)
class View:
    """A page in a language, on a screen, in a theme."""

    kind: PageKind
    language: str
    width: int
    theme: str

    def __str__(self):
        return f"{self.kind.name} {self.language} {self.width} {self.theme}"


def every_view(kinds: Iterable[PageKind] = KINDS) -> list[View]:
    """Each kind in each language, width and theme; those of one address follow one another."""
    return [View(*parts) for parts in product(kinds, LANGUAGES, WIDTHS, THEMES)]


def sampled_views(kinds: Iterable[PageKind] = KINDS) -> list[View]:
    """Each kind once at least, and each combination of language, width and theme on some kind; always the same."""
    kinds, screens = list(kinds), list(product(LANGUAGES, WIDTHS, THEMES))
    return [
        View(kinds[place % len(kinds)], *screens[place * 5 % len(screens)])
        for place in range(max(len(kinds), len(screens)))
    ]
