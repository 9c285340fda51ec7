"""What left its place, and what only made room."""

import pytest

from portal.differences.order import moved


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("abc", "abc", {}),
        ("abc", "bca", {"a": (1, 3)}),
        ("abcd", "acbd", {"c": (3, 2)}),
        ("abc", "xabc", {}),
        ("abc", "bc", {}),
        ("abc", "xcy", {}),
        ("", "abc", {}),
    ],
)
def test_items_that_left_their_order(before, after, found):
    assert moved(list(before), list(after)) == found
