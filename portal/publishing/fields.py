"""Serializer fields that only published things need: references, exact numbers, dates of known precision.

Each says by `schema()` what it shows; `help_text` describes it to users of the API.
"""

from decimal import Decimal
from inspect import getdoc
from typing import ClassVar

from rest_framework import serializers

from portal.publishing import schemas
from portal.publishing.addresses import api_address, file_address, page_address
from portal.publishing.schemas import Schema, described, nullable
from portal.publishing.vocabularies import Vocabulary

PRECISION = {"year": 4, "month": 7, "day": 10}  # characters of an ISO date that are known


class ReferenceField(serializers.Field):
    """Another record, as `{id, type, name, url, html_url}`; null unless that record is live.

    Every name of another record goes through here: it comes from what that record published, never
    from its rows, and the reference is remembered so that a new name reaches all that show it.
    """

    def __init__(self, **kwargs):
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def schema(self) -> Schema:
        """A reference or null."""
        return nullable(schemas.REFERENCE)

    def to_representation(self, value: str) -> dict | None:
        """Look up the name in the language being rendered."""
        return self.reference(self.context, value)

    @staticmethod
    def reference(context: dict, public_id: str | None) -> dict | None:
        """The reference that a serializer's context has for an id."""
        language = context["language"]
        name = context["names"].get(public_id, language) if public_id else None
        if name is None:
            return None
        reference = {
            "id": name.public_id,
            "type": name.kind,
            "name": name.text,
            "url": api_address(name.kind, name.public_id),
            "html_url": page_address(name.home.kind, language, name.home.public_id, name.home.slug)
            + (f"#{name.public_id}" if name.home.public_id != name.public_id else ""),
        }
        return reference if name.language == language else {**reference, "name_language": name.language}


class ReferenceListField(ReferenceField):
    """Several other records; those that are not live are left out."""

    def schema(self) -> Schema:
        """References."""
        return schemas.array(schemas.REFERENCE)

    def to_representation(self, value: list[str]) -> list[dict]:
        """Look up each."""
        references = (self.reference(self.context, target) for target in value)
        return [reference for reference in references if reference]


class BacklinkField(ReferenceListField):
    """The live records whose Publications declare a backlink of this name to the record."""

    def get_attribute(self, instance: dict) -> list[str]:
        """Ids of those records, by the backlink's value."""
        return list(self.context["backlinks"].get(self.field_name, ()))


class TextField(serializers.CharField):
    """A translated text, null where there is none.

    When it is deliberately in another language than its record, `<name>_language` says so: the
    serializer adds it.
    """

    def __init__(self, **kwargs):
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def get_attribute(self, instance: dict) -> str | None:
        """The text, or None."""
        return instance.get(self.source_attrs[0]) or None

    @staticmethod
    def schema() -> Schema:
        """A text or null."""
        return nullable(schemas.STRING)


class NumberField(serializers.Field):
    """An exact number from a source: an integer where it is one, else a decimal."""

    @staticmethod
    def schema() -> Schema:
        """A number or null."""
        return nullable(schemas.of("number"))

    def to_representation(self, value: str) -> int | float:
        """Documents keep decimals as text."""
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)


class PartialDateField(serializers.Field):
    """A date as precisely as it is known: `2021`, `2021-11` or `2021-11-15`."""

    def get_attribute(self, instance: dict) -> str | None:
        """Cut the stored date at its precision."""
        return self.cut(instance, self.source_attrs[0])

    @staticmethod
    def schema() -> Schema:
        """Such a date or null."""
        return nullable(schemas.PARTIAL_DATE)

    @staticmethod
    def cut(instance: dict, name: str) -> str | None:
        """The date field `name` as far as it is known."""
        date = instance.get(name)
        return date and date[: PRECISION[instance.get(f"{name}_precision") or "day"]]

    def to_representation(self, value: str) -> str:
        """Nothing is left to do."""
        return value


