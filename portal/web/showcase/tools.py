"""What readers and programs can do with a record."""

from django.utils.translation import gettext_lazy as _

from portal.exchange.citations import FORMATS, Citation
from portal.web.highlighting import as_json, highlighted
from portal.web.showcase import specimens as made_up
from portal.web.showcase.component import Component, State

CITATION = Citation(
    key="specimen-case-study",
    title=made_up.CASE["title"],
    authors=("Specimen agency",),
    publisher="Specimen portal",
    address="https://example.org/specimen",
    day="2021-11-16",
    version=2,
    language="en",
)
CITED = {
    "citation": CITATION,
    "line": "Specimen agency: A specimen case study. Specimen portal, version 2, 16 November 2021.",
    "bibtex": FORMATS["bib"].write(CITATION, ""),
    "formats": [(shape.name, suffix) for suffix, shape in FORMATS.items()],
}
# By a kind that offers everything.
OFFERED = {"path": "specimen-records", "calendar": True, "is_citable": True, "compared": True}
# What an e-mail tells of the page.
TOLD = {"record": made_up.CASE, "site_url": "https://example.org", "address": made_up.PAGE}
UNTRANSLATED = made_up.CASE | {"language": made_up.language(requested="lo")}

COMPONENTS = (
    Component(
        "Actions",
        "record_actions",
        (
            State("Those that need a script come with it", TOLD | {"publication": OFFERED}),
            State("Of what is not cited", TOLD),
        ),
    ),
    Component("Citation", "cite", (State("A line, BibTeX and files", CITED),)),
    Component(
        "Download",
        "download",
        (State("All that a kind can offer", {"record": made_up.CASE, "publication": OFFERED}),),
    ),
    Component("Tell us", "tell", (State("Of a study that is not translated", {"record": UNTRANSLATED}),)),
    Component("Claim", "claim", (State("Of a record without an owner", {"record": made_up.CASE}),)),
    Component(
        "Snippet",
        "snippet",
        (
            State(
                "Code to be copied, with the button that a script brings",
                {"name": "Python", "key": "specimen-snippet", "code": highlighted('print("specimen")')},
            ),
        ),
    ),
    Component(
        "Code block",
        "code_block",
        (State("JSON", {"label": _("Example answer"), "code": as_json({"specimen": "text", "number": 1})}),),
    ),
)
