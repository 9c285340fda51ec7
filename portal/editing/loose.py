"""Choosing what has a public id, whatever its type: the owner of a record, the subject of a takeaway.

Such an id is kept as text (`PublicIdField`), because its type is not fixed or is declared in a higher layer.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteMixin, get_select2_language
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View

from portal.editing.choosing import Choosable, choosable, require_editor
from portal.editing.identity import kind_of, model_of
from portal.editing.inputs import whole_number
from portal.publishing.identity import may_be_id
from portal.publishing.names import Names, named_like
from portal.publishing.publication import Kind, Publication
from portal.publishing.record import Record, as_stored
from portal.publishing.tables import Entry, Status

ON_A_PAGE = 20
MOST_PAGES = 1000
KINDS = "kind"  # query parameter: kinds to search, all if there is none


class Loose:
    """Labels of ids of any type, looked up together and remembered for the request."""

    def __init__(self, known: Choosable):
        self.known = known
        self._labels: dict[str, str | None] = {}
        self._kinds: dict[str, str] = {}

    def load(self, ids: Iterable[str]) -> None:
        """Look these up: what is published in one query, drafts one by one."""
        wanted = {public_id for public_id in ids if public_id and public_id not in self._labels}
        self._labels |= {text: None for text in wanted if not may_be_id(text)}
        wanted -= self._labels.keys()
        if not wanted:
            return
        names = Names.of(wanted)
        for public_id in wanted:
            name = names.get(public_id, get_language())
            self._labels[public_id] = name.text if name else self._label_of_draft(public_id)
            self._kinds[public_id] = name.kind if name else kind_of(public_id)

    def _label_of_draft(self, public_id: str) -> str | None:
        model = model_of(public_id)
        if model is None:
            return None
        return self.known.label(self.known.get(model, public_id)) if issubclass(model, Record) else public_id

    def kind(self, public_id: str) -> str:
        """The kind of what has this id, "" for nothing."""
        self.load([public_id])
        return self._kinds.get(public_id, "")

    def label(self, public_id: str) -> str | None:
        """What it is called, as far as the user may know; None if nothing has this id."""
        self.load([public_id])
        return self._labels[public_id]


def loose(request) -> Loose:
    """One for the whole request."""
    if not hasattr(request, "loose_ids"):
        request.loose_ids = Loose(choosable(request))
    return request.loose_ids


class LooseSelect(AutocompleteMixin, forms.Select):
    """Shows what is chosen, and finds other things as somebody types."""

    def __init__(self, ids: Loose, kinds: tuple[str, ...], *, allows_none: bool):
        forms.Select.__init__(self)
        self.ids, self.kinds, self.allows_none = ids, kinds, allows_none
        self.i18n_name = get_select2_language()

    def build_attrs(self, base_attrs, extra_attrs=None):
        """What the stock search widget reads."""
        return {
            **forms.Select.build_attrs(self, base_attrs, extra_attrs),
            "class": "admin-autocomplete",
            "data-ajax--cache": "true",
            "data-ajax--delay": 250,
            "data-ajax--type": "GET",
            "data-ajax--url": f"{reverse('choose-any')}?{urlencode([(KINDS, kind) for kind in self.kinds])}",
            "data-theme": "admin-autocomplete",
            "data-allow-clear": "true" if self.allows_none else "false",
            "data-placeholder": "",
        }

    def optgroups(self, name, value, attrs=None):
        """Only what is chosen."""
        chosen = [public_id for public_id in value if public_id]
        self.ids.load(chosen)
        options = [("", "")] if self.allows_none else []
        options += [(public_id, self.ids.label(public_id) or public_id) for public_id in chosen]
        created = [
            self.create_option(name, public_id, label, public_id in value, index)
            for index, (public_id, label) in enumerate(options)
        ]
        return [(None, created, 0)]


class LooseInput(forms.CharField):
    """The public id of something that exists."""

    def __init__(self, *, ids: Loose, kinds: tuple[str, ...] = (), **kwargs):
        kwargs.pop("max_length", None)
        kwargs["widget"] = LooseSelect(ids, kinds, allows_none=not kwargs.get("required", True))
        super().__init__(**kwargs)
        self.ids, self.kinds = ids, kinds

    def validate(self, value):
        """Refuse an id that nothing has."""
        super().validate(value)
        if value and self.ids.label(value) is None:
            raise ValidationError(_("No record has the id %(id)s."), code="unknown_id", params={"id": value})
        if value and self.kinds and self.ids.kind(value) not in self.kinds:
            raise ValidationError(_("This id belongs to another kind of record."), code="another_kind")


class ChooseAnyView(View):
    """Answers the widget's searches. Raises PermissionDenied for whoever edits nothing."""

    def get(self, request):
        """A page of what is found: drafts that the user may see, then live things by their published names."""
        require_editor(request.user)
        term = as_stored(request.GET.get("term", ""))
        page = min(whole_number(request.GET.get("page", "")) or 1, MOST_PAGES)
        asked = request.GET.getlist(KINDS)
        kinds = [kind for kind in Kind.registry.values() if kind.kind in asked or not asked]
        drafts = [row for kind in kinds for row in _drafts(request, kind, term)] if page == 1 else []
        first = (page - 1) * ON_A_PAGE
        live = _live(kinds, term, first, first + ON_A_PAGE + 1)
        results = [
            {"id": public_id, "text": f"{text} ({_kind_label(kind)})" if len(kinds) > 1 else text}
            for public_id, kind, text in [*drafts, *live[:ON_A_PAGE]]
        ]
        return JsonResponse({"results": results, "pagination": {"more": len(live) > ON_A_PAGE}})


def _live(kinds: list[Kind], term: str, first: int, last: int) -> list[tuple[str, str, str]]:
    """Id, kind and name of live things."""
    entries = Entry.objects.filter(kind__in=[kind.kind for kind in kinds], status=Status.LIVE)
    if term:
        entries = entries.filter(named_like(term))
    found = list(entries.order_by("kind", "public_id").values_list("public_id", "kind")[first:last])
    names = Names.of(public_id for public_id, _kind in found)
    named = ((public_id, kind, names.get(public_id, get_language())) for public_id, kind in found)
    return [(public_id, kind, name.text if name else public_id) for public_id, kind, name in named]


def _drafts(request, kind: Kind, term: str) -> list[tuple[str, str, str]]:
    """Id, kind and name of what was never published and the user may see."""
    if not isinstance(kind, Publication):
        return []
    rows = kind.model._default_manager.order_by("pk")
    found, _duplicates = site.get_model_admin(kind.model).get_search_results(request, rows, term)
    known = choosable(request)
    own = found if known.sees_all else found.filter(owner__in=known.owners)
    never = own.exclude(pk__in=Entry.objects.filter(kind=kind.kind).values("public_id"))
    return [(row.pk, kind.kind, str(row)) for row in never[:ON_A_PAGE]]


def _kind_label(kind: str) -> str:
    declared = Kind.of(kind)
    return capfirst(str(declared.model._meta.verbose_name)) if isinstance(declared, Publication) else kind
