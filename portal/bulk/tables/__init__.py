"""The flat tables of a cut."""

from django.utils.translation import gettext_lazy as _

from portal.bulk.tables.cases import CASES, FACTS, case_rows, text_columns, text_rows
from portal.bulk.tables.figures import metric_columns, metric_rows
from portal.bulk.tables.links import link_columns, link_rows
from portal.bulk.tables.table import Table

TABLES = (
    Table(
        "case-studies",
        CASES,
        _("Case studies"),
        _("One row for each case study, without its texts."),
        lambda: [column for column, _read in FACTS],
        case_rows,
        ("id",),
    ),
    Table(
        "case-study-texts",
        CASES,
        _("Texts of case studies"),
        _("One row for each case study and language."),
        text_columns,
        text_rows,
        ("case_study", "language"),
        (("case_study", "case-studies"),),
    ),
    Table(
        "metrics",
        CASES,
        _("Figures of case studies"),
        _("One row for each figure, as exact as its source gives it, with that source."),
        metric_columns,
        metric_rows,
        ("id",),
        (("case_study", "case-studies"),),
    ),
    Table(
        "links",
        "",
        _("Links between records"),
        _("One row for each record that another one names, and in which capacity."),
        link_columns,
        link_rows,
    ),
)


__all__ = ["TABLES", "Table"]
