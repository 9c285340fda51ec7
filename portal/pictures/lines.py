"""What pictures are drawn from, and the same as a table."""

import csv
import io
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Something that is counted: a number in each series, by the code and the label of what has it.

    `language` is that of the label, "" if it is the page's. `address` leads to what is counted, "" if nowhere.
    """

    code: str
    label: str
    numbers: tuple[int, ...]
    language: str = ""
    address: str = ""

    @property
    def total(self) -> int:
        """All series together."""
        return sum(self.numbers)


@dataclass(frozen=True)
class Table:
    """Lines with the heads of their columns: of the code, of the label, of each number.

    Of several series, `total` heads what they are together.
    """

    code: str
    label: str
    series: tuple[str, ...]
    lines: tuple[Line, ...]
    total: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """Those of the numbers."""
        return (*self.series, self.total) if self.total else self.series

    @property
    def rows(self) -> list[tuple[Line, tuple[int, ...]]]:
        """Each line with all its numbers."""
        return [(line, (*line.numbers, line.total) if self.total else line.numbers) for line in self.lines]

    def csv(self) -> str:
        """RFC 4180, as exact as the page: no value is changed for spreadsheets."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow((self.code, self.label, *self.heads))
        writer.writerows((line.code, line.label, *numbers) for line, numbers in self.rows)
        return text.getvalue()
