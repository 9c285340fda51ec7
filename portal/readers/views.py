"""Pages on which a reader tells something about a record. None is stored, and none knows who reads it."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import Error, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.views.generic import View

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.record import MergedInto
from portal.network import network_of
from portal.publishing.numbers import Unreadable, portal_number
from portal.publishing.publication import Kind, Publication
from portal.readers.protection import origin
from portal.readers.protection.forms import GuardedForm
from portal.readers.protection.limits import TooMany, count_in
from portal.readers.ways import Way
from portal.web import errors
from portal.web.context import page_context
from portal.web.menu import menu_of

# Bytes: several times the longest texts, each letter of other scripts nine bytes as forms are sent.
LONGEST_BODY = 256 * 1024
FORM = "application/x-www-form-urlencoded"
REFUSED = 422
MINUTE, HOUR = 60, 3600  # seconds


class OnRecord(View):
    """A page about one published record, in the language of its address."""

    http_method_names = ["get", "head"]

    def dispatch(self, request, *args, language: str, public_id: str, way: str):
        """Answer in that language; nothing of it may be kept by anybody."""
        self.language = language
        with translation.override(language):
            response = errors.answering(request, lambda: self._answer(request, public_id, way))
        response["Cache-Control"] = "no-store"
        response.headers.setdefault("Content-Language", language)
        return response

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        """What is answered before anything is read; None to go on."""
        return None

    def _answer(self, request: HttpRequest, public_id: str, way: str) -> HttpResponse:
        """What the way's page says. Raises NotPublished, Gone."""
        if refusal := self.refusal(request):
            return refusal
        try:
            record = Catalogue.get(public_id, self.language).record
        except MergedInto as merged:
            return self._moved(request, public_id, merged.survivor.public_id)
        if not isinstance(Kind.of(record["type"]), Publication):
            raise Http404(public_id)  # a part: it is told about where it stands
        self.way = Way.registry[way](record, self.language)
        return super().dispatch(request)

    def _moved(self, request: HttpRequest, public_id: str, survivor: str) -> HttpResponse:
        """The same page of the record that stands for this one; what was sent goes there."""
        response = HttpResponse(status=308)
        response["Location"] = request.path.replace(f"/{public_id}/", f"/{survivor}/", 1)
        return response

    def page(self, request: HttpRequest, template: str, *, status: int = 200, **values) -> HttpResponse:
        """A page around the way and its record; after an outage it needs no database."""
        menu = () if status in errors.OUTAGES else menu_of(self.language, portal_number().menu)
        context = page_context(request.path, self.language, menu) | self.about() | {"status": status} | values
        return HttpResponse(render_to_string(template, context), status=status)

    def about(self) -> dict:
        """What templates are told of the record and the way."""
        record = self.way.record
        publication = Kind.of(record["type"])
        return {
            "way": self.way,
            "record": record,
            "served": record["language"]["served"],
            "days": settings.SENDER_DAYS,
            "list_name": publication.model._meta.verbose_name_plural,
            "list_address": f"/{self.language}/{publication.path}",
        }


class Tell(OnRecord):
    """The form of a way. Whatever keeps it from being stored, what was sent is shown again, to be sent once more.

    Not so before the record is known: what cannot be from a form of ours is not read (400, 403, 413), and there is
    no form about what is gone, unknown or cannot be looked up just now (404, 410, 503). The browser's way back is
    left then. For a merged record the browser sends it on by itself.
    """

    http_method_names = ["get", "head", "post"]

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        """Another site's form, or a body that no form of ours can send. Raises BadRequest."""
        if request.method != "POST":
            return None
        if not origin.is_own(request):
            return errors.error_page(request, 403)
        if _length(request) > LONGEST_BODY:
            return errors.error_page(request, 413)
        if request.content_type != FORM:
            raise BadRequest(request.content_type)
        return None

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form, or why there is none."""
        return self._form(request, self.way.form(address=request.path))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store what was sent and lead on, or ask again with everything kept."""
        form = self.way.form(request.POST, address=request.path)
        try:
            return self._receive(request, form)
        except TooMany as limit:
            return self._too_many(request, form, limit.seconds)
        except (Unreadable, Error):
            return self._outage(request, form)

    def _receive(self, request: HttpRequest, form: GuardedForm) -> HttpResponse:
        """Store what was sent, or say what is wrong with it. Raises TooMany, Unreadable, Error."""
        if form.is_valid() and self.way.obstacle:
            form.add_error(None, self.way.obstacle)
        if not form.is_valid():
            return self._form(request, form, status=REFUSED)
        network = network_of(request)
        with transaction.atomic():
            count_in(network, self.way.record["id"], self.way.name)
            self.way.take(form.cleaned_data, network)
        return HttpResponseRedirect(f"{request.path}/thanks", status=303)

    def _form(self, request: HttpRequest, form: GuardedForm, *, status: int = 200) -> HttpResponse:
        return self.page(request, f"readers/{self.way.name}.html", status=status, form=form)

    def _too_many(self, request: HttpRequest, form: GuardedForm, seconds: int) -> HttpResponse:
        """When to try again, with the form as it was filled in."""
        waits = {"hours": -(-seconds // HOUR)} if seconds > HOUR else {"minutes": -(-seconds // MINUTE)}
        response = errors.error_page(request, 429, **waits, **self.about(), form=form)
        response["Retry-After"] = str(seconds)
        return response

    def _outage(self, request: HttpRequest, form: GuardedForm) -> HttpResponse:
        """That nothing could be stored, with the form as it was filled in."""
        response = self.page(request, "readers/outage.html", status=503, form=form)
        response["Retry-After"] = "30"
        return response


class Thanks(OnRecord):
    """Where a form leads: to open it again sends nothing."""

    only_reads = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Thanks, and the way back."""
        return self.page(request, "readers/thanks.html")


def _length(request: HttpRequest) -> int:
    """Bytes of the body; 0 where that is not said, because then nothing of it is read."""
    given = request.META.get("CONTENT_LENGTH") or ""
    return int(given) if given.isascii() and given.isdigit() else 0
