"""What was published last."""

import pytest

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.cursor import InvalidCursor
from portal.catalogue.latest import latest


def test_records_come_whole_and_in_the_order_of_their_publication(make):
    topics = [make.live("topic", definition_en="What it means.") for _number in range(3)]
    first = latest(Catalogue("topic", "lo"), limit=2)
    assert [item.public_id for item in first.items] == [topics[2].pk, topics[1].pk]
    record = first.items[0].record
    assert (record["definition"], record["language"]["served"]) == ("What it means.", "en")
    assert record["seq"] == topics[2].entry().seq
    rest = latest(Catalogue("topic", "lo"), first.next_cursor, limit=2)
    assert ([item.public_id for item in rest.items], rest.next_cursor) == ([topics[0].pk], None)


def test_a_cursor_belongs_to_its_question(make):
    for _number in range(3):
        make.live("topic")
    cursor = latest(Catalogue("topic"), limit=1).next_cursor
    with pytest.raises(InvalidCursor):
        latest(Catalogue("topic", "th"), cursor)
    with pytest.raises(InvalidCursor):
        Catalogue("topic").page(cursor)


def test_of_everything_only_records_are_told(make):
    case = make.live("case-study")
    assert {item.kind for item in latest(Catalogue()).items} == {"case-study", "country"}
    assert latest(Catalogue().where(type=["lesson"])).items == []
    assert latest(Catalogue()).items[0].public_id == case.pk
