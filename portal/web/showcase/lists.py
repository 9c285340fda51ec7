"""Records among others: in lists, beside a record, on the home, found and filtered."""

from django.utils.translation import gettext_lazy as _

from portal.web.facets import Box, Group
from portal.web.showcase import specimens as made_up
from portal.web.showcase.component import Component, State

PANEL = {
    "heading": _("Conferences"),
    "more": made_up.PAGE,
    "records": [made_up.CARDS["record"]],
    "ways_heading": _("Theme"),
    "ways": [
        {"address": made_up.PAGE, "bucket": {"label": "Specimen theme", "language": "en", "count": 1_234}}
    ],
}
COUNTS = [
    {"publication": {"kind": kind}, "count": count}
    for kind, count in (("case-study", 1_234), ("conference", 1))
]
RELATED = [
    {"record": made_up.CASE, "facet": "conference", "label": "Specimen conference", "language": "en"},
    {"record": made_up.OF_A_GROUP, "facet": "theme", "label": "Specimen theme", "language": "en"},
]
EXCERPT = {
    "starts": False,
    "ends": False,
    "pieces": [
        {"text": "where a ", "is_match": False},
        {"text": "word", "is_match": True},
        {"text": " was found ", "is_match": False},
    ],
}
REASONS = [
    {"label": _("Theme"), "called": "Specimen theme", "called_in": "en", "name": "หัวข้อ", "language": "th"},
    {"is_own": True, "name": "ตัวอย่าง", "language": "th"},
]
RESULT = {
    "record": made_up.CASE,
    "kind": _("Case study"),
    "title": {},
    "title_name": "title",
    "text": EXCERPT,
    "lang": "en",
    "source": "specimen-file",
    "reasons": REASONS,
    "tile": "TH",
    "places": [made_up.THAILAND],
    "date": "2021-11",
}
GROUPS = (
    Group(
        "type",
        _("Kind"),
        [
            Box("case-study", "Chosen", "en", 48, is_ticked=True),
            Box("lesson", "Not chosen", "en", 89, is_ticked=False),
        ],
        [Box("agency", "Further value", "en", 0, is_ticked=False)],
        0,
    ),
    Group("stage", _("Stage"), [Box("running", "Value", "en", 1_234, is_ticked=False)], [], 7),
)


def _asked(text: str, better: str = "", relaxed: str = "", *, is_cut: bool = False, **more) -> dict:
    """What was searched, as `portal.catalogue.asking.Asked` tells it."""
    matches = {"relaxed": relaxed, "query": {"is_cut": is_cut}}
    return {"asked": {"text": text, "better": better, "matches": matches, **more}}


AMONG_OTHERS = (
    Component("Featured case", "featured", (State("With its figures", {"record": made_up.CASE}),)),
    Component("Last meeting", "last_meeting", (State("With a challenge", {"record": made_up.CONFERENCE}),)),
    Component("Panel", "panels", (State("With more than it shows, and ways to fewer", {"panels": [PANEL]}),)),
    Component("Counts of panels", "panel_counts", (State("Many and one", {"panels": COUNTS}),)),
    Component("Related", "related", (State("By conference and by subject", {"related": RELATED}),)),
    Component("Key figures", "key_metrics", (State("In a row", {"record": made_up.CASE}),)),
    *(
        Component(f"Record row: {kind}", f"cards/{kind}", (State("In a list", {"record": card}),), "index")
        for kind, card in made_up.CARDS.items()
    ),
)
SEARCHED = (
    Component(
        "Result of a search",
        "result",
        (State("With an excerpt and reasons", {"result": RESULT}),),
        "index",
    ),
    Component("Search box", "search_box", (State("With a word", {"label": _("Search"), "q": "word"}),)),
    Component(
        "What was searched",
        "asked",
        (
            State("Zawgyi", _asked("x", "မြန်မာ", is_converted=True)),
            State("Respelt", _asked("specimn", "specimen", relaxed="spelling")),
            State("Nearest", _asked("specimen word", relaxed="half")),
            State("Cut, and asking for nothing", _asked("-x", is_cut=True, says_nothing=True)),
        ),
    ),
    Component(
        "Filters",
        "filters",
        (State("Chosen, folded, not stated", {"groups": GROUPS, "here": {"path": made_up.PAGE}}),),
    ),
    Component(
        "Chips",
        "filter_chips",
        (
            State(
                "Two filters",
                {
                    "all": made_up.PAGE,
                    "chips": [
                        {"label": "Specimen", "language": "en", "address": made_up.PAGE},
                        {"label": "ตัวอย่าง", "language": "th", "address": made_up.PAGE},
                    ],
                },
            ),
        ),
    ),
    Component(
        "Views",
        "view_switch",
        (
            State(
                "The second of three",
                {
                    "count": 2,
                    "views": [
                        {"label": _("List"), "address": made_up.PAGE},
                        {"label": _("Map"), "address": made_up.PAGE, "is_current": True},
                        {"label": _("Charts"), "address": made_up.PAGE},
                    ],
                },
            ),
        ),
    ),
    Component(
        "Sort",
        "sort",
        (
            State(
                "Two orders",
                {
                    "here": {"path": made_up.PAGE},
                    "orders": [
                        {"value": "a", "label": _("Newest")},
                        {"value": "b", "label": _("Title"), "is_chosen": True},
                    ],
                },
            ),
        ),
    ),
    Component(
        "Pagination",
        "pagination",
        (
            State(
                "First of more pages than can be reached",
                {"next": made_up.PAGE, "is_cut_off": True, "first": 1, "last": 20, "count": 1_234},
            ),
        ),
    ),
    Component(
        "Empty result",
        "empty_results",
        (
            State(
                "With filters",
                {"q": "specimen", "chips": ["x"], "all": made_up.PAGE, "everything": made_up.PAGE},
            ),
        ),
    ),
)
COMPONENTS = AMONG_OTHERS + SEARCHED
