"""Cursors: a place in a sorted list, signed together with the query it belongs to."""

import base64
import binascii

from django.core import signing

SALT = "portal.catalogue.cursor"
LONGEST = 1_000  # characters


class InvalidCursor(Exception):
    """Forged, cut, or of another query."""


def write(key: bytes, row: int, query: str) -> str:
    """The place behind the item with this sort key and Entry row, in the list that `query` describes."""
    place = base64.urlsafe_b64encode(row.to_bytes(8, "big") + key).decode().rstrip("=")
    return signing.Signer(salt=SALT + query).sign(place)


def read(cursor: str, query: str) -> tuple[bytes, int]:
    """The sort key and row a cursor stands for; raises InvalidCursor."""
    if len(cursor) > LONGEST:
        raise InvalidCursor
    try:
        place = signing.Signer(salt=SALT + query).unsign(cursor)
        data = base64.urlsafe_b64decode(place + "=" * (-len(place) % 4))
    except (signing.BadSignature, binascii.Error, ValueError) as error:
        raise InvalidCursor from error
    return data[8:], int.from_bytes(data[:8], "big")
