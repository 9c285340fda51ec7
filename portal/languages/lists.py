"""Several names in a row, joined as each language joins them: by CLDR, as `A, B and C`."""

from collections.abc import Sequence

from portal.languages.dates import locale


def show_list(texts: Sequence[str], language: str) -> str:
    """All of them in one text; "" for none."""
    count = len(texts)
    return "".join(text + separator(place, count, language) for place, text in enumerate(texts))


def separator(place: int, count: int, language: str) -> str:
    """What stands behind number `place` of `count`, counted from 0; nothing behind the last one."""
    if place >= count - 1:
        return ""
    part = "2" if count == 2 else "end" if place == count - 2 else "middle" if place else "start"  # noqa: PLR2004 - CLDR has a pattern for two
    return locale(language).list_patterns["standard"][part].removeprefix("{0}").removesuffix("{1}")
