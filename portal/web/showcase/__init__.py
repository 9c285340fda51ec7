"""Every partial of `templates/components/` in every state, for the page of components.

Whoever adds a partial adds it to the module that says what it is about, or to ELSEWHERE with the reason why it has no
place on that page.
"""

from portal.web.showcase import comparison, lists, notices, pictures, records, tools
from portal.web.showcase.component import Component, State

__all__ = ["COMPONENTS", "ELSEWHERE", "PARTS", "Component", "State"]

# In the order of the page, which would be too heavy for a slow line in one.
PARTS = (
    (*notices.COMPONENTS, *records.COMPONENTS, *tools.COMPONENTS),
    (*lists.COMPONENTS, *comparison.COMPONENTS, *pictures.COMPONENTS),
)
COMPONENTS = tuple(component for part in PARTS for component in part)
# Partials without a place of their own on the page, and why.
ELSEWHERE = {
    "assets": "in the head of every page",
    "more_assets": "in the head of single pages",
    "head": "in the head of every page",
    "open_graph": "in the head of every page",
    "masthead": "around every page",
    "lang_menu": "within masthead",
    "breadcrumb": "around every page",
    "history_crumbs": "around the pages of a record's history, in the place of breadcrumb",
    "footer": "around every page",
    "card_languages": "within cards/case-study",
    "filter_box": "within filters",
    "marks": "within result",
    "metric": "within metrics",
    "session": "within programme_day",
    "person": "within session",
    "conference_place": "within participants",
    "history_link": "within download",
    "compare_link": "within download",
    "map_elsewhere": "within home_map",
    "picture_key": "within figure",
    "picture_table": "within figure",
    "results_download": "below lists and the library: leads to what holds their results",
}
