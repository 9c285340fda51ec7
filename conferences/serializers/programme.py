"""What the public reads of programmes: sessions, and what was shown there."""

from conferences import vocabularies
from conferences.serializers.people import SpeakerSerializer
from knowledge.serializers import AttachmentSerializer
from knowledge.serializers.evidence import PLACE_OF_SOURCE, SPDX
from portal.publishing.fields import (
    AddressField,
    CodeField,
    DocumentSerializer,
    ReferenceField,
    StringField,
    TextField,
    plain_field,
)
from portal.publishing.schemas import DATE, ID, LANGUAGE_TAG, TIME, nullable


class MaterialSerializer(AttachmentSerializer):
    """A file or link of a conference."""

    url = AddressField("material")
    session = plain_field(nullable(ID), "session_id", help_text="The id of the session it belongs to.")


class SessionSerializer(DocumentSerializer):
    """An item of the programme."""

    id = plain_field(ID)
    url = AddressField("session")
    code = StringField(help_text="As the programme numbers it.")
    kind = CodeField(vocabularies.SESSION_KIND)
    title = TextField()
    abstract = TextField()
    date = plain_field(nullable(DATE), "day")
    starts_at = plain_field(nullable(TIME), help_text="In the conference's time zone.")
    ends_at = plain_field(nullable(TIME))
    room = StringField()
    spoken_language = StringField(LANGUAGE_TAG, source="language")
    status = CodeField(vocabularies.SESSION_STATUS, help_text="Whether it took place.")
    speakers = SpeakerSerializer(many=True)
    materials = MaterialSerializer(many=True)
    source = plain_field(PLACE_OF_SOURCE, "source_place", help_text="Its place in `sources`.")


class SessionEntrySerializer(SessionSerializer):
    """A session standing by itself: without speakers and materials, which its conference holds."""

    url = None  # the entry's own
    speakers = None
    materials = None
    source = None
    record = ReferenceField(help_text="Its conference.")


class MaterialEntrySerializer(AttachmentSerializer):
    """A file or link of a conference, standing by itself."""

    language = None  # the entry's own `language` says in which edition it is read
    file_language = StringField(LANGUAGE_TAG, source="language")
    license = None  # the entry's own is that of what the portal says of it
    file_license = StringField(SPDX, source="licence", help_text="That of the file: an SPDX identifier.")
    session = plain_field(nullable(ID), "session_id", help_text="The id of the session it belongs to.")
    record = ReferenceField(help_text="Its conference.")
