"""What the public reads of series, and of those that hold conferences."""

from conferences import vocabularies
from portal.publishing.fields import CodeField, DocumentSerializer, ReferenceField, TextField, Whole
from portal.publishing.schemas import REFERENCE


class OrganiserSerializer(DocumentSerializer):
    """An agency that holds it, and in which role."""

    adds, hides = REFERENCE, ("agency",)

    agency = ReferenceField(source="agency_id")
    role = CodeField(vocabularies.ORGANISER_ROLE)

    def to_representation(self, instance: dict) -> dict:
        """The reference to the agency with the role beside it; empty while the agency is not live."""
        shown = super().to_representation(instance)
        return {**(shown["agency"] or {"id": None}), "role": shown["role"]}


class SeriesSerializer(DocumentSerializer):
    """A run of conferences."""

    name = TextField()
    about = TextField()
    organizers = Whole(OrganiserSerializer, "id", source="organisers")
