"""How fast the machine is just now, by a yardstick, so that milliseconds of CPU can be held to a floor.

Other programs slow a processor down also while it works for this one: they take its caches, and the other half of its core.
The same work has been seen to take from 17 to 28 ms of CPU within minutes. What was measured beside the yardstick moves much less.
"""

import io
import time
import tokenize

LINES = 100
USUAL = 3.9  # ms of CPU that the yardstick takes on the machine of the floors while nothing else runs
# Interpreted code that makes many small objects, as rendering does.
TEXT = "".join(
    f"def name_{number}(first, *, second=None): return [first, second, {number}]\n" for number in range(LINES)
)


def pace() -> float:
    """By how much a time of CPU measured just now has to be multiplied to be that of the quiet machine."""
    used = time.process_time()
    list(tokenize.generate_tokens(io.StringIO(TEXT).readline))
    return USUAL / ((time.process_time() - used) * 1000)
