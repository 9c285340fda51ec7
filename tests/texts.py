"""Texts within nested data, such as a content file."""

from collections.abc import Iterator


def texts_within(value) -> Iterator[str]:
    """All texts within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_within(inner)
