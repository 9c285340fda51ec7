"""A picture that stands alone as a file: with its title, key and notes, and with nothing that has to be loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.pictures.bars import Bars
from portal.pictures.figure import Figure
from portal.pictures.lettering import width

MARGIN = 16
TITLE_SIZE, TEXT_SIZE, NOTE_SIZE = 20, 14, 13
BELOW_MEASURE, KEY_HEIGHT, NOTE_HEIGHT = 74, 28, 22
ROW, BAR_TOP, LABEL_TOP = 52, 20, 14  # of bars: each below its label
NUMBER_GAP, NUMBER_ROOM = 8, 60
FILLS = (("#2a3a94", "#2a3a94"), ("#f6b91f", "#8a6200"))  # and outlines, of the series
FONTS = "system-ui,'Noto Sans','Noto Sans Thai','Noto Sans Lao','Noto Sans Khmer','Noto Sans Myanmar','Noto Sans KR',sans-serif"


@dataclass(frozen=True)
class Sheet:
    """Where everything stands on it; units are pixels."""

    figure: Figure
    texts: Sequence[str]  # below the picture

    fonts = FONTS

    @property
    def template(self) -> str:
        """What draws the picture."""
        return f"svg/alone/{self.figure.picture.shape}.svg"

    @property
    def key(self) -> list[dict]:
        """What the series are called, where there are two."""
        found, x = [], MARGIN + 0.5
        if len(self.figure.series) > 1:
            for name, (fill, stroke) in zip(self.figure.series, FILLS, strict=False):
                found.append({"name": name, "fill": fill, "stroke": stroke, "x": x, "text_x": x + 22})
                x += 22 + width(name, TEXT_SIZE) + 24
        return found

    @property
    def top(self) -> int:
        """Where the picture begins."""
        return BELOW_MEASURE + KEY_HEIGHT * bool(self.key)

    @property
    def bars(self) -> list[dict]:
        """Bars with their places, each below its label."""
        return [
            {
                "line": bar.line,
                "marks": bar.marks,
                "text_y": place * ROW + LABEL_TOP,
                "y": place * ROW + BAR_TOP,
                "end": max((mark.x + mark.width for mark in bar.marks), default=-NUMBER_GAP) + NUMBER_GAP,
            }
            for place, bar in enumerate(self.figure.picture.bars)
        ]

    @property
    def notes(self) -> list[dict]:
        """The texts below the picture with their places."""
        start = self.top + self._picture[1] + NOTE_HEIGHT + TEXT_SIZE
        return [{"text": text, "y": start + place * NOTE_HEIGHT} for place, text in enumerate(self.texts)]

    @property
    def width(self) -> float:
        """As wide as the picture or its longest line."""
        lines = [(str(self.figure.title), TITLE_SIZE), (self.figure.measure, TEXT_SIZE)]
        lines += [(text, NOTE_SIZE) for text in self.texts]
        return round(2 * MARGIN + max(self._picture[0], *(width(text, size) for text, size in lines)))

    @property
    def height(self) -> float:
        """Down to the last note."""
        return self.top + self._picture[1] + NOTE_HEIGHT * (len(self.texts) + 1) + MARGIN

    @property
    def _picture(self) -> tuple[float, float]:
        """Its width and height."""
        picture = self.figure.picture
        if not isinstance(picture, Bars):
            return picture.width, picture.height
        labels = (width(bar.line.label, TEXT_SIZE) for bar in picture.bars)
        return max(picture.width + NUMBER_ROOM, *labels, 0), len(picture.bars) * ROW
