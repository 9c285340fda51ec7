"""Records of one kind side by side, in the rows that their Publication declares."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Filter
from portal.catalogue.parameters import BadParameters, Fault, Parameters
from portal.catalogue.record import Found, Gone, MergedInto, NotPublished
from portal.publishing.numbers import Number, portal_number
from portal.publishing.publication import Compared, Kind, Publication
from portal.web.library import joined
from portal.web.templatetags.sala import section_label
from portal.web.views import PublicView

SECTION = "compare"
MOST = 4
SUGGESTED = 8


@dataclass
class Choice:
    """The records that were asked for: those that are live, and why others are not."""

    records: list[dict] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """Of those that are live; one that was merged is the one that stands for it."""
        return [record["id"] for record in self.records]

    @property
    def publication(self) -> Publication:
        """Of what is compared; before anything was chosen, of the first kind that can be."""
        kind = self.records[0]["type"] if self.records else comparable()[0]
        return Kind.of(kind)

    def facets(self) -> dict[str, Filter]:
        """What others have that are like the first one."""
        wanted = {}
        for row in self.publication.compared if self.records else ():
            values = row.facet and frozenset(named["id"] for named in row.read(self.records[0]))
            if values:
                wanted[row.facet] = Filter(any_of=values)
        return wanted


class Compare(PublicView):
    """Two to four records. With fewer it says how to choose; what somebody typed to find more is not stored."""

    def get(self, request) -> HttpResponse:
        """Ids as `?id=cs-…,cs-…`, or the name several times. Raises BadParameters, which names what cannot be compared."""
        parameters = Parameters(joined(request.GET))
        ids = list(dict.fromkeys(parameters.several("id", (), MOST)))
        text = parameters.text("q")
        parameters.done(strict=False)

        def context(number: Number) -> dict:
            return self.context(choose(ids, self.language), text, number.value)

        address = self._address(ids, q=text)
        return self.page(request, address, portal_number, ["compare.html"], context, is_kept=not text)

    def context(self, choice: Choice, text: str, seq: int) -> dict:
        """What the template gets."""
        ids, publication = choice.ids, choice.publication
        return {
            "publication": publication,
            "columns": [
                {"record": record, "less": self._address([other for other in ids if other != record["id"]])}
                for record in choice.records
            ],
            "rows": list(_rows(publication, choice.records)) if len(ids) > 1 else [],
            "withdrawn": [str(gone) for gone in choice.gone],  # their ids
            "chosen": ",".join(ids),
            "q": text,
            "list": f"/{self.language}/{publication.path}",
            "others": self._others(choice, text, seq) if len(ids) < MOST else None,
        }

    def _others(self, choice: Choice, text: str, seq: int) -> list[dict]:
        """Some that can be added: what the search finds, else those that have a facet in common with the first one."""
        filters = {} if text else choice.facets()
        question = Catalogue(choice.publication.kind, self.language, filters, "", seq, text)
        items = question.page(limit=SUGGESTED + MOST).items
        others = [item.record for item in items if item.public_id not in choice.ids][:SUGGESTED]
        return [{"record": other, "more": self._address([*choice.ids, other["id"]])} for other in others]

    def _address(self, ids: list[str], **further: str) -> str:
        asked = {"id": ",".join(ids), **further}
        query = urlencode({name: value for name, value in asked.items() if value}, safe=",")
        return f"/{self.language}/{SECTION}" + (f"?{query}" if query else "")


def comparable() -> list[str]:
    """The kinds whose records can be compared."""
    return [publication.kind for publication in Publication.all() if publication.compared]


def choose(ids: list[str], language: str) -> Choice:
    """The records with these ids, a query each. Raises BadParameters; Gone where all were withdrawn."""
    choice, faults = Choice(), []
    for public_id in ids:
        try:
            found = _read(public_id, language)
        except Gone as gone:
            choice.gone.append(gone)
        except NotPublished:
            faults.append(_fault(_("Nothing was published with the id “%(id)s”."), public_id))
        else:
            if found.kind not in comparable() or (choice.records and found.kind != choice.publication.kind):
                faults.append(_fault(_("“%(id)s” cannot be compared with the others."), public_id))
            elif found.public_id not in choice.ids:
                choice.records.append(found.record)
    if faults:
        raise BadParameters(faults)
    if choice.gone and not choice.records:
        raise choice.gone[0]
    return choice


def _read(public_id: str, language: str) -> Found:
    try:
        return Catalogue.get(public_id, language)
    except MergedInto as merged:
        return Catalogue.get(merged.survivor.public_id, language)


def _fault(detail: str, public_id: str) -> Fault:
    return Fault("id", "invalid", detail % {"id": public_id})


def _rows(publication: Publication, records: list[dict]):
    """Rows in which at least one record states something."""
    for row in publication.compared:
        cells = [{"record": record, "value": row.read(record)} for record in records]
        if any(_is_stated(cell["value"]) for cell in cells):
            for cell in cells:
                cell["is_stated"] = _is_stated(cell["value"])
            yield {
                "heading": _heading(publication, row),
                "template": f"components/compared/{row.shown}.html",
                "field": f"{publication.kind}.{row.name}",
                "name": row.name,
                "cells": cells,
            }


def _heading(publication: Publication, row: Compared) -> str:
    return str(row.heading) or section_label(row.name, publication.kind)


def _is_stated(value) -> bool:
    return value not in (None, "", [])
