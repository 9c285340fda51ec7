"""How columns become form fields, in the forms of records and of their parts alike."""

from typing import ClassVar

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.utils.text import capfirst, format_lazy
from modeltranslation.fields import TranslationField

from portal.editing.choosing import RecordInput, RecordSelect, RecordSelectMultiple, choosable
from portal.editing.inputs import LinesInput, SeveralCodes
from portal.editing.loose import LooseInput, loose
from portal.languages.codes import BY_CODE, SITE_LANGUAGES
from portal.publishing.record import PublicIdField, Record

CHARACTERS_PER_ROW = 120
MOST_ROWS = 12


class FormFields:
    """For a ModelAdmin or an inline: languages are marked, records are searched for, lists are lines."""

    formfield_overrides = {
        models.JSONField: {"form_class": LinesInput},
    }
    # JSON lists whose words come from a closed vocabulary: {field: choices}.
    vocabularies: ClassVar[dict[str, type[models.TextChoices]]] = {}
    # Kinds of what an id of no fixed type may name: {field: kinds}; any kind where none are given.
    reach: ClassVar[dict[str, tuple[str, ...]]] = {"owner": ("agency",)}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The form field of a column."""
        if db_field.name in self.vocabularies:
            choices = self.vocabularies[db_field.name].choices
            return SeveralCodes(
                choices=choices, required=not db_field.blank, label=capfirst(db_field.verbose_name)
            )
        if isinstance(db_field, PublicIdField):
            kinds = self.reach.get(db_field.name, ())
            return db_field.formfield(form_class=LooseInput, ids=loose(request), kinds=kinds)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "source_language":
            field.choices = [(language.code, language.name) for language in SITE_LANGUAGES]
        if field is None:
            return None
        if isinstance(db_field, TranslationField):
            _mark_language(field, db_field)
        if isinstance(db_field, models.TextField):
            rows = (db_field.max_length or 0) // CHARACTERS_PER_ROW
            field.widget.attrs["rows"] = min(max(rows, 3), MOST_ROWS)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A record is searched for."""
        target = db_field.remote_field.model
        if issubclass(target, Record):
            known = choosable(request)
            kwargs |= {
                "form_class": RecordInput,
                "queryset": target._default_manager.all(),
                "choosable": known,
                "widget": RecordSelect(db_field, self.admin_site, choosable=known),
            }
            return db_field.formfield(**kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Records are searched for."""
        kwargs["widget"] = RecordSelectMultiple(db_field, self.admin_site, choosable=choosable(request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _mark_language(field, db_field: TranslationField) -> None:
    language = BY_CODE[db_field.language]
    field.label = format_lazy("{} ({})", capfirst(db_field.translated_field.verbose_name), language.name)
    field.widget.attrs["lang"] = language.code
