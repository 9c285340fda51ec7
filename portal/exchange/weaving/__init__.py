"""Pictures that stand for records on other sites, woven like the edge of the pages: a code in letters, and bands that count.

They hold no text in any language: the code is one of ISO or an acronym, the title stands beside them.
"""

from portal.exchange.weaving.cloth import HEIGHT, WIDTH, woven
from portal.exchange.weaving.glyphs import DEFAULT, code_of

__all__ = ["DEFAULT", "HEIGHT", "WIDTH", "code_of", "woven"]
