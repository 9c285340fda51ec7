"""Lessons, within their record and standing by themselves."""

from rest_framework import serializers

from knowledge import vocabularies
from knowledge.serializers.evidence import PLACE_OF_SOURCE
from portal.publishing.fields import (
    AddressField,
    CodeField,
    DocumentSerializer,
    ReferenceField,
    TextField,
    plain_field,
)
from portal.publishing.schemas import ID, nullable, shows


class LessonSerializer(DocumentSerializer):
    """A lesson within its case study."""

    id = plain_field(ID)
    url = AddressField("lesson")
    kind = plain_field(vocabularies.LESSON_KIND.schema, default="lesson")
    text = TextField()
    polarity = CodeField(vocabularies.POLARITY)
    said_at = ReferenceField(help_text="The conference or session at which it was said.")
    source = plain_field(PLACE_OF_SOURCE, "source_place", help_text="Its place in `sources`.")


class LessonEntrySerializer(DocumentSerializer):
    """A lesson of a case study or a takeaway of a conference, standing by itself."""

    kind = serializers.SerializerMethodField()
    text = TextField()
    polarity = serializers.SerializerMethodField()
    about = ReferenceField(help_text="The country, group, agency or topic of which a takeaway speaks.")
    record = ReferenceField(help_text="The case study or conference it is from.")

    @shows(vocabularies.LESSON_KIND.schema)
    def get_kind(self, part: dict) -> str:
        """What it is: a lesson, a takeaway, or a challenge."""
        if part["part_of"] == "lessons":
            return "lesson"
        return "challenge" if part["is_challenge"] else "takeaway"

    @shows(nullable(vocabularies.POLARITY.schema))
    def get_polarity(self, part: dict) -> str | None:
        """Only lessons advise."""
        return part.get("polarity") or None
