"""What the public reads of series, conferences and people. The API's field names are contract."""

from rest_framework import serializers

from knowledge.serializers import AttachmentSerializer, SourceSerializer
from portal.publishing.fields import (
    AddressField,
    CodeField,
    DocumentSerializer,
    PartialDateField,
    ReferenceField,
    TextField,
    Whole,
    plain_field,
)


class OrganiserSerializer(DocumentSerializer):
    """An agency that holds it, and in which role."""

    agency = ReferenceField(source="agency_id")
    role = CodeField()

    def to_representation(self, instance: dict) -> dict:
        """The reference to the agency with the role beside it; empty while the agency is not live."""
        shown = super().to_representation(instance)
        return {**(shown["agency"] or {"id": None}), "role": shown["role"]}


class SeriesSerializer(DocumentSerializer):
    """A run of conferences."""

    name = TextField()
    about = TextField()
    organizers = Whole(OrganiserSerializer, "id", source="organisers")


class AffiliationSerializer(DocumentSerializer):
    """A position somebody held."""

    job_title = TextField()
    agency = ReferenceField(source="agency_id")
    starts_on = PartialDateField()
    ends_on = PartialDateField()


class PersonSerializer(DocumentSerializer):
    """Somebody who spoke in public. Nothing private is in the document."""

    name = TextField()
    honorific = TextField()
    bio = TextField()
    affiliations = AffiliationSerializer(many=True)


class SpeakerSerializer(DocumentSerializer):
    """Somebody's part in a session, with title and organisation as of that day; without a name once it is withdrawn."""

    appearance = plain_field("id")
    role = CodeField()
    job_title = TextField()
    agency = ReferenceField(source="agency_id")
    country = ReferenceField(source="country_id")

    def to_representation(self, instance: dict) -> dict:
        """The person's reference first."""
        person = ReferenceField.reference(self.context, instance["person_id"])
        return {**(person or {"id": None, "name": None}), **super().to_representation(instance)}


class MaterialSerializer(AttachmentSerializer):
    """A file or link of a conference."""

    session = plain_field("session_id")


class SessionSerializer(DocumentSerializer):
    """An item of the programme."""

    id = plain_field()
    url = AddressField("session")
    code = CodeField()
    kind = CodeField()
    title = TextField()
    abstract = TextField()
    date = plain_field("day")
    starts_at = plain_field()
    ends_at = plain_field()
    room = CodeField()
    spoken_language = CodeField(source="language")
    status = CodeField()
    speakers = SpeakerSerializer(many=True)
    materials = MaterialSerializer(many=True)
    source = plain_field("source_place")


class SessionEntrySerializer(SessionSerializer):
    """A session standing by itself: without speakers and materials, which its conference holds."""

    url = None  # the entry's own
    speakers = None
    materials = None
    source = None
    record = ReferenceField()


class TakeawaySerializer(DocumentSerializer):
    """Something a conference concluded."""

    id = plain_field()
    url = AddressField("lesson")
    kind = serializers.SerializerMethodField()
    text = TextField()
    about = ReferenceField()
    source = plain_field("source_place")

    def get_kind(self, takeaway: dict) -> str:
        """A takeaway, or a challenge."""
        return "challenge" if takeaway["is_challenge"] else "takeaway"


class MaterialEntrySerializer(AttachmentSerializer):
    """A file or link of a conference, standing by itself."""

    language = None  # the entry's own `language` says in which edition it is read
    file_language = CodeField(source="language")
    session = plain_field("session_id")
    record = ReferenceField()


class DelegationSerializer(DocumentSerializer):
    """A country or organisation that took part."""

    capacity = CodeField()
    head_count = plain_field()
    note = TextField()

    def to_representation(self, instance: dict) -> dict:
        """The reference first; empty while what it names is not live."""
        reference = ReferenceField.reference(self.context, instance["country_id"] or instance["agency_id"])
        shown = {**(reference or {"id": None}), **super().to_representation(instance)}
        if instance["country_id"]:
            shown["groups"] = self._groups(shown["id"], instance["as_of"])
        return shown

    def _groups(self, country: str, day: str | None) -> list[dict]:
        """The groups to which the country belonged on that day; where no time is known, none."""
        theirs = self.context["around"].get(country, {}).get("memberships", {})
        groups = (
            ReferenceField.reference(self.context, group)
            for group, times in theirs.items()
            if day and any(_covers(time, day) for time in times.split(","))
        )
        return [group for group in groups if group]


