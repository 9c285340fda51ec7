"""How wide texts will be."""

import pytest

from portal.pictures.lettering import width


@pytest.mark.parametrize(
    ("text", "ems"), [("ab", 1.1), ("กี่", 0.57), ("ကို", 0.8), ("\u200bក", 0.66), ("한국", 2.0), ("", 0)]
)
def test_marks_take_no_room_and_scripts_differ(text, ems):
    assert width(text, 10) == pytest.approx(10 * ems)
