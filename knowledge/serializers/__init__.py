"""What the public reads of knowledge.

Plain serializers over a flat dict (`portal.publishing.document.lay_flat`); the API's field names are contract.
"""

from knowledge.serializers.case_study import NARRATIVE, CaseStudySerializer
from knowledge.serializers.evidence import AttachmentSerializer, SourceSerializer
from knowledge.serializers.lesson import LessonEntrySerializer
from knowledge.serializers.metric import MetricEntrySerializer
from knowledge.serializers.reference import (
    AgencySerializer,
    CountryGroupSerializer,
    CountrySerializer,
    TopicSerializer,
)

__all__ = [
    "NARRATIVE",
    "AgencySerializer",
    "AttachmentSerializer",
    "CaseStudySerializer",
    "CountryGroupSerializer",
    "CountrySerializer",
    "LessonEntrySerializer",
    "MetricEntrySerializer",
    "SourceSerializer",
    "TopicSerializer",
]
