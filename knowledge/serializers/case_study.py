"""What the public reads of case studies."""

from rest_framework import serializers

from knowledge.serializers.evidence import AttachmentSerializer, MetricSerializer, SourceSerializer
from knowledge.serializers.lesson import LessonSerializer
from portal.publishing.fields import (
    BacklinkField,
    CodeField,
    DocumentSerializer,
    NumberField,
    PartialDateField,
    ReferenceField,
    ReferenceListField,
    TextField,
    plain_field,
)

NARRATIVE = (
    *("summary", "problem", "solution", "what_is_new", "users", "collaboration", "challenges"),
    *("conditions_for_success", "replication", "would_do_differently", "inclusion", "privacy_security"),
    *("sustainability", "overview"),
)


class SDGSerializer(DocumentSerializer):
    """A Sustainable Development Goal and how the practice contributes to it."""

    number = plain_field()
    evidence = TextField()


class CaseStudySerializer(DocumentSerializer):
    """A practice, or a lesson, from which others can learn."""

    kind = CodeField()
    tier = CodeField()
    authorship = CodeField()
    title = TextField()
    locals().update({name: TextField() for name in NARRATIVE})
    sources_note = TextField()
    service_name = CodeField()
    service_url = CodeField()
    countries = ReferenceListField()
    country_group = ReferenceField(source="country_group_id")
    agencies = serializers.SerializerMethodField()
    topics = serializers.SerializerMethodField()
    level = CodeField()
    stage = CodeField()
    operating_status = CodeField()
    period = serializers.SerializerMethodField()
    dgpf_dimensions = plain_field()
    cofog_division = CodeField()
    sdgs = SDGSerializer(many=True)
    resources = serializers.SerializerMethodField()
    reuse = serializers.SerializerMethodField()
    metrics = MetricSerializer(many=True, source="results")
    lessons = LessonSerializer(many=True)
    sources = SourceSerializer(many=True)
    attachments = AttachmentSerializer(many=True)
    presented_at = BacklinkField()
    evidence_grade = plain_field()
    completeness = plain_field()
    gaps = plain_field()
    fresh_until = plain_field()

    def to_representation(self, instance: dict) -> dict:
        """Number the sources once, and put the country and further ones together."""
        country = instance["country_id"]
        places = {source["id"]: place for place, source in enumerate(instance["sources"])}
        for part in (*instance["results"], *instance["lessons"]):
            part["source_place"] = places.get(part["source_id"])
        further = [code for code in instance["further_countries"] if code != country]
        return super().to_representation(
            {**instance, "countries": [*([country] if country else []), *further]}
        )

    def get_agencies(self, case: dict) -> list[dict]:
        """The lead agency first, then the others, each with its role."""
        roles = [
            (case["lead_agency_id"], "lead"),
            *((part["agency_id"], part["role"]) for part in case["participants"]),
        ]
        return self._referenced(roles, "role")

    def get_topics(self, case: dict) -> list[dict]:
        """Topics of all schemes, each with its scheme."""
        links = {
            "theme": "themes",
            "technology": "technologies",
            "channel": "channels",
            "target_group": "target_groups",
        }
        return self._referenced(
            [(topic, scheme) for scheme, name in links.items() for topic in case[name]], "scheme"
        )

    def _referenced(self, pairs: list[tuple], name: str) -> list[dict]:
        references = (
            (ReferenceField.reference(self.context, target), value) for target, value in pairs if target
        )
        return [{**reference, name: value} for reference, value in references if reference]

    def get_period(self, case: dict) -> dict:
        """From when to when, as precisely as it is known."""
        names = {"start": "started", "launch": "launched", "end": "ended"}
        return {name: PartialDateField.cut(case, field) for name, field in names.items()}

    def get_resources(self, case: dict) -> dict:
        """What it took."""
        amount = case["cost_amount"]
        return {
            "cost_band": case["cost_band"] or None,
            "cost_amount": NumberField().to_representation(amount) if amount else None,
            "cost_currency": case["cost_currency"] or None,
            "cost_year": case["cost_year"],
            "team_size": case["team_size"],
            "months_to_launch": case["months_to_launch"],
        }

    def get_reuse(self, case: dict) -> dict:
        """What others may take over."""
        names = ("terms", "code_repository", "software_licence", "standards")
        return {name: case[name] or None for name in names}
