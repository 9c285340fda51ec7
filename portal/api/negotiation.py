"""In which form an answer is wanted: by `format=`, else by the header Accept."""

from collections.abc import Mapping

JSON, CSV, LINES = "json", "csv", "jsonl"
MEDIA_TYPES = {JSON: "application/json", CSV: "text/csv", LINES: "application/jsonl"}
ALIASES = {"application/x-ndjson": LINES, "application/ndjson": LINES, "application/jsonlines": LINES}
ANYTHING = ("", "*/*")  # of programs that take what they get; errors come as problems in any case


class NotAcceptable(Exception):
    """It cannot be had in any form that is wanted; `offered` are those there are."""

    def __init__(self, offered: list[str]):
        super().__init__(", ".join(offered))
        self.offered = offered


def named(form: str | None, offered: Mapping[str, str]) -> str:
    """A `format=` that there is; "" where None is given. Raises NotAcceptable."""
    if form is not None and form not in offered:
        raise NotAcceptable([*offered])
    return form or ""


def wanted(accept: str, offered: Mapping[str, str]) -> str:
    """The name of the form that an Accept header prefers; `offered` are media types by name, the usual one first.

    Raises NotAcceptable. Of forms that are wanted alike the usual one is taken.
    """
    usual, media_type = next(iter(offered.items()))
    if accept in ANYTHING or accept == media_type:  # as nearly all programs send it
        return usual
    ranges = [_range(part) for part in accept.split(",")]
    weights = {name: _weight(media_type, ranges) for name, media_type in offered.items()}
    for alias, name in ALIASES.items():
        if name in weights:
            weights[name] = max(weights[name], _weight(alias, [each for each in ranges if each[0] == alias]))
    best = max(weights, key=weights.__getitem__)
    if not weights[best]:
        raise NotAcceptable([*offered.values()])
    return best


def _range(part: str) -> tuple[str, float]:
    media_range, *parameters = (text.strip().lower() for text in part.split(";"))
    weight = next((text[2:] for text in parameters if text.startswith("q=")), "1")
    try:
        return media_range, min(max(float(weight), 0.0), 1.0)
    except ValueError:
        return media_range, 1.0


def _weight(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """That of the most specific range in which the type is."""
    whole = media_type.partition(";")[0]
    for fitting in (whole, f"{whole.partition('/')[0]}/*", "*/*"):
        found = [weight for media_range, weight in ranges if media_range == fitting]
        if found:
            return max(found)
    return 0.0
