"""What a case study's evidence is worth, and what it does not say yet: computed from its document."""

from knowledge.models import Independence, ParticipantRole
from knowledge.serializers.evidence import MetricSerializer
from portal.publishing.schemas import array, picked, shows

# What a reader expects of a practice, in the order in which it is asked for.
EXPECTED_TEXTS = (
    *("summary", "problem", "solution", "users", "challenges", "conditions_for_success"),
    *("replication", "inclusion", "privacy_security", "sustainability"),
)
FIGURE = ("label", "label_language", "value", "value_to", "qualifier", "unit", "period")
MOST_KEY_METRICS = 2
EXPECTED_FIELDS = ("lead_agency_id", "launched", "operating_status", "cost_band")


def evidence_grade(document: dict) -> int:
    """0 none · 1 self-reported · 2 with an accessible document · 3 independent or compared · 4 independently evaluated.

    The fifth grade, repeated in other contexts, comes with the adoptions of the practice.
    """
    sources, results = document["parts"]["sources"], document["parts"]["results"]
    independent = any(source["independence"] == Independence.INDEPENDENT for source in sources)
    evaluated = any(
        agency["role"] == ParticipantRole.EVALUATOR for agency in document["parts"]["participants"]
    )
    if not sources:
        return 0
    if independent and evaluated:
        return 4
    if independent or any(result["baseline"] is not None for result in results):
        return 3
    return 2 if any(source["url"] or source["archived_url"] for source in sources) else 1


def gaps(document: dict) -> list[str]:
    """What the record does not say yet; a lesson stands for itself and has none."""
    if document["fields"]["kind"] == "lesson_learned":
        return []
    texts = document["texts"].get(document["fields"]["source_language"], {})
    lacking = [name for name in EXPECTED_FIELDS if not document["fields"].get(name)]
    lacking += [name for name in EXPECTED_TEXTS if not texts.get(name)]
    if not any(result["kind"] == "reported" for result in document["parts"]["results"]):
        lacking.append("results")
    return [name.removesuffix("_id") for name in lacking]


def completeness(document: dict) -> int:
    """How much of what a reader expects is there, 0 to 100."""
    expected = len(EXPECTED_TEXTS) + len(EXPECTED_FIELDS) + 1
    return round(100 * (expected - len(gaps(document))) / expected)


@shows(array(picked(MetricSerializer().schema(), FIGURE, "KeyMetric", "A figure without what surrounds it.")))
def key_metrics(body: dict) -> list[dict]:
    """The first figures that were reported, without what surrounds them: for lists."""
    reported = [
        metric for metric in body["metrics"] if metric["kind"] == "reported" and metric["value"] is not None
    ]
    return [
        {name: metric[name] for name in FIGURE if name in metric} for metric in reported[:MOST_KEY_METRICS]
    ]
