"""Which language is served when another was asked for. Fallback is per record, never per field."""

from collections.abc import Collection

from portal.languages.codes import BY_CODE, DEFAULT


def chain(requested: str, original: str) -> tuple[str, ...]:
    """Languages to try, in order: asked, English, original; each once."""
    return tuple(dict.fromkeys((requested, DEFAULT, original)))


def served(requested: str, original: str, available: Collection[str]) -> str:
    """The language in which a record is shown to somebody who asked for `requested`.

    `available` holds the languages in which the record really exists; the original is always one.
    """
    return next((code for code in chain(requested, original) if code in available), original)


def look_up(header: str) -> str | None:
    """The first site language that an Accept-Language header asks for (RFC 4647 lookup).

    `zh-Hans-CN` tries `zh-Hans-CN`, `zh-Hans`, `zh`. Broken parts of the header are passed over:
    a reader's browser settings are never an error. Longer headers than any browser sends are cut.
    """
    wanted = []
    for position, part in enumerate(header[:500].split(",")[:20]):
        tag, _, parameters = part.strip().partition(";")
        quality = _quality(parameters)
        if tag and quality > 0:
            wanted.append((-quality, position, tag.strip()))
    for _, _, tag in sorted(wanted):
        subtags = tag.lower().split("-")
        while subtags:
            if (code := "-".join(subtags)) in BY_CODE:
                return code
            subtags.pop()
            if subtags and len(subtags[-1]) == 1:  # a singleton never ends a tag
                subtags.pop()
    return None


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
