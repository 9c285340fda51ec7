"""What the public reads of people, and of what they did in a session."""

from conferences import vocabularies
from portal.publishing.fields import (
    CodeField,
    DocumentSerializer,
    PartialDateField,
    ReferenceField,
    TextField,
    plain_field,
)
from portal.publishing.schemas import ID, NAMED, STRING, joined, nullable, shape


class AffiliationSerializer(DocumentSerializer):
    """A position somebody held."""

    job_title = TextField()
    agency = ReferenceField(source="agency_id")
    starts_on = PartialDateField()
    ends_on = PartialDateField()


class PersonSerializer(DocumentSerializer):
    """Somebody who spoke in public."""

    # Nothing private is in the document.
    name = TextField(help_text="As the person writes it, without a title.")
    honorific = TextField(help_text="The title before the name.")
    bio = TextField()
    affiliations = AffiliationSerializer(many=True)


class SpeakerSerializer(DocumentSerializer):
    """Somebody's part in a session, with title and organisation as of that day; without a name once it is withdrawn."""

    adds = joined(NAMED, shape("", "", {"name": nullable(STRING)}))

    appearance = plain_field(ID, "id", help_text="The id of this part in the session.")
    role = CodeField(vocabularies.SPEAKER_ROLE)
    job_title = TextField()
    agency = ReferenceField(source="agency_id")
    country = ReferenceField(source="country_id")

    def to_representation(self, instance: dict) -> dict:
        """The person's reference first."""
        person = ReferenceField.reference(self.context, instance["person_id"])
        return {**(person or {"id": None, "name": None}), **super().to_representation(instance)}
