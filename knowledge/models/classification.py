"""Fixed scales by which practices are described; vocabularies that grow are topics."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.texts import ListOf


class GovernmentLevel(models.TextChoices):
    """The level of government that acts."""

    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    LOCAL = "local", _("Local")
    SUPRANATIONAL = "supranational", _("Supranational")


class Stage(models.TextChoices):
    """The six stages of an innovation, after the OECD Observatory of Public Sector Innovation."""

    IDENTIFYING_PROBLEMS = "identifying_problems", _("Identifying or discovering problems")
    GENERATING_IDEAS = "generating_ideas", _("Generating ideas or designing solutions")
    DEVELOPING_PROPOSALS = "developing_proposals", _("Developing proposals")
    IMPLEMENTATION = "implementation", _("Implementation")
    EVALUATION = "evaluation", _("Evaluation")
    DIFFUSING_LESSONS = "diffusing_lessons", _("Diffusing lessons")


class OperatingStatus(models.TextChoices):
    """Whether a service is in use now."""

    RUNNING = "running", _("Running")
    SCALED = "scaled", _("Running at scale")
    PAUSED = "paused", _("Paused")
    DISCONTINUED = "discontinued", _("Discontinued")
    REPLACED = "replaced", _("Replaced")


class DgpfDimension(models.TextChoices):
    """The six dimensions of the OECD Digital Government Policy Framework."""

    DIGITAL_BY_DESIGN = "digital_by_design", _("Digital by design")
    DATA_DRIVEN = "data_driven", _("Data-driven public sector")
    GOVERNMENT_AS_A_PLATFORM = "government_as_a_platform", _("Government as a platform")
    OPEN_BY_DEFAULT = "open_by_default", _("Open by default")
    USER_DRIVEN = "user_driven", _("User-driven")
    PROACTIVE = "proactive", _("Proactive")


list_of_dimensions = ListOf(
    "|".join(DgpfDimension.values), _("Give dimensions of the framework by their codes, each once.")
)


class CofogDivision(models.TextChoices):
    """The ten divisions of the UN Classification of the Functions of Government."""

    GENERAL_PUBLIC_SERVICES = "01", _("General public services")
    DEFENCE = "02", _("Defence")
    PUBLIC_ORDER_AND_SAFETY = "03", _("Public order and safety")
    ECONOMIC_AFFAIRS = "04", _("Economic affairs")
    ENVIRONMENTAL_PROTECTION = "05", _("Environmental protection")
    HOUSING_AND_COMMUNITY_AMENITIES = "06", _("Housing and community amenities")
    HEALTH = "07", _("Health")
    RECREATION_CULTURE_AND_RELIGION = "08", _("Recreation, culture and religion")
    EDUCATION = "09", _("Education")
    SOCIAL_PROTECTION = "10", _("Social protection")


class CostBand(models.TextChoices):
    """What a practice cost to build, in US dollars and powers of ten."""

    UNDER_10K = "under_10k", _("Under 10,000 US dollars")
    FROM_10K_TO_100K = "from_10k_to_100k", _("10,000 to 100,000 US dollars")
    FROM_100K_TO_1M = "from_100k_to_1m", _("100,000 to 1 million US dollars")
    FROM_1M_TO_10M = "from_1m_to_10m", _("1 to 10 million US dollars")
    OVER_10M = "over_10m", _("Over 10 million US dollars")


class ReuseTerms(models.TextChoices):
    """On what terms others may take a practice over."""

    OPEN = "open", _("Open to anyone")
    GOVERNMENTS = "governments", _("Free for governments")
    ON_REQUEST = "on_request", _("On request")
    PAID = "paid", _("Against payment")
    NOT_AVAILABLE = "not_available", _("Not available")
