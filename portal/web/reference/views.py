"""The pages of the reference: all operations, those of one group, and each of them."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from portal.exchange.problem_types import PROBLEM_TYPES
from portal.openapi.failures import MEDIA_TYPE
from portal.openapi.operations import ROOT
from portal.publishing.numbers import Number, portal_number
from portal.web.guard import only_reads
from portal.web.highlighting import highlighted, with_code
from portal.web.prose import prose
from portal.web.reference import asking, components, examples, rows
from portal.web.reference.components import SHARED
from portal.web.reference.notation import Places
from portal.web.reference.operations import OK, Operation, Tag, description, operations, tags
from portal.web.views import PublicView, to_readers_language

SECTION = "developers/reference"
NEUTRAL = f"{ROOT}/docs"


class Reference(PublicView):
    """What there is to be asked."""

    def get(self, request) -> HttpResponse:
        """The introduction of the description, and all operations."""

        def context(_number: Number) -> dict:
            introduction = prose(description()["info"]["description"], "en")
            return {"introduction": introduction, "tags": tags().values(), "neutral": NEUTRAL}

        address = f"/{self.language}/{SECTION}"
        return self.page(request, address, portal_number, ["reference/index.html"], context)


class ReferencePage(PublicView):
    """A group of operations, or one of them."""

    def get(self, request, slug: str) -> HttpResponse:
        """Whichever has this name. Raises Http404."""
        address = f"/{self.language}/{SECTION}/{slug}"
        if slug == SHARED:
            context = partial(of_shared, self.language)
            return self.page(request, address, portal_number, ["reference/shared.html"], context)
        if slug in operations():
            context = partial(of_operation, operations()[slug], self.language)
            return self.page(request, address, portal_number, ["reference/operation.html"], context)
        if slug not in tags():
            raise Http404(slug)
        context = partial(of_tag, tags()[slug])
        return self.page(request, address, portal_number, ["reference/tag.html"], context)


@only_reads
def neutral(request: HttpRequest) -> HttpResponse:
    """Leads from the address that does not change to the reference in the reader's language."""
    return to_readers_language(request, f"/{SECTION}")


def of_tag(tag: Tag, _number: Number) -> dict:
    """What the page of a group shows."""
    return {"tag": tag, "told": with_code(tag.description), "others": tags().values()}


def of_shared(language: str, _number: Number) -> dict:
    """What the page of all that answers have in common shows: headers, and components in the order of the description."""
    schemas = description()["components"]["schemas"]
    places = components.places()
    place = placing(language, SHARED, places)
    names = [name for name in schemas if places.get(name) == SHARED]
    found = description()["components"]["headers"]
    return {
        "headers": headers(found),
        **described([rows.shape(name, schemas[name], place) for name in names]),
    }


def described(shapes: list[rows.Shape]) -> dict:
    """What a page shows of components; `has_languages` if some field of theirs says the language of another."""
    return {"shapes": shapes, "has_languages": any(row.others for shape in shapes for row in shape.rows)}


def placing(language: str, slug: str, places: dict[str, str]) -> Places:
    """Where components are described, seen from the page `slug`."""

    def place(name: str) -> str:
        home = places.get(name, slug)
        return f"#{name}" if home == slug else f"/{language}/{SECTION}/{home}#{name}"

    return place


def of_operation(operation: Operation, language: str, _number: Number) -> dict:
    """What the page of an operation shows."""
    schemas = description()["components"]["schemas"]
    places = components.places()
    place = placing(language, operation.slug, places)
    names = components.described_on(operation, schemas, places)
    answering, choosing = rows.parameters(operation, place)
    asked = asking.asked_about(operation, language)
    return {
        "operation": operation,
        "tag": next(tag for tag in tags().values() if operation in tag.operations),
        "answering": answering,
        "choosing": choosing,
        "answer": operation.responses[OK],
        "media_types": operation.media_types,
        "headers": list(operation.responses[OK]["headers"]),
        "others": others(operation),
        **described([rows.shape(name, schemas[name], place) for name in names]),
        "snippets": [
            {"name": each.name, "key": each.key, "code": highlighted(each.code)}
            for each in examples.snippets(operation, asked.address, asked.question)
        ],
        "asked": highlighted(examples.whole(asked.address, asked.question)),
        "shown": highlighted(asked.text) if asked.is_json else asked.text,
        "served": asked.language,
    }


def headers(found: dict[str, dict]) -> list[dict]:
    """What headers mean, each with an example if it has one."""
    return [
        {"name": name, "told": with_code(said["description"]), "example": said.get("example")}
        for name, said in found.items()
    ]


def others(operation: Operation) -> list[dict]:
    """All other answers: with the problems that have their status, or what they mean."""
    found = []
    for status, said in operation.responses.items():
        if status != OK:
            examples_of = said.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
            problems = [PROBLEM_TYPES[slug] for slug in examples_of]
            found.append({"status": status, "told": with_code(said["description"]), "problems": problems})
    return found
