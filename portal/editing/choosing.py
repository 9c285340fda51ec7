"""Choosing other records in a form: which ones somebody may name, and what they are called.

People of an agency may name what is published and what is their own; of others' records they see the
published name, never that of a draft.
"""

from collections.abc import Iterable

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language

from portal.accounts.permissions import Verb, agencies, may
from portal.publishing.identity import may_be_id
from portal.publishing.names import Names, named_like
from portal.publishing.record import Record, as_stored
from portal.publishing.tables import Entry, Status


class Choosable:
    """The records that a user may name. What was looked up once is remembered for the request."""

    def __init__(self, user):
        self.sees_all = may(user, Verb.VIEW)
        self.owners = {agency for agency in agencies(user) if may(user, Verb.VIEW, agency)}
        self._rows: dict[tuple[type, str], Record | None] = {}
        self._labels: dict[str, str] = {}

    def among(self, rows, found, term: str):
        """Those of `rows` that the user finds: `found` if they are their own, others by what is published of them.

        A search in the drafts of others would tell their text, letter by letter.
        """
        if self.sees_all:
            return found
        live = Entry.objects.filter(public_id=OuterRef("pk"), status=Status.LIVE)
        named = named_like(term)
        own = found.filter(owner__in=self.owners).values("pk")
        return rows.filter(Q(pk__in=own) | Exists(live.filter(named) if term else live))

    def load(self, model: type[Record], ids: Iterable[str]) -> None:
        """Look these records up at once."""
        wanted = {public_id for public_id in ids if public_id and (model, public_id) not in self._rows}
        self._rows |= {(model, text): None for text in wanted if not may_be_id(text)}
        wanted = {public_id for public_id in wanted if (model, public_id) not in self._rows}
        if wanted:
            found = model._default_manager.in_bulk(wanted)
            self._rows |= {(model, public_id): found.get(public_id) for public_id in wanted}
            self.name(found.values())

    def get(self, model: type[Record], public_id: str) -> Record | None:
        """The record, if it exists."""
        self.load(model, [public_id])
        return self._rows[model, public_id]

    def name(self, rows: Iterable[Record]) -> None:
        """Find out what these records are called."""
        rows = list(rows)
        own = {row.pk: str(row) for row in rows if self.sees_all or row.owner in self.owners}
        others = [row.pk for row in rows if row.pk not in own]
        names = Names.of(others)
        published = {public_id: names.get(public_id, get_language()) for public_id in others}
        self._labels |= own | {
            public_id: name.text if name else public_id for public_id, name in published.items()
        }

    def label(self, row: Record) -> str:
        """What the record is called."""
        if row.pk not in self._labels:
            self.name([row])
        return self._labels[row.pk]


def choosable(request) -> Choosable:
    """What the request's user may name: one for the whole request."""
    if not hasattr(request, "choosable"):
        request.choosable = Choosable(request.user)
    return request.choosable


def edits_something(user) -> bool:
    """Whether the user edits some records, and so may name others in them."""
    return may(user, Verb.EDIT) or any(may(user, Verb.EDIT, agency) for agency in agencies(user))


def require_editor(user) -> None:
    """Raises PermissionDenied for whoever edits neither records nor roles."""
    if not (edits_something(user) or may(user, Verb.MANAGE_USERS)):
        raise PermissionDenied


class RecordInput(forms.ModelChoiceField):
    """One other record; all forms of a request look records up in the same place."""

    def __init__(self, queryset, *, choosable: Choosable, **kwargs):
        super().__init__(queryset, **kwargs)
        self.choosable = choosable

    def to_python(self, value):
        """The record with this id."""
        if value in self.empty_values:
            return None
        row = self.choosable.get(self.queryset.model, str(value))
        if row is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return row


class Searching:
    """Shows what is chosen, and finds other records as somebody types."""

    def __init__(self, field, admin_site, *, choosable: Choosable, **kwargs):
        super().__init__(field, admin_site, **kwargs)
        self.choosable = choosable

    def get_url(self):
        """Where the related record type answers searches."""
        target = self.field.remote_field.model._meta
        return reverse(f"{self.admin_site.name}:{target.app_label}_{target.model_name}_choose")

    def build_attrs(self, base_attrs, extra_attrs=None):
        """Without `lang` where the search widget has no translation."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {name: value for name, value in attrs.items() if name != "lang" or value}

    def optgroups(self, name, value, attr=None):
        """Only what is chosen: everything else is searched for."""
        model = self.field.remote_field.model
        chosen = [str(public_id) for public_id in value if public_id not in ("", None)]
        self.choosable.load(model, chosen)
        options = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        rows = (self.choosable.get(model, public_id) for public_id in chosen)
        options += [(row.pk, self.choosable.label(row)) for row in rows if row]
        created = [
            self.create_option(name, public_id, label, bool(public_id), index)
            for index, (public_id, label) in enumerate(options)
        ]
        return [(None, created, 0)]


class RecordSelect(Searching, AutocompleteSelect):
    """For one record."""


class RecordSelectMultiple(Searching, AutocompleteSelectMultiple):
    """For several records; each is taken out by itself."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        """Without the sign that clears all: it would stand in a list of items without being one."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class ChooseView(AutocompleteJsonView):
    """Answers the widgets' searches. Raises PermissionDenied for whoever edits nothing."""

    def has_perm(self, request, obj=None):
        """Whoever edits some records may name others in them."""
        return edits_something(request.user)

    def get_queryset(self):
        """What the user may name and the search finds."""
        rows = self.model_admin.model._default_manager.order_by("pk")
        self.term = as_stored(self.term)
        rows = rows.complex_filter(self.source_field.get_limit_choices_to())
        found, _duplicates = self.model_admin.get_search_results(self.request, rows, self.term)
        return choosable(self.request).among(rows, found, self.term)

    def get_context_data(self, **kwargs):
        """One page; all its names are looked up at once."""
        context = super().get_context_data(**kwargs)
        choosable(self.request).name(context["object_list"])
        return context

    def serialize_result(self, obj, to_field_name):
        """The id, and the name that the user may see."""
        return {"id": obj.pk, "text": choosable(self.request).label(obj)}
