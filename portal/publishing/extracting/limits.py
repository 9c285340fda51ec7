"""How much reading one file may take, and how what is read is gathered within that."""

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass

GRACE = 10  # seconds of CPU between the time to stop reading and the end of the process
READ_AHEAD = 2  # as many characters are read as may be kept: spaces and the like go
STANDARD_STREAMS = 3


class Unreadable(Exception):
    """There is no text to be had; the message is the code of a problem."""


@dataclass(frozen=True)
class Limits:
    """What one file is given."""

    pages: int = 500  # of a PDF, slides of a presentation
    characters: int = 400_000  # of text kept
    unpacked: int = 100 * 1024 * 1024  # bytes of what is packed in an Office file
    memory: int = 512 * 1024 * 1024  # bytes of address space
    seconds: int = 20  # of CPU: then what was read so far is kept
    patience: float = 45.0  # seconds by the clock until the process is ended

    @property
    def longest_answer(self) -> int:
        """Bytes that the process may print: six for each character as JSON, and what stands around them."""
        return self.characters * 6 + 4096

    def confine(self) -> None:
        """Give up for good what reading does not need: memory, time, files, the network, other processes."""
        for what, soft, hard in (
            (resource.RLIMIT_AS, self.memory, self.memory),
            (resource.RLIMIT_CPU, self.seconds + GRACE, self.seconds + GRACE + 1),
            (resource.RLIMIT_FSIZE, self.longest_answer, self.longest_answer),
            (resource.RLIMIT_CORE, 0, 0),
            (resource.RLIMIT_NPROC, 0, 0),
            (resource.RLIMIT_NOFILE, STANDARD_STREAMS, STANDARD_STREAMS),  # no more files, and no socket
        ):
            resource.setrlimit(what, (soft, hard))


@dataclass
class Gathering:
    """The text of one file as it is being read. `pages` counts pages or slides, where there are such."""

    limits: Limits
    pages: int | None = None
    is_cut: bool = False

    def text(self, pieces: Iterator[str]) -> str:
        """The pieces that a reader yields, until it is enough."""
        found, length = [], 0
        for piece in pieces:
            found.append(piece)
            length += len(piece)
            if length > self.limits.characters * READ_AHEAD or self.is_late():
                self.is_cut = True
                break
        return "\n".join(found)

    def is_late(self) -> bool:
        """Whether the time is used up."""
        return time.process_time() > self.limits.seconds
