"""Statistics: tidy rows of counts or sums, a group each, as programs that calculate like them."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.api import negotiation
from portal.api.endpoint import Endpoint
from portal.api.problems import MixedUnits
from portal.api.rows import as_csv, as_lines
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Filter
from portal.catalogue.grouping import Figure, figures_of, groups_of, sums_of
from portal.catalogue.narrowing import OfParts
from portal.catalogue.parameters import LANGUAGES, Parameters
from portal.publishing.numbers import portal_number
from portal.publishing.publication import Kind
from portal.publishing.renditions import to_bytes

MOST_FACETS, MOST_GROUPS = 3, 5_000
COUNT, SUM = "count", "metric_sum"
SUMMED = ("sum", "unit", "figures", "lower_bound", "approximate")
FIGURES = "metric"  # the parts whose values are added up


class Statistics(Endpoint):
    """Counts of a kind's records by the values of facets, and sums of the figures that they state."""

    offered = negotiation.MEDIA_TYPES

    def get(self, request: HttpRequest, kind: Kind) -> HttpResponse:
        """`group_by=country,year`, `measure=metric_sum:persons`, and the filters that the list takes."""
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        form = parameters.one("format", default=None)
        mark = parameters.one("bom", ("1",))
        facets = parameters.several("group_by", (*kind.facets, *LANGUAGES), MOST_FACETS)
        text = parameters.text("q")
        filters, narrowing = parameters.filters(kind), parameters.narrowing(kind)
        unit = self._unit(parameters, kind, narrowing.parts)
        if "group_by" not in request.GET:
            parameters.refuse("group_by", _("Name one facet or several, joined by commas."))
        if len(set(facets)) < len(facets):
            parameters.refuse("group_by", _("Name each facet once."))
        parameters.done()
        form = negotiation.named(form, self.offered) or self.form_wanted(request)
        if mark and form != negotiation.CSV:
            parameters.refuse("bom", _("Only CSV has this mark: ask with format=csv."))
            parameters.done()
        seq = portal_number().value
        question = Catalogue(kind.kind, language, filters, seq=seq, text=text, narrowing=narrowing)
        asked = hashlib.sha256(f"{question.fingerprint}{sorted(request.GET.items())}".encode()).hexdigest()[
            :12
        ]
        etag = f'W/"{seq}-{asked}{form}"'
        if not text and (unmodified := self.unmodified(request, etag, language)):
            return unmodified
        groups = groups_of(question, facets, MOST_GROUPS)
        if len(groups) > MOST_GROUPS:
            parameters.refuse("group_by", _("These are more than %(most)d groups.") % {"most": MOST_GROUPS})
            parameters.done()
        rows = [
            {**dict(zip(facets, map(_value, facets, group.values), strict=True)), "count": group.count}
            for group in groups
        ]
        if unit:
            sums = sums_of(groups, self._figures(question, narrowing.parts, unit))
            for row, each in zip(rows, sums, strict=True):
                row |= {
                    "sum": int(each.value)
                    if each.value == each.value.to_integral_value()
                    else float(each.value),
                    "unit": unit,
                    "figures": each.figures,
                    "lower_bound": each.is_least,
                    "approximate": each.is_rough,
                }
        around = {"count": question.count(), "group_by": facets}
        columns = (*facets, "count", *(SUMMED if unit else ()))
        body = _written(rows, form, around, columns, bom=bool(mark))
        if text:  # as with a list: the index also changes when no record does
            return self.hashed(language, body, form=form)
        return self.answer(etag, language, body, form=form)

    @staticmethod
    def _unit(parameters: Parameters, kind: Kind, parts: tuple[OfParts, ...]) -> str:
        """The unit of the figures to be added up, as `metric_unit` takes and allows it; "" where records are counted."""
        measure = parameters.one("measure", default=COUNT)
        name, colon, unit = measure.partition(":")
        known = [COUNT, f"{SUM}:UNIT"] if FIGURES in kind.filtered_by_parts else [COUNT]
        if measure == COUNT:
            return ""
        if colon and name == SUM and unit and len(known) > 1:
            if not parameters.could_be("measure", unit):
                return ""
            asked = _asked_of_figures(parts).filters.get("unit")
            if asked is None or asked.accepts(unit):
                return unit
            known = [COUNT, *(f"{SUM}:{each}" for each in sorted(asked.any_of))]
        parameters.refuse("measure", _("It is one of these: %(known)s.") % {"known": ", ".join(known)})
        return ""

    @staticmethod
    def _figures(question: Catalogue, parts: tuple[OfParts, ...], unit: str) -> list[Figure]:
        """Those in this unit; of one kind and one period, else their sum says nothing. Raises MixedUnits."""
        asked = _asked_of_figures(parts)
        filters = {**asked.filters, "unit": Filter(any_of=frozenset({unit}))}
        figures = figures_of(question, replace(asked, filters=filters), question.seq)
        for name in ("kind", "period"):
            found = sorted({getattr(figure, name) for figure in figures})
            if len(found) > 1:
                raise MixedUnits(f"{FIGURES}_{name}", list(filter(None, found)), has_none="" in found)
        return figures


def _asked_of_figures(parts: tuple[OfParts, ...]) -> OfParts:
    """What a figure has to be; anything where nothing is asked."""
    return next((each for each in parts if each.kind == FIGURES), OfParts(FIGURES, {}))


def _value(facet: str, value: str | None) -> str | int | None:
    """Years are numbers; ids and codes are text."""
    return int(value) if facet == "year" and value else value


def _written(rows: list[dict], form: str, around: dict, columns: Iterable[str], *, bom: bool) -> bytes:
    if form == negotiation.CSV:
        return as_csv(rows, {name: {} for name in columns}, bom=bom)
    if form == negotiation.LINES:
        return as_lines(map(to_bytes, rows))
    return to_bytes({**around, "results": rows})
