"""Lessons, within their record and standing by themselves."""

from rest_framework import serializers

from portal.publishing.fields import (
    AddressField,
    CodeField,
    DocumentSerializer,
    ReferenceField,
    TextField,
    plain_field,
)


class LessonSerializer(DocumentSerializer):
    """A lesson within its case study."""

    id = plain_field()
    url = AddressField("lesson")
    kind = serializers.ReadOnlyField(default="lesson")
    text = TextField()
    polarity = CodeField()
    said_at = ReferenceField()
    source = plain_field("source_place")


class LessonEntrySerializer(DocumentSerializer):
    """A lesson of a case study or a takeaway of a conference, standing by itself."""

    kind = serializers.SerializerMethodField()
    text = TextField()
    polarity = serializers.SerializerMethodField()
    about = ReferenceField()
    record = ReferenceField()

    def get_kind(self, part: dict) -> str:
        """What it is: a lesson, a takeaway, or a challenge."""
        if part["part_of"] == "lessons":
            return "lesson"
        return "challenge" if part["is_challenge"] else "takeaway"

    def get_polarity(self, part: dict) -> str | None:
        """Only lessons advise."""
        return part.get("polarity") or None
