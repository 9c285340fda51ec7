"""Burmese typed in Zawgyi: the form says so, and converts it or keeps it as the editor decides. Never by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from portal.languages.zawgyi import is_zawgyi, to_unicode

CONVERT = "zawgyi-convert"  # posted once: all that are not kept
KEEP = "zawgyi-keep"  # posted for each text: `zawgyi-keep-title_my`
TOLD = _(
    "This looks like Zawgyi, an older Burmese encoding. It would be unreadable for most readers and not be found."
)


@dataclass(frozen=True)
class ZawgyiText:
    """A text of the form that is in Zawgyi: where it stands, how it reads in Unicode, and whether it shall stay."""

    label: str
    field_id: str
    keep: str
    converted: str
    is_kept: bool


class UnicodeForm(forms.ModelForm):
    """A form whose new texts are in Unicode. One in Zawgyi is refused until the editor has it converted or kept."""

    def clean(self):
        """Convert, keep or refuse; what was kept at an earlier save is not asked for again."""
        super().clean()
        for name, typed in self.zawgyi_typed():
            if CONVERT in self.data and not self.is_kept(name):
                self._convert(name, typed)
            elif not self.is_kept(name):
                self.add_error(name, ValidationError(TOLD, code="zawgyi"))
        return self.cleaned_data

    def zawgyi_typed(self) -> Iterator[tuple[str, str]]:
        """The names of changed texts that are in Zawgyi, and what was typed. No addresses: converted, they lead nowhere."""
        for name in self.changed_data:
            field, typed = self.fields[name], self[name].data
            is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.URLField)
            if is_text and isinstance(typed, str) and is_zawgyi(typed):
                yield name, typed

    def is_kept(self, name: str) -> bool:
        """Whether the editor wants this text as it is."""
        return f"{KEEP}-{self.add_prefix(name)}" in self.data

    def _convert(self, name: str, typed: str) -> None:
        if name in self.errors:
            return
        try:
            self.cleaned_data[name] = self.fields[name].clean(to_unicode(typed))
        except ValidationError as error:
            self.add_error(name, error)  # it may be longer now


def zawgyi_notice(form: forms.ModelForm, formsets: Iterable[BaseInlineFormSet]) -> dict:
    """What the page of a refused form says of it: `admin/editing/zawgyi.html`."""
    return {
        "zawgyi": list(zawgyi_texts(form, formsets)),
        "zawgyi_told": TOLD,
        "zawgyi_convert": CONVERT if CONVERT in form.data else "",
    }


def zawgyi_texts(form: forms.ModelForm, formsets: Iterable[BaseInlineFormSet]) -> Iterator[ZawgyiText]:
    """All texts in Zawgyi of a posted record and of those of its parts that stay."""
    if not form.is_bound:
        return
    yield from _of_form(form)
    for formset in formsets:
        for number, part in enumerate(formset.forms, start=1):
            if not getattr(part, "cleaned_data", {}).get("DELETE"):
                yield from _of_form(part, f"{formset.model._meta.verbose_name} {number}: ")


def _of_form(form: forms.ModelForm, place: str = "") -> Iterator[ZawgyiText]:
    if not isinstance(form, UnicodeForm):
        return
    for name, typed in form.zawgyi_typed():
        yield ZawgyiText(
            label=f"{place}{form.fields[name].label}",
            field_id=form[name].id_for_label,
            keep=f"{KEEP}-{form.add_prefix(name)}",
            converted=to_unicode(typed),
            is_kept=form.is_kept(name),
        )
