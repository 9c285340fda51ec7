"""Dates known to the year, the month or the day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PARTS_KNOWN = {"year": 1, "month": 2, "day": 3}


class Precision(models.TextChoices):
    """How much of a stored date is known: of 1 March 2021 at precision `year`, only 2021."""

    YEAR = "year", _("Year")
    MONTH = "month", _("Month")
    DAY = "day", _("Day")


def precision_of(label):
    """The field that stands beside a date and says how much of it is known."""
    return models.CharField(
        label,
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
        help_text=_("What the source says: only the year, the month, or the day."),
    )


def is_before(date, precision, other, other_precision):
    """Whether `date` is certainly before `other`, as far as both are known."""
    known = min(PARTS_KNOWN[precision], PARTS_KNOWN[other_precision])
    return (date.year, date.month, date.day)[:known] < (other.year, other.month, other.day)[:known]
