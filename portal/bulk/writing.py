"""Files of a cut in the making: compressed as they are written, counted and hashed."""

import csv
import gzip
import hashlib
import io
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from portal.bulk.records import file_of, lines, mirrored
from portal.bulk.tables import TABLES
from portal.publishing.renditions import to_bytes

LEVEL = 6  # of compression: beyond it a tenth of the size costs several times the time
GZIP = "application/gzip"


@dataclass(frozen=True)
class Written:
    """A finished file: `bytes` and `sha256` are those of what is stored, `rows` how many records or rows it holds."""

    name: str
    bytes: int
    sha256: str
    rows: int


class _Hashed(io.RawIOBase):
    """Counts and hashes what is written to a file."""

    def __init__(self, path: Path):
        super().__init__()
        self._file = path.open("wb")
        self.size, self.sha256 = 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, content) -> int:
        self.sha256.update(content)
        self.size += len(content)
        return self._file.write(content)

    def close(self) -> None:
        self._file.close()
        super().close()


class Compressed:
    """A file of lines. It holds neither a name nor a time: the same lines give the same bytes."""

    def __init__(self, folder: Path, name: str):
        self.name, self.rows = name, 0
        self._hashed = _Hashed(folder / name)
        self._gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=self._hashed, mtime=0)

    def write(self, content: bytes) -> None:
        """Add bytes."""
        self._gzip.write(content)

    def close(self) -> None:
        """Finish it."""
        self._gzip.close()
        self._hashed.close()

    @property
    def written(self) -> Written:
        """What it is, once it is closed."""
        return Written(self.name, self._hashed.size, self._hashed.sha256.hexdigest(), self.rows)


class Rows:
    """A table as CSV (RFC 4180, UTF-8 without a mark), with a line of names first."""

    def __init__(self, file: Compressed, names: list[str]):
        self.file = file
        self._writer = csv.writer(self, lineterminator="\r\n")
        self._writer.writerow(names)

    def write(self, text: str) -> None:
        """What the writer of the format gives."""
        self.file.write(text.encode())

    def add(self, row: list) -> None:
        """A row; None is an empty cell, numbers and texts are exact."""
        self._writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
        self.file.rows += 1


def write_all(folder: Path) -> list[Written]:
    """Write every file of records into a folder, in one pass over all of them."""
    files: list[Compressed] = []
    with ExitStack() as stack:

        def opened(name: str) -> Compressed:
            files.append(stack.enter_context(closing(Compressed(folder, name))))
            return files[-1]

        tables = [
            (table, Rows(opened(table.file), [column.name for column in table.columns()])) for table in TABLES
        ]
        for kind in mirrored():
            file = opened(file_of(kind))
            own = [(table, rows) for table, rows in tables if table.kind in ("", kind.kind)]
            for line in lines(kind):
                file.write(to_bytes(line.record) + b"\n")
                file.rows += 1
                for table, rows in own:
                    for row in table.rows(line):
                        rows.add(row)
    return sorted((file.written for file in files), key=lambda written: written.name)
