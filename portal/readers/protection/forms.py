"""The form that everybody may send, guarded by a stamp and a field for programs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.languages.dates import show_number
from portal.publishing.record import as_stored
from portal.readers.protection import stamps

STAMP, TRAP = "stamp", "homepage"


class Words(forms.CharField):
    """A text of at most `most` characters. The browser does not cut it: what is too long is said, and kept."""

    def __init__(self, *, most: int, rows: int = 0, **kwargs):
        self.most, self.is_long = most, bool(rows)
        attributes = {"class": "input", **({"rows": rows} if rows else {})}
        widget = forms.Textarea if rows else forms.TextInput
        super().__init__(**{"widget": widget(attrs=attributes), **kwargs})

    def validate(self, value: str) -> None:
        """Refuse what is missing or too long."""
        super().validate(value)
        if len(value) > self.most:
            language = get_language()
            told = {"most": show_number(self.most, language), "length": show_number(len(value), language)}
            raise ValidationError(
                _("Use at most %(most)s characters. You wrote %(length)s."), code="max_length", params=told
            )


class GuardedForm(forms.Form):
    """Knows the address at which it stands, and when it was shown there.

    A stamp that is too young, too old or not ours asks to send again, with everything kept. A field that people
    do not see is there for programs that fill in everything.
    """

    use_required_attribute = False

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    homepage = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, posted=None, *, address: str):
        names = self.base_fields if posted is not None else ()
        cleaned = {name: as_stored(posted.get(name, "")) for name in names} if posted is not None else None
        super().__init__(cleaned, auto_id="%s")
        self.address = address

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self if field.name not in (STAMP, TRAP)]

    @property
    def next_stamp(self) -> str:
        """What the form carries when it is shown again: its stamp, as long as that can be sent."""
        given = self.data.get(STAMP, "")
        age = stamps.age(given, self.address)
        return given if age is not None and age <= stamps.LONGEST else stamps.stamp(self.address)

    def clean_homepage(self) -> str:
        """Refuse what programs fill in. People who get here see the field, and can empty it."""
        if self.cleaned_data[TRAP]:
            raise ValidationError(_("Leave this field empty"))
        return ""

    def clean(self) -> dict:
        """Ask again when the form was sent sooner than anybody could, or a day later."""
        age = stamps.age(self.cleaned_data.get(STAMP, ""), self.address)
        if age is None or age > stamps.LONGEST:
            self.add_error(None, _("This form was open for a long time. Look through it and send it again."))
        elif age < stamps.SHORTEST and not self.errors:
            self.add_error(None, _("This form was sent very fast. Look through it and send it again."))
        return self.cleaned_data
