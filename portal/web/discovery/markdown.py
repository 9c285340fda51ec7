"""The Markdown twin of every public page: the page's own view is asked, so both say and allow the same."""

from copy import copy

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.encoding import iri_to_uri

from portal.exchange.markdown import MEDIA_TYPE, MarkdownPage, markdown
from portal.languages.codes import BY_CODE
from portal.web import errors
from portal.web.discovery import answers
from portal.web.guard import only_reads

SUFFIX = ".md"
HOME = "index"
OK = 200
# Of these the page's answer could depend on what the reader has of its twin, or be packed.
PRIVATE_TO_TWIN = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_RANGE",
)


def twin_address(address: str) -> str:
    """Where the Markdown of a page is, filters kept."""
    path, mark, query = address.partition("?")
    return f"{path}{HOME if path.endswith('/') else ''}{SUFFIX}{mark}{query}"


@only_reads
def twin(request: HttpRequest, page: str) -> HttpResponse:
    """The page at the address without `.md`, as Markdown; its redirects lead to twins, its errors stay what they are."""
    return errors.answering(request, lambda: _twin(request, page))


def _twin(request: HttpRequest, page: str) -> HttpResponse:
    path = _path_of(page)
    answered = _answer_of(request, path)
    if "Location" in answered:
        answered["Location"] = twin_address(answered["Location"])
        return answered
    if answered.status_code != OK:
        return answered
    language = answered["Content-Language"]
    made = _made_of(request, answered)
    response = answers.document(request, made.text.encode(), MEDIA_TYPE, language)
    for name in ("Cache-Control", "X-Sala-Source"):
        if name in answered:
            response[name] = answered[name]
    del response[answers.SHARED]  # like the page
    if made.canonical:
        response["Link"] = f'<{iri_to_uri(made.canonical)}>; rel="canonical"'
    return response


def _path_of(page: str) -> str:
    language, _slash, rest = page.partition("/")
    if language not in BY_CODE or not rest or rest.endswith((SUFFIX, "/")):
        raise Http404(page)
    return f"/{language}/" if rest == HOME else f"/{page}"


def _answer_of(request: HttpRequest, path: str) -> HttpResponse:
    """What the page's own view answers to somebody who has nothing of it yet."""
    try:
        match = resolve(path)
    except Resolver404 as error:
        raise Http404(path) from error
    asked = copy(request)
    vars(asked).pop("headers", None)
    asked.META = {name: value for name, value in request.META.items() if name not in PRIVATE_TO_TWIN}
    asked.method, asked.path, asked.path_info = "GET", path, path
    return match.func(asked, *match.args, **match.kwargs)


def _made_of(request: HttpRequest, answered: HttpResponse) -> MarkdownPage:
    """The page's Markdown, stored under the page's own ETag, unless somebody typed what is searched."""
    if not answered.get("Content-Type", "").startswith("text/html") or answered.streaming:
        raise Http404
    key = f"{settings.BUILD}{SUFFIX}:{answered.get('ETag')}"
    is_kept = "ETag" in answered and not request.GET.get("q")
    made = caches["pages"].get(key) if is_kept else None
    if made is None:
        made = markdown(answered.content.decode(), settings.SITE_URL)
        if is_kept:
            caches["pages"].set(key, made)
    return made
