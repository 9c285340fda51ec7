"""What the public reads of countries, groups, agencies and topics."""

from knowledge import vocabularies
from knowledge.serializers.evidence import SourceSerializer
from portal.publishing.fields import (
    BacklinkField,
    CodeField,
    DocumentSerializer,
    NumberField,
    PartialDateField,
    ReferenceField,
    ReferenceListField,
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
    STRING,
    array,
    nullable,
    of,
    shape,
)

CITATION = shape(
    "Citation",
    "The one source of a fact.",
    {
        "title": STRING,
        "publisher": STRING,
        "url": of("string", format="iri-reference"),
        "retrieved_at": nullable(DATE),
    },
)


class CitedSerializer(DocumentSerializer):
    """A fact of a reference record with its one source."""

    adds = shape("Cited", "A fact with its source.", {"source": nullable(CITATION)})

    def to_representation(self, instance: dict) -> dict:
        """Gather the source's columns in one object."""
        source = {
            "title": instance["source_title"],
            "publisher": instance["source_publisher"],
            "url": instance["source_url"],
            "retrieved_at": instance["source_accessed_on"],
        }
        return {**super().to_representation(instance), "source": source if any(source.values()) else None}


class IndicatorSerializer(CitedSerializer):
    """A value and rank in an international index."""

    id = plain_field(ID)
    code = CodeField(vocabularies.INDEX)
    year = plain_field(INTEGER, help_text="The year of the edition.")
    value = NumberField(allow_null=True)
    rank = plain_field(nullable(INTEGER))
    rank_of = plain_field(nullable(INTEGER), help_text="How many countries the edition ranks.")


class CountrySerializer(DocumentSerializer):
    """A country."""

    alpha3 = plain_field(of("string", examples=["THA"]), "iso3", help_text="ISO 3166-1, three letters.")
    m49 = plain_field(of("string", examples=["764"]), help_text="The code of the United Nations.")
    name = TextField()
    official_name = TextField()
    local_name = plain_field(nullable(STRING), help_text="Its name in its own language.")
    local_name_language = plain_field(nullable(LANGUAGE_TAG))
    languages = plain_field(array(LANGUAGE_TAG), help_text="Official languages, the first one first.")
    scripts = plain_field(array(of("string", examples=["Thai"])), help_text="ISO 15924 codes.")
    calendar = CodeField(vocabularies.CALENDAR, help_text="In which its administration writes dates.")
    profile = TextField(help_text="How digital government is organised here.")
    grid_col = plain_field(nullable(INTEGER), help_text="Its column on the tile map.")
    grid_row = plain_field(nullable(INTEGER), help_text="Its row on the tile map.")
    indicators = IndicatorSerializer(many=True)
    groups = BacklinkField(help_text="The groups to which it belongs today.")


class MembershipSerializer(CitedSerializer):
    """The time for which a country belongs to a group."""

    id = plain_field(ID)
    country = ReferenceField(source="country_id")
    starts_on = PartialDateField()
    ends_on = plain_field(nullable(DATE), help_text="Null while the country is a member.")


class CountryGroupSerializer(DocumentSerializer):
    """A group of countries with its dated members."""

    name = TextField()
    definition = TextField(help_text="Who counts as a member.")
    memberships = Whole(MembershipSerializer, "country")


class SucceedingSerializer(DocumentSerializer):
    """What took something over from others, and was followed by others."""

    predecessors = ReferenceListField(help_text="What it took over from.")
    successors = BacklinkField(help_text="What took over from it.")

    def to_representation(self, instance: dict) -> dict:
        """Not itself: a predecessor that was merged into it is no other one."""
        shown = super().to_representation(instance)
        for name in ("predecessors", "successors"):
            shown[name] = [other for other in shown[name] if other["id"] != instance["id"]]
        return shown


class AgencySerializer(SucceedingSerializer):
    """An organisation that owns a service, holds a conference or speaks at one."""

    # Its mailbox is not in its document, so it cannot come out here.
    kind = CodeField(vocabularies.AGENCY_KIND)
    name = TextField()
    acronym = StringField()
    local_name = StringField(source="native_name", help_text="Its name in its own language.")
    local_name_language = StringField(LANGUAGE_TAG, source="native_language")
    level = CodeField(vocabularies.LEVEL)
    country = ReferenceField(source="country_id", help_text="Null for international organisations.")
    parent = ReferenceField(source="parent_id", help_text="What it is part of.")
    website = StringField(LINK)
    about = TextField()
    wikidata = StringField(of("string", examples=["Q7572593"]), help_text="Its item in Wikidata.")
    ror = StringField(help_text="Its nine characters in the Research Organization Registry.")
    sources = SourceSerializer(many=True)


class OtherNameSerializer(DocumentSerializer):
    """Another name of a topic, which searching finds."""

    language = StringField(LANGUAGE_TAG)
    name = plain_field(STRING)


class SameAsSerializer(DocumentSerializer):
    """The topic in another vocabulary."""

    scheme = CodeField(vocabularies.SAME_AS_SCHEME)
    url = plain_field(LINK)


class TopicSerializer(SucceedingSerializer):
    """An entry of one of the portal's vocabularies."""

    scheme = CodeField(vocabularies.TOPIC_SCHEME)
    name = TextField()
    definition = TextField()
    parent = ReferenceField(source="parent_id", help_text="The wider topic.")
    other_names = OtherNameSerializer(many=True)
    same_as = SameAsSerializer(many=True)
