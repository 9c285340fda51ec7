"""What left its place in a list."""

from difflib import SequenceMatcher


def moved(before: list[str], after: list[str]) -> dict[str, tuple[int, int]]:
    """Where items were and are, counted from 1, that left their order; those that only made room for others did not.

    The items of each list are distinct.
    """
    were = {item: place for place, item in enumerate(before, 1)}
    are = {item: place for place, item in enumerate(after, 1)}
    first = [item for item in were if item in are]
    second = [item for item in are if item in were]
    stayed: set[str] = set()
    for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        stayed.update(first[block.a : block.a + block.size])
    return {item: (were[item], are[item]) for item in second if item not in stayed}
