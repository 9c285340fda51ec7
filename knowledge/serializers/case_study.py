"""What the public reads of case studies."""

from rest_framework import serializers

from knowledge import vocabularies
from knowledge.serializers.evidence import SPDX, AttachmentSerializer, MetricSerializer, SourceSerializer
from knowledge.serializers.lesson import LessonSerializer
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
    plain_field,
)
from portal.publishing.schemas import (
    DATE,
    INTEGER,
    LINK,
    PARTIAL_DATE,
    STRING,
    array,
    described,
    nullable,
    of,
    reference_with,
    shape,
    shows,
)

# The texts, and what each of them tells.
NARRATIVE = {
    "summary": "Three plain sentences: the problem, what was done, what came of it.",
    "problem": "Who could not do what, and how that was known.",
    "solution": "What was built or changed.",
    "what_is_new": "What was not done like this before.",
    "users": "Who uses it, and how they were asked.",
    "collaboration": "Who worked together, and how.",
    "challenges": "What was hard, and what failed.",
    "conditions_for_success": "What had to be in place: laws, money, people, infrastructure.",
    "replication": "What another government would need to do the same.",
    "would_do_differently": "What the agency would do differently.",
    "inclusion": "How people are reached who are offline, disabled or far away.",
    "privacy_security": "How people's data are protected.",
    "sustainability": "Who pays for it and looks after it in five years.",
    "overview": "What fits no other section.",
}


class SDGSerializer(DocumentSerializer):
    """A Sustainable Development Goal and how the practice contributes to it."""

    number = plain_field(of("integer", minimum=1, maximum=17), help_text="The goal.")
    evidence = TextField(help_text="How it contributes, in a line.")


AGENCY_IN_ROLE = reference_with(
    "AgencyInRole", "An agency and what it does in the case.", {"role": vocabularies.AGENCY_ROLE.schema}
)
TOPIC_IN_SCHEME = reference_with(
    "TopicInScheme", "A topic and the vocabulary it is from.", {"scheme": vocabularies.TOPIC_SCHEME.schema}
)
SPAN = shape(
    "CasePeriod",
    "From when to when, as precisely as it is known.",
    {
        "start": described(nullable(PARTIAL_DATE), "When work on it began."),
        "launch": described(nullable(PARTIAL_DATE), "When it was opened to its users."),
        "end": described(nullable(PARTIAL_DATE), "When it ended."),
    },
)
RESOURCES = shape(
    "Resources",
    "What it took.",
    {
        "cost_band": nullable(vocabularies.COST_BAND.schema),
        "cost_amount": described(nullable(of("number")), "What it cost, in `cost_currency`."),
        "cost_currency": described(nullable(of("string", examples=["THB"])), "ISO 4217."),
        "cost_year": described(nullable(INTEGER), "The year of the prices."),
        "team_size": described(nullable(INTEGER), "People in the team."),
        "months_to_launch": nullable(INTEGER),
    },
)
REUSE = shape(
    "Reuse",
    "What others may take over.",
    {
        "terms": nullable(vocabularies.REUSE_TERMS.schema),
        "code_repository": nullable(LINK),
        "software_licence": described(nullable(SPDX), "An SPDX identifier."),
        "standards": described(nullable(array(STRING)), "Standards it is built on, by their names."),
    },
)


class CaseStudySerializer(DocumentSerializer):
    """A practice, or a lesson, from which others can learn."""

    kind = CodeField(vocabularies.CASE_STUDY_KIND)
    tier = CodeField(vocabularies.DEPTH, help_text="How much is told: a snapshot may grow into a full study.")
    authorship = CodeField(vocabularies.AUTHORSHIP, help_text="Who speaks.")
    title = TextField()
    locals().update({name: TextField(help_text=told) for name, told in NARRATIVE.items()})
    sources_note = TextField(help_text="Where sources disagree, and what was concluded from them.")
    service_name = StringField(help_text="The service's own name, as it is used.")
    service_url = StringField(LINK)
    countries = ReferenceListField(help_text="The country, then further ones.")
    country_group = ReferenceField(source="country_group_id", help_text="Instead of a country.")
    agencies = serializers.SerializerMethodField(help_text="The lead agency first.")
    topics = serializers.SerializerMethodField(help_text="Topics of all vocabularies.")
    level = CodeField(vocabularies.LEVEL)
    stage = CodeField(vocabularies.STAGE)
    operating_status = CodeField(vocabularies.OPERATING_STATUS)
    period = serializers.SerializerMethodField()
    dgpf_dimensions = plain_field(array(vocabularies.DIMENSION.schema))
    cofog_division = CodeField(vocabularies.COFOG)
    sdgs = SDGSerializer(many=True)
    resources = serializers.SerializerMethodField()
    reuse = serializers.SerializerMethodField()
    metrics = MetricSerializer(many=True, source="results", help_text="Figures, each with its source.")
    lessons = LessonSerializer(many=True)
    sources = SourceSerializer(many=True, help_text="What its statements rest on, numbered from 0.")
    attachments = AttachmentSerializer(many=True)
    presented_at = BacklinkField(help_text="The conferences at which it came up.")
    evidence_grade = plain_field(
        of("integer", minimum=0, maximum=5, **{"x-vocabulary": vocabularies.EVIDENCE_GRADE.name}),
        help_text="What its evidence is worth, from 0 (no source) to 4 (evaluated independently).",
    )
    completeness = plain_field(
        of("integer", minimum=0, maximum=100), help_text="How much of what a reader expects is there."
    )
    gaps = plain_field(array(STRING), help_text="What it does not say yet.")
    fresh_until = plain_field(nullable(DATE), help_text="From this day on, ask whether it is still true.")

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

    @shows(array(AGENCY_IN_ROLE))
    def get_agencies(self, case: dict) -> list[dict]:
        """The lead agency first, then the others, each with its role."""
        roles = [
            (case["lead_agency_id"], "lead"),
            *((part["agency_id"], part["role"]) for part in case["participants"]),
        ]
        return self._referenced(roles, "role")

    @shows(array(TOPIC_IN_SCHEME))
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

    @shows(SPAN)
    def get_period(self, case: dict) -> dict:
        """From when to when, as precisely as it is known."""
        names = {"start": "started", "launch": "launched", "end": "ended"}
        return {name: PartialDateField.cut(case, field) for name, field in names.items()}

    @shows(RESOURCES)
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

    @shows(REUSE)
    def get_reuse(self, case: dict) -> dict:
        """What others may take over."""
        names = ("terms", "code_repository", "software_licence", "standards")
        return {name: case[name] or None for name in names}
