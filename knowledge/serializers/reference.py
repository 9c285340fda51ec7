"""What the public reads of countries, groups, agencies and topics."""

from knowledge.serializers.evidence import SourceSerializer
from portal.publishing.fields import (
    BacklinkField,
    CodeField,
    DocumentSerializer,
    NumberField,
    PartialDateField,
    ReferenceField,
    ReferenceListField,
    TextField,
    Whole,
    plain_field,
)


class CitedSerializer(DocumentSerializer):
    """A fact of a reference record with its one source."""

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

    id = plain_field()
    code = CodeField()
    year = plain_field()
    value = NumberField(allow_null=True)
    rank = plain_field()
    rank_of = plain_field()


class CountrySerializer(DocumentSerializer):
    """A country."""

    alpha3 = plain_field("iso3")
    m49 = plain_field()
    name = TextField()
    official_name = TextField()
    languages = plain_field()
    scripts = plain_field()
    calendar = CodeField()
    profile = TextField()
    grid_col = plain_field()
    grid_row = plain_field()
    indicators = IndicatorSerializer(many=True)
    groups = BacklinkField()


class MembershipSerializer(CitedSerializer):
    """The time for which a country belongs to a group."""

    id = plain_field()
    country = ReferenceField(source="country_id")
    starts_on = PartialDateField()
    ends_on = plain_field()


class CountryGroupSerializer(DocumentSerializer):
    """A group of countries with its dated members."""

    name = TextField()
    definition = TextField()
    memberships = Whole(MembershipSerializer, "country")


class SucceedingSerializer(DocumentSerializer):
    """What took something over from others, and was followed by others."""

    predecessors = ReferenceListField()
    successors = BacklinkField()

    def to_representation(self, instance: dict) -> dict:
        """Not itself: a predecessor that was merged into it is no other one."""
        shown = super().to_representation(instance)
        for name in ("predecessors", "successors"):
            shown[name] = [other for other in shown[name] if other["id"] != instance["id"]]
        return shown


class AgencySerializer(SucceedingSerializer):
    """An organisation. Its mailbox is not in its document, so it cannot come out here."""

    kind = CodeField()
    name = TextField()
    acronym = CodeField()
    local_name = CodeField(source="native_name")
    local_name_language = CodeField(source="native_language")
    level = CodeField()
    country = ReferenceField(source="country_id")
    parent = ReferenceField(source="parent_id")
    predecessors = ReferenceListField()
    successors = BacklinkField()
    website = CodeField()
    about = TextField()
    wikidata = CodeField()
    ror = CodeField()
    sources = SourceSerializer(many=True)


class OtherNameSerializer(DocumentSerializer):
    """Another name of a topic, which searching finds."""

    language = CodeField()
    name = plain_field()


class SameAsSerializer(DocumentSerializer):
    """The topic in another vocabulary."""

    scheme = CodeField()
    url = plain_field()


class TopicSerializer(SucceedingSerializer):
    """An entry of one of the portal's vocabularies."""

    scheme = CodeField()
    name = TextField()
    definition = TextField()
    parent = ReferenceField(source="parent_id")
    predecessors = ReferenceListField()
    successors = BacklinkField()
    other_names = OtherNameSerializer(many=True)
    same_as = SameAsSerializer(many=True)