def _covers(time: str, day: str) -> bool:
    """Whether a day lies within a time like `1967-08-08/`, whose end may be open and whose beginning must be known."""
    begins, _slash, ends = time.partition("/")
    return bool(begins) and begins <= day and (not ends or day <= ends)


class ParticipationSerializer(DocumentSerializer):
    """The stated total, and who is listed; what is counted never overwrites what is stated."""

    people = plain_field("people_total")
    qualifier = serializers.SerializerMethodField()
    people_note = TextField()
    countries = Whole(DelegationSerializer, "id", source="countries_taking_part")
    organizations = Whole(DelegationSerializer, "id", source="organisations_taking_part")
    countries_count_published = plain_field("delegations_total")
    note = TextField(source="participants_note")

    def get_qualifier(self, conference: dict) -> str | None:
        """How exact the total is, if there is one."""
        return conference["people_qualifier"] if conference["people_total"] is not None else None


class PresentedSerializer(DocumentSerializer):
    """A case study that came up, and how."""

    relation = CodeField()
    session = plain_field("session_id")
    note = TextField()

    def to_representation(self, instance: dict) -> dict:
        """The case study's reference first; empty while it is not live."""
        reference = ReferenceField.reference(self.context, instance["case_study_id"])
        return {**(reference or {"id": None}), **super().to_representation(instance)}


class ConferenceSerializer(DocumentSerializer):
    """A conference with all its parts."""

    title = TextField()
    theme = TextField()
    summary = TextField()
    starts_on = plain_field()
    ends_on = plain_field()
    dates_as_published = CodeField()
    dates_as_published_language = CodeField()
    timezone = CodeField()
    mode = CodeField()
    venue = TextField()
    city = TextField()
    host_country = ReferenceField(source="host_country_id")
    series = serializers.SerializerMethodField()
    number = plain_field("edition")
    organizers = Whole(OrganiserSerializer, "id", source="organisers")
    participation = ParticipationSerializer(source="*")
    working_languages = plain_field()
    programme_note = TextField()
    sessions = SessionSerializer(many=True)
    takeaways = TakeawaySerializer(many=True)
    case_studies = Whole(PresentedSerializer, "id", source="presented")
    materials = MaterialSerializer(many=True)
    sources = SourceSerializer(many=True)
    recording_url = CodeField()
    stream_url = CodeField()

    def to_representation(self, instance: dict) -> dict:
        """Put speakers and materials into their sessions, and number the sources, once."""
        places = {source["id"]: place for place, source in enumerate(instance["sources"])}
        for part in (*instance["sessions"], *instance["takeaways"]):
            part["source_place"] = places.get(part["source_id"])
        for session in instance["sessions"]:
            session["speakers"] = [
                part for part in instance["appearances"] if part["session_id"] == session["id"]
            ]
            session["materials"] = [
                part for part in instance["materials"] if part["session_id"] == session["id"]
            ]
        loose = [part for part in instance["materials"] if not part["session_id"]]
        as_of = instance["ends_on"] or instance["starts_on"]
        delegations = {
            "countries_taking_part": [
                {**part, "as_of": as_of} for part in instance["participation"] if part["country_id"]
            ],
            "organisations_taking_part": [part for part in instance["participation"] if part["agency_id"]],
        }
        return super().to_representation({**instance, **delegations, "materials": loose})

    def get_series(self, conference: dict) -> dict | None:
        """The series and the conference's number in it."""
        reference = ReferenceField.reference(self.context, conference["series_id"])
        return reference and {**reference, "number": conference["edition"]}
