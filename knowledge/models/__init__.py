"""What governments learned: countries and groups, agencies, topics, case studies and their evidence."""

from knowledge.models.agency import Agency, AgencyKind, AgencySource
from knowledge.models.attachment import Attachment, AttachmentFields, AttachmentKind
from knowledge.models.case_study import Authorship, CaseStudy, CaseStudyKind, Tier
from knowledge.models.classification import (
    CofogDivision,
    CostBand,
    DgpfDimension,
    GovernmentLevel,
    OperatingStatus,
    ReuseTerms,
    Stage,
)
from knowledge.models.country import Calendar, Country, IndexCode, Indicator
from knowledge.models.country_group import CountryGroup, GroupMembership
from knowledge.models.dates import Precision
from knowledge.models.evidence import (
    Cited,
    CitesSiblings,
    Independence,
    Qualifier,
    SourceFields,
)
from knowledge.models.lesson import Lesson, Polarity
from knowledge.models.participant import CaseAgency, ParticipantRole
from knowledge.models.result import Period, Result, ResultKind
from knowledge.models.sdg import SDG
from knowledge.models.source import Source
from knowledge.models.topic import OtherName, SameAs, SameAsScheme, Topic, TopicScheme

__all__ = [
    "SDG",
    "Agency",
    "AgencyKind",
    "AgencySource",
    "Attachment",
    "AttachmentFields",
    "AttachmentKind",
    "Authorship",
    "Calendar",
    "CaseAgency",
    "CaseStudy",
    "CaseStudyKind",
    "Cited",
    "CitesSiblings",
    "CofogDivision",
    "CostBand",
    "Country",
    "CountryGroup",
    "DgpfDimension",
    "GovernmentLevel",
    "GroupMembership",
    "Independence",
    "IndexCode",
    "Indicator",
    "Lesson",
    "OperatingStatus",
    "OtherName",
    "ParticipantRole",
    "Period",
    "Polarity",
    "Precision",
    "Qualifier",
    "Result",
    "ResultKind",
    "ReuseTerms",
    "SameAs",
    "SameAsScheme",
    "Source",
    "SourceFields",
    "Stage",
    "Tier",
    "Topic",
    "TopicScheme",
]
