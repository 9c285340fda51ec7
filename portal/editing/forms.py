"""Forms of records and of their parts."""

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import BaseInlineFormSet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Verb, may
from portal.editing.choosing import RecordInput
from portal.editing.identity import model_of
from portal.publishing import files

STALE = "stale"
OWNERS = "agency"  # the kind of record that may own others
NOTE_LENGTH = 500


class RecordForm(forms.ModelForm):
    """The rows of one record. `version` is the one that was opened: a later one refuses the save."""

    user = None  # who edits; set on the class made for a request

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    change_note = forms.CharField(
        label=_("What did you change, and why?"),
        help_text=_("It is kept in the record's history."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def clean_owner(self):
        """Refuse owners that are no agency, or for which the user may not edit."""
        owner = self.cleaned_data["owner"]
        if owner:
            model = model_of(owner)
            if not hasattr(model, "kind_name") or model.kind_name() != OWNERS:
                raise ValidationError(_("The owner is an agency: give an id that begins with ag-."))
        if not may(self.user, Verb.EDIT, owner):
            raise ValidationError(
                _("You may not edit records of this owner. Give the id of your own agency.")
            )
        return owner

    def clean(self):
        """Refuse a save that would overwrite somebody else's."""
        super().clean()
        if self.is_stale():
            raise ValidationError(
                _(
                    "%(name)s saved this record on %(time)s, while you were editing. "
                    "Nothing of yours was written. Compare both below, then reload the page and enter your changes again."
                ),
                code=STALE,
                params={
                    "name": self.instance.updated_by or _("Somebody"),
                    "time": date_format(localtime(self.instance.updated_at), "DATETIME_FORMAT"),
                },
            )
        return self.cleaned_data

    def is_stale(self) -> bool:
        """Whether the form was opened at another version than the rows have now."""
        return not self.instance._state.adding and self.cleaned_data.get("version") != self.instance.version


class PartForm(forms.ModelForm):
    """The row of one part."""

    position = forms.IntegerField(
        label=_("Position"),
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "vSmallNumber"}),
        help_text=_("Empty: at the end."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["position"] = None


class StoredLink:
    """What a file field shows of a file that is there already."""

    def __init__(self, sha256: str):
        self.url, self.text = f"/files/{sha256}", sha256[:12]

    def __str__(self):
        return self.text


class FilePartForm(PartForm):
    """A part with a private file, which is uploaded here and known by its content."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, PNG or JPEG, at most 50 MB. It stays private until the record is published."),
        widget=AdminFileWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.file_sha256:
            self.initial["upload"] = StoredLink(self.instance.file_sha256)

    def clean(self):
        """Keep the upload, if all else is well. Raises ValidationError for files that are not accepted."""
        super().clean()
        upload = self.cleaned_data.get("upload")
        if upload is False:
            self.instance.file_sha256 = ""
        elif isinstance(upload, UploadedFile) and not self.errors:
            self.instance.file_sha256 = self._store(upload)
        if not self.errors and not self.instance.file_sha256 and not self.cleaned_data.get("url"):
            raise ValidationError(_("Give a file or an address."))
        return self.cleaned_data

    def _store(self, upload: UploadedFile) -> str:
        if upload.size > files.LARGEST:
            self.add_error("upload", _("The file is larger than 50 MB."))
            return ""
        upload.seek(0)
        try:
            return files.store(upload.read(), upload.name, owner=self.instance.record.owner).sha256
        except files.Refused as refused:
            self.add_error("upload", str(refused))
            return ""


class PartFormSet(BaseInlineFormSet):
    """All parts of one kind of one record. New ones come last unless they are given a position."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.form.base_fields.items():
            if isinstance(field, RecordInput):
                attname = self.model._meta.get_field(name).attname
                field.choosable.load(
                    field.queryset.model, [getattr(part, attname) for part in self.get_queryset()]
                )

    def clean(self):
        """Give those without a position one behind all others."""
        super().clean()
        written = [form for form in self.forms if form in self.initial_forms or form.has_changed()]
        given = {form: getattr(form, "cleaned_data", {}).get("position") for form in written}
        last = max((position for position in given.values() if position is not None), default=-1)
        for form, position in given.items():
            if position is None:
                last += 1
                form.instance.position = last
