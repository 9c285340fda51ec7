"""The vocabularies of knowledge, by the names under which the API lists them."""

from django.utils.translation import gettext_lazy as _

from knowledge import models
from portal.languages.translation import Method
from portal.publishing.vocabularies import vocabulary

CASE_STUDY_KIND = vocabulary("case-study-kind", _("kind of case study"), models.CaseStudyKind)
DEPTH = vocabulary("case-study-tier", _("depth"), models.Tier)
AUTHORSHIP = vocabulary("authorship", _("authorship"), models.Authorship)
LEVEL = vocabulary("government-level", _("level of government"), models.GovernmentLevel)
STAGE = vocabulary("stage", _("stage"), models.Stage)
OPERATING_STATUS = vocabulary("operating-status", _("operating status"), models.OperatingStatus)
DIMENSION = vocabulary(
    "dgpf-dimension", _("dimensions of the OECD Digital Government Policy Framework"), models.DgpfDimension
)
COFOG = vocabulary("cofog-division", _("function of government"), models.CofogDivision)
COST_BAND = vocabulary("cost-band", _("cost band"), models.CostBand)
REUSE_TERMS = vocabulary("reuse-terms", _("terms of reuse"), models.ReuseTerms)
AGENCY_ROLE = vocabulary(
    "agency-role",
    _("role of an agency in a case study"),
    {"lead": _("Lead agency"), **dict(models.ParticipantRole.choices)},
)
RESULT_KIND = vocabulary("result-kind", _("kind of figure"), models.ResultKind)
QUALIFIER = vocabulary("qualifier", _("qualifier"), models.Qualifier)
PERIOD = vocabulary("result-period", _("period"), models.Period)
INDEPENDENCE = vocabulary("independence", _("independence"), models.Independence)
ATTACHMENT_KIND = vocabulary("attachment-kind", _("kind of file"), models.AttachmentKind)
LESSON_KIND = vocabulary(
    "lesson-kind",
    _("kind of lesson"),
    {"lesson": _("Lesson"), "takeaway": _("Takeaway"), "challenge": _("Challenge")},
)
POLARITY = vocabulary("polarity", _("advice"), models.Polarity)
EVIDENCE_GRADE = vocabulary(
    "evidence-grade",
    _("evidence grade"),
    {
        "0": _("No source is linked."),
        "1": _("Reported without a document that can be read."),
        "2": _("Stated in a document that can be read."),
        "3": _("Stated by an independent source, or compared with the time before."),
        "4": _("Evaluated independently."),
    },
)
CALENDAR = vocabulary("calendar", _("calendar"), models.Calendar)
INDEX = vocabulary("index", _("index"), models.IndexCode)
AGENCY_KIND = vocabulary("agency-kind", _("kind of agency"), models.AgencyKind)
TOPIC_SCHEME = vocabulary("topic-scheme", _("vocabulary of topics"), models.TopicScheme)
SAME_AS_SCHEME = vocabulary("same-as-scheme", _("vocabulary of others"), models.SameAsScheme)
TRANSLATION_METHOD = vocabulary("translation-method", _("how a translation was made"), Method)
