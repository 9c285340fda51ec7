"""The insights: pictures of what the library holds, each with its table, and each alone as a file."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.catalogue.freshness import changed_on
from portal.insights.figures import FIGURES
from portal.languages.dates import show_date
from portal.pictures.figure import Figure
from portal.pictures.sheet import Sheet
from portal.publishing.numbers import Number, portal_number
from portal.web.pages import serve
from portal.web.views import PublicView

SECTION = "insights"
# What belongs to the picture before it is one level below it.
LEVELS = {"themes": "h3", "years": "h3"}


class Insights(PublicView):
    """All figures, on one page."""

    def get(self, request) -> HttpResponse:
        """Made again whenever something is published."""

        def context(number: Number) -> dict:
            figures = {name: made(self.language, number.value) for name, made in FIGURES.items()}
            return {
                "source": source_of(self.language, number.value),
                "figures": [
                    {
                        "figure": figure,
                        "level": LEVELS.get(name, "h2"),
                        "downloads": f"/{self.language}/{SECTION}/{name}",
                    }
                    for name, figure in figures.items()
                    if any(line.total for line in figure.table.lines)
                ],
            }

        return self.page(request, f"/{self.language}/{SECTION}", portal_number, ["insights.html"], context)


class FigureFile(PublicView):
    """One figure as a file."""

    suffix: str
    content_type: str

    def get(self, request, name: str) -> HttpResponse:
        """Stored like a page; 404 for a figure that does not exist."""
        if name not in FIGURES:
            raise Http404(name)
        address = f"/{self.language}/{SECTION}/{name}.{self.suffix}"

        def render(number: Number) -> tuple[str, str]:
            figure = FIGURES[name](self.language, number.value)
            return self.text_of(figure, number.value), self.language

        response = serve(request, address, portal_number, render)
        response["Content-Type"] = self.content_type
        return response

    def text_of(self, figure: Figure, seq: int) -> str:
        """What the file holds."""
        raise NotImplementedError


class FigureTable(FigureFile):
    """The figure's table as CSV: UTF-8 without a mark, heads and labels in the language of the address."""

    suffix, content_type = "csv", "text/csv; charset=utf-8"

    def text_of(self, figure: Figure, seq: int) -> str:
        """The table."""
        return figure.table.csv()


class FigurePicture(FigureFile):
    """The figure's picture as SVG that needs nothing else."""

    suffix, content_type = "svg", "image/svg+xml; charset=utf-8"

    def text_of(self, figure: Figure, seq: int) -> str:
        """The picture with its title, notes and source."""
        sheet = Sheet(figure, (*map(str, figure.notes), source_of(self.language, seq)))
        values = {"figure": figure, "sheet": sheet, "language": self.language}
        return render_to_string("svg/alone/picture.svg", values)


def source_of(language: str, seq: int) -> str:
    """Where the numbers come from, and when that last changed."""
    day = changed_on(seq)
    return _("Source: this library on %(date)s") % {"date": show_date(day, language)} if day else ""