class StringField(serializers.CharField):
    """Something that is not translated, as its schema says; null where there is nothing."""

    def __init__(self, shape: Schema = schemas.STRING, **kwargs):
        super().__init__(read_only=True, allow_null=True, **kwargs)
        self.shape = shape

    def get_attribute(self, instance: dict) -> str | None:
        """The value, or None."""
        return super().get_attribute(instance) or None

    def schema(self) -> Schema:
        """That or null."""
        return nullable(self.shape)


class CodeField(StringField):
    """A stable code of a vocabulary, null when nothing was chosen."""

    def __init__(self, vocabulary: Vocabulary, **kwargs):
        super().__init__(vocabulary.schema, **kwargs)


class PlainField(serializers.ReadOnlyField):
    """A value of the document as it is."""

    def __init__(self, shape: Schema, **kwargs):
        super().__init__(**kwargs)
        self.shape = shape

    def schema(self) -> Schema:
        """As it was declared."""
        return self.shape


def plain_field(shape: Schema, source: str | None = None, **kwargs) -> PlainField:
    """A value of the document as it is: `plain_field(DATE, "accessed_on")`."""
    return PlainField(shape, **({"source": source} if source else {}), **kwargs)


class AddressField(serializers.ReadOnlyField):
    """The address at which a part is read by itself."""

    def __init__(self, kind: str):
        super().__init__(source="id", help_text="Where a program reads it by itself.")
        self.kind = kind

    @staticmethod
    def schema() -> Schema:
        """An address."""
        return schemas.ADDRESS

    def to_representation(self, value: str) -> str:
        """From the part's id."""
        return api_address(self.kind, value)


class DownloadField(serializers.ReadOnlyField):
    """The address at which a file that is kept here can be had; null for what is kept elsewhere."""

    def __init__(self, **kwargs):
        super().__init__(
            source="file_sha256", help_text="Where a file that is kept here can be had.", **kwargs
        )

    @staticmethod
    def schema() -> Schema:
        """An address or null."""
        return nullable(schemas.ADDRESS)

    def to_representation(self, value: str) -> str | None:
        """From the digest by which it is known."""
        return file_address(value) if value else None


class DocumentSerializer(serializers.Serializer):
    """Serializes a record's or part's flat dict (see `lay_flat`): plain data, no model."""

    # Where to_representation shows more than the fields, or not all of them.
    adds: ClassVar[Schema] = schemas.shape("", "", {})
    hides: ClassVar[tuple[str, ...]] = ()

    def schema(self) -> Schema:
        """All that it shows. It is called like its class and described by its docstring."""
        properties, optional = {}, []
        for name, field in self.fields.items():
            if name in self.hides:
                continue
            properties[name] = self._schema_of(field)
            if isinstance(field, TextField):
                optional.append(f"{name}_language")
                said = f"The language of `{name}`, where it is not that of the answer."
                properties[optional[-1]] = described(schemas.SITE_LANGUAGE, said)
        title = type(self).__name__.removesuffix("Serializer")
        return schemas.joined(self.adds, schemas.shape(title, getdoc(type(self)), properties, optional))

    def _schema_of(self, field: serializers.Field) -> Schema:
        if isinstance(field, serializers.ListSerializer):
            shown = schemas.array(field.child.schema())
        elif isinstance(field, serializers.SerializerMethodField):
            shown = getattr(self, field.method_name).schema
        else:
            shown = field.schema()
        return described(shown, field.help_text)

    def to_representation(self, instance: dict) -> dict:
        """Add `<text>_language` to each text that is in another language than the record."""
        shown = super().to_representation(instance)
        if languages := instance.get("languages_of_texts"):
            for name, field in self.fields.items():
                language = languages.get(field.source) if isinstance(field, TextField) else None
                if shown.get(name) and language not in (None, self.context["language"]):
                    shown[f"{name}_language"] = language
        return shown


class Whole(serializers.ListSerializer):
    """Parts that make no sense without what they name: left out while that is not live."""

    def __init__(self, child: type[DocumentSerializer], needs: str, **kwargs):
        super().__init__(child=child(), **kwargs)
        self.needs = needs

    def to_representation(self, data: list[dict]) -> list[dict]:
        """Those whose reference is live."""
        return [part for part in super().to_representation(data) if part[self.needs]]
