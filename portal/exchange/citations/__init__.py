"""How a record is cited: in a line, and in the formats of programs that keep references.

Days are ISO 8601. When it was read is not stored: it is the day on which the citation is asked for.
"""

from portal.exchange.citations.citation import Citation
from portal.exchange.citations.formats import FORMATS, Format

__all__ = ["FORMATS", "Citation", "Format"]
