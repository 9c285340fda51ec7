"""What the public reads of conferences."""

from rest_framework import serializers

from conferences import vocabularies
from conferences.serializers.programme import MaterialSerializer, SessionSerializer
from conferences.serializers.series import OrganiserSerializer
from knowledge.serializers import SourceSerializer
from knowledge.serializers.evidence import PLACE_OF_SOURCE
from knowledge.vocabularies import LESSON_KIND, QUALIFIER
from portal.publishing.fields import (
    AddressField,
    CodeField,
    DocumentSerializer,
    ReferenceField,
    StringField,
    TextField,
    Whole,
    plain_field,
)
from portal.publishing.schemas import (
    DATE,
    ID,
    INTEGER,
    LANGUAGE_TAG,
    LINK,
    REFERENCE,
    array,
    described,
    joined,
    nullable,
    of,
    reference_with,
    shape,
    shows,
)

GROUPS = shape(
    "Groups",
    "",
    {"groups": described(array(REFERENCE), "Of a country: the groups to which it belonged then.")},
    optional=["groups"],
)
SERIES = reference_with(
    "SeriesOfConference", "A series and the conference's number in it.", {"number": nullable(INTEGER)}
)


class TakeawaySerializer(DocumentSerializer):
    """Something a conference concluded."""

    id = plain_field(ID)
    url = AddressField("lesson")
    kind = serializers.SerializerMethodField()
    text = TextField()
    about = ReferenceField(help_text="The country, group, agency or topic it speaks of.")
    source = plain_field(PLACE_OF_SOURCE, "source_place", help_text="Its place in `sources`.")

    @shows(LESSON_KIND.schema)
    def get_kind(self, takeaway: dict) -> str:
        """A takeaway, or a challenge."""
        return "challenge" if takeaway["is_challenge"] else "takeaway"


class DelegationSerializer(DocumentSerializer):
    """A country or organisation that took part."""

    adds = joined(REFERENCE, GROUPS)

    capacity = CodeField(vocabularies.CAPACITY)
    head_count = plain_field(nullable(INTEGER), help_text="People, if the source tells.")
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

    people = plain_field(nullable(INTEGER), "people_total", help_text="The total that the source states.")
    qualifier = serializers.SerializerMethodField()
    people_note = TextField()
    countries = Whole(DelegationSerializer, "id", source="countries_taking_part")
    organizations = Whole(DelegationSerializer, "id", source="organisations_taking_part")
    countries_count_published = plain_field(
        nullable(INTEGER), "delegations_total", help_text="As stated, never counted from the list."
    )
    note = TextField(source="participants_note")

    @shows(nullable(QUALIFIER.schema))
    def get_qualifier(self, conference: dict) -> str | None:
        """How exact the total is, if there is one."""
        return conference["people_qualifier"] if conference["people_total"] is not None else None


class PresentedSerializer(DocumentSerializer):
    """A case study that came up, and how."""

    adds = REFERENCE

    relation = CodeField(vocabularies.RELATION)
    session = plain_field(nullable(ID), "session_id", help_text="The id of the session in which it did.")
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
    starts_on = plain_field(DATE)
    ends_on = plain_field(nullable(DATE))
    dates_as_published = StringField(help_text="The source's own words, also in another calendar.")
    dates_as_published_language = StringField(LANGUAGE_TAG)
    timezone = StringField(of("string", examples=["Asia/Bangkok"]), help_text="Of the IANA database.")
    mode = CodeField(vocabularies.MODE)
    venue = TextField()
    city = TextField()
    host_country = ReferenceField(source="host_country_id")
    series = serializers.SerializerMethodField()
    number = plain_field(nullable(INTEGER), "edition", help_text="9 for the 9th of its series.")
    organizers = Whole(OrganiserSerializer, "id", source="organisers")
    participation = ParticipationSerializer(source="*")
    working_languages = plain_field(array(LANGUAGE_TAG))
    programme_note = TextField()
    sessions = SessionSerializer(many=True)
    takeaways = TakeawaySerializer(many=True)
    case_studies = Whole(PresentedSerializer, "id", source="presented")
    materials = MaterialSerializer(many=True, help_text="What belongs to no session.")
    sources = SourceSerializer(many=True)
    recording_url = StringField(LINK)
    stream_url = StringField(LINK)

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

    @shows(nullable(SERIES))
    def get_series(self, conference: dict) -> dict | None:
        """The series and the conference's number in it."""
        reference = ReferenceField.reference(self.context, conference["series_id"])
        return reference and {**reference, "number": conference["edition"]}
