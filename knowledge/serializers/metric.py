"""Figures standing by themselves: a row each, with what is needed to compare them."""

from rest_framework import serializers

from knowledge.serializers.evidence import MetricSerializer
from portal.publishing.fields import ReferenceField
from portal.publishing.schemas import DATE, LANGUAGE_TAG, LINK, STRING, described, nullable, shape, shows

SOURCE_IN_BRIEF = shape(
    "SourceInBrief",
    "The source on which a figure rests.",
    {
        "title": nullable(STRING),
        "title_language": nullable(LANGUAGE_TAG),
        "publisher": nullable(STRING),
        "url": nullable(LINK),
        "published_on": described(nullable(DATE), "When it appeared."),
    },
)


class MetricEntrySerializer(MetricSerializer):
    """A figure of a case study, with the record, its country and lead agency, and the source itself."""

    id = None  # the entry's own
    record = ReferenceField(help_text="The case study.")
    country = ReferenceField(source="country_id", help_text="Its country; null where it is of a group.")
    agency = ReferenceField(source="lead_agency_id", help_text="The agency that leads it.")
    source = serializers.SerializerMethodField()

    def to_representation(self, instance: dict) -> dict:
        """What is its record's lies beside what is its own."""
        fields = instance["whole"]["fields"]
        of_record = {name: fields[name] for name in ("country_id", "lead_agency_id")}
        return super().to_representation({**instance, **of_record})

    @shows(nullable(SOURCE_IN_BRIEF))
    def get_source(self, part: dict) -> dict | None:
        """Title, address and day of the source on which the figure rests."""
        sources = part["whole"]["parts"]["sources"]
        source = next((source for source in sources if source["id"] == part["source_id"]), None)
        return source and {name: source.get(name) or None for name in SOURCE_IN_BRIEF["properties"]}
