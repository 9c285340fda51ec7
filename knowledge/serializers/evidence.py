"""What statements rest on: sources, figures, files."""

from rest_framework import serializers

from portal.publishing.fields import (
    CodeField,
    DocumentSerializer,
    NumberField,
    PartialDateField,
    ReferenceField,
    TextField,
    plain_field,
)


class SourceSerializer(DocumentSerializer):
    """A document or page that statements rest on."""

    id = plain_field()
    title = plain_field()
    title_language = CodeField()
    publisher = serializers.SerializerMethodField()
    url = CodeField()
    archived_url = CodeField()
    published_on = plain_field()
    retrieved_at = plain_field("accessed_on")
    language = CodeField()
    locator = CodeField()
    independence = CodeField()
    quotation = CodeField()

    def get_publisher(self, source: dict) -> dict | None:
        """The publishing agency if it has a page here, else the publisher's name alone."""
        agency = source["publisher_agency_id"]
        reference = ReferenceField.reference(self.context, agency) if agency else None
        return reference or ({"id": None, "name": source["publisher"]} if source["publisher"] else None)


class MetricSerializer(DocumentSerializer):
    """One figure, as exact as its source gives it."""

    id = plain_field()
    kind = CodeField()
    label = TextField()
    value = NumberField(allow_null=True)
    value_to = NumberField(allow_null=True)
    qualifier = CodeField()
    unit = CodeField()
    period = CodeField()
    as_of = PartialDateField()
    as_published = CodeField()
    as_published_language = CodeField()
    baseline = NumberField(allow_null=True)
    target = NumberField(allow_null=True)
    method = TextField()
    source = plain_field("source_place")


class AttachmentSerializer(DocumentSerializer):
    """A file or link."""

    id = plain_field()
    kind = CodeField()
    title = TextField()
    url = CodeField()
    sha256 = CodeField(source="file_sha256")
    language = CodeField()
    credit = CodeField()
    license = CodeField(source="licence")
    alt_text = TextField()
