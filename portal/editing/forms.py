"""Forms of records and of their parts."""

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.forms.models import BaseInlineFormSet
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Verb, may
from portal.editing.choosing import RecordInput
from portal.editing.encodings import UnicodeForm
from portal.editing.filetexts import state_of, stored_files
from portal.editing.identity import kind_of
from portal.editing.inputs import ForeignTextsInput, SiblingInput
from portal.editing.loose import LooseInput
from portal.editing.steps import is_unreviewed
from portal.languages.translation import Method, Translation
from portal.publishing import files
from portal.publishing.document import shape
from portal.publishing.tables import StoredFile

STALE = "stale"
OWNERS = "agency"  # the kind of record that may own others
NOTE_LENGTH = 500


TRANSLATION = ("translation_method", "translation_reviewed", "translation_taken_down")


class RecordForm(UnicodeForm):
    """The rows of one record. `version` is the one that was opened: a later one refuses the save."""

    user = None  # who edits; set on the class made for a request
    beside = None  # the language whose translation is in the form, if there is one

    translation_method = forms.ChoiceField(
        label=_("Made by"), choices=Method, required=False, help_text=_("A machine's text is labelled so.")
    )
    translation_reviewed = forms.BooleanField(
        label=_("Reviewed"),
        required=False,
        help_text=_("Somebody who speaks both languages has compared it with the original."),
    )
    translation_taken_down = forms.BooleanField(
        label=_("Taken down"),
        required=False,
        help_text=_("It is not shown. Readers of this language get the record in another one."),
    )
    foreign_texts = ForeignTextsInput(label=_("Texts in another language"), required=False)

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
        if "foreign_texts" in self.fields:
            self.fields["foreign_texts"].texts = shape(type(self.instance)).texts
            self.initial["foreign_texts"] = self.instance.text_languages
        if TRANSLATION[0] in self.fields:
            row = Translation.objects.filter(record_id=self.instance.pk, language=self.beside).first()
            row = row or Translation()
            self.initial |= {name: getattr(row, name.removeprefix("translation_")) for name in TRANSLATION}

    def clean_owner(self):
        """Refuse owners that are no agency, or for which the user may not edit."""
        owner = self.cleaned_data["owner"]
        if owner and kind_of(owner) != OWNERS:
            raise ValidationError(_("The owner is an agency: choose one."))
        if not may(self.user, Verb.EDIT, owner):
            raise ValidationError(_("You may not edit records of this owner. Choose your own agency."))
        return owner

    def clean(self):
        """Refuse a save that would overwrite somebody else's."""
        super().clean()
        if "_publish" in self.data and not self.cleaned_data.get("change_note") and self._is_waived():
            told = _("Nobody else has read this text: say why it is published without review.")
            self.add_error("change_note", told)
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
        if "foreign_texts" in self.cleaned_data:
            self.instance.text_languages = self.cleaned_data["foreign_texts"]
        return self.cleaned_data

    def save_translation(self) -> None:
        """Write what was said of the translation beside the original, if it is another thing than before."""
        if set(TRANSLATION) & set(self.changed_data):
            told = {name.removeprefix("translation_"): self.cleaned_data[name] for name in TRANSLATION}
            told["method"] = told["method"] or Method.HUMAN
            Translation.objects.update_or_create(
                record_id=self.instance.pk, language=self.beside, defaults=told
            )

    def _is_waived(self) -> bool:
        """Whether the user may publish it, and nobody has reviewed it who should."""
        return may(self.user, Verb.PUBLISH, self.instance.owner) and is_unreviewed(self.instance)

    def is_stale(self) -> bool:
        """Whether the form was opened at another version than the rows have now."""
        return not self.instance._state.adding and self.cleaned_data.get("version") != self.instance.version


class PartForm(UnicodeForm):
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

    def _post_clean(self):
        """Check what is written against the model; what nobody touched was checked when it was written."""
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()

    def _get_validation_exclusions(self):
        """Of other records it is known already that they exist: their fields looked them up."""
        found = {name for name, field in self.fields.items() if isinstance(field, RecordInput | SiblingInput)}
        return super()._get_validation_exclusions() | found

    def validate_constraints(self):
        """Rules between columns count those fields, too."""
        try:
            self.instance.validate_constraints(exclude=super()._get_validation_exclusions())
        except ValidationError as error:
            self._update_errors(error)


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
        help_text=_(
            "PDF, Word, PowerPoint, plain text, PNG or JPEG, at most 50 MB. It stays private until the record is published."
        ),
        widget=AdminFileWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.file_sha256:
            self.initial["upload"] = StoredLink(self.instance.file_sha256)

    def tell(self, stored: StoredFile) -> None:
        """Say how far the text of the file that is there is known."""
        field = self.fields["upload"]
        field.help_text = f"{state_of(stored)} {field.help_text}".strip()

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


class OwnPart(forms.ModelChoiceField):
    """The part that a form belongs to. `known` returns it from those that the formset has read."""

    def __init__(self, queryset, *, known, **kwargs):
        super().__init__(queryset, required=False, widget=forms.HiddenInput, **kwargs)
        self.known = known

    def to_python(self, value):
        """The part with this id."""
        if value in self.empty_values:
            return None
        part = self.known(str(value))
        if part is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return part


class PartFormSet(BaseInlineFormSet):
    """All parts of one kind of one record. New ones come last unless they are given a position."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.form.base_fields.items():
            if isinstance(field, RecordInput):
                field.choosable.load(field.queryset.model, self._named(name))
            elif isinstance(field, LooseInput):
                field.ids.load(self._named(name))

    @cached_property
    def known_files(self) -> dict[str, StoredFile]:
        """What is stored of the files that these parts have: looked up once, when the first is met."""
        return stored_files(part.file_sha256 for part in self.get_queryset())

    def add_fields(self, form, index):
        """The stock fields; which part a form belongs to is known without asking for each."""
        super().add_fields(form, index)
        stock = form.fields.get("id")
        if isinstance(stock, forms.ModelChoiceField):
            form.fields["id"] = OwnPart(stock.queryset, initial=stock.initial, known=self._existing_object)
        digest = getattr(form.instance, "file_sha256", "")
        if digest and digest in self.known_files:
            form.tell(self.known_files[digest])

    def _named(self, name: str) -> set[str]:
        """The ids that a field of these forms holds, in the rows and as they were posted."""
        attname = self.model._meta.get_field(name).attname
        stored = {getattr(part, attname) for part in self.get_queryset()}
        posted = (
            {
                self.data.get(f"{self.add_prefix(number)}-{name}", "")
                for number in range(self.total_form_count())
            }
            if self.is_bound
            else set()
        )
        return stored | posted

    def clean(self):
        """Give those without a position one behind all others."""
        super().clean()
        written = [form for form in self.forms if form in self.initial_forms or form.has_changed()]
        given = {form: getattr(form, "cleaned_data", {}).get("position") for form in written}
        last = max((position for position in given.values() if position is not None), default=-1)
        if None in given.values() and self.instance.pk:  # the form may hold a page of them only
            stored = self.model._base_manager.filter(record=self.instance.pk)
            last = max(last, stored.aggregate(last=Max("position"))["last"] or 0)
        for form, position in given.items():
            if position is None:
                last += 1
                form.instance.position = last
