"""The page of components: every partial in every state, with made-up records. For those who build the site."""

import re
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from portal.catalogue.parameters import Parameters
from portal.languages.codes import DEFAULT
from portal.publishing.numbers import Number, portal_number
from portal.web.showcase import COMPONENTS, PARTS, Component, State
from portal.web.showcase.specimens import ARTICLE_1
from portal.web.views import PublicView

SECTION = "components"
# What leads to a page that is made of a record's id: specimens have none.
OF_A_SPECIMEN = re.compile(r'href="/[^"]*specimen-[^"]*"')


class Components(PublicView):
    """Every component in every state."""

    def get(self, request) -> HttpResponse:
        """One part of them: the same for everybody; stored like all pages."""
        parameters = Parameters(request.GET)
        part = parameters.number("part", 1, 1, len(PARTS))
        parameters.done(strict=False)
        here = f"/{self.language}/{SECTION}"

        def context(_number: Number) -> dict:
            return {
                "components": list(shown(self.language, PARTS[part - 1])),
                "scripts": ARTICLE_1.items() if part == 1 else (),
                "here": here,
                "other_part": len(PARTS) + 1 - part,
            }

        address = here if part == 1 else f"{here}?part={part}"
        return self.page(request, address, portal_number, ["components.html"], context)


def shown(language: str, components: Iterable[Component] = COMPONENTS) -> Iterator[dict]:
    """Each component's name, the element around it and its states as HTML with the language they are in."""
    for component in components:
        states = [_rendered(component, state, language) for state in component.states]
        yield {
            "name": component.name,
            "partial": component.partial,
            "inside": component.inside,
            "states": states,
        }


def _rendered(component: Component, state: State, language: str) -> dict:
    spoken = DEFAULT if state.is_in_record else language
    values = {"language": language, "served": DEFAULT}
    with translation.override(spoken):
        html = render_to_string(f"components/{component.partial}.html", values | state.values)
    html = OF_A_SPECIMEN.sub(f'href="/{language}/{SECTION}"', html)
    return {"shows": state.shows, "language": spoken, "html": mark_safe(html)}  # noqa: S308 - of a template
