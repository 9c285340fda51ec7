"""Pages of a sorted list: where one ends the next begins, whatever was published or withdrawn meanwhile.

The place of an item is its sort keys and the row of its Entry, which decides between equals.
"""

import struct
from collections.abc import Iterable

LENGTH = struct.Struct(">H")


def sorts_of(order: str) -> list[tuple[str, bool]]:
    """`-published_at,title` as [(name, whether it goes down)]."""
    return [(name.lstrip("-"), name.startswith("-")) for name in order.split(",")]


def packed(keys: Iterable[bytes]) -> bytes:
    """Several keys as one."""
    return b"".join(LENGTH.pack(len(key)) + key for key in map(bytes, keys))


def unpacked(data: bytes) -> list[bytes]:
    """The keys that `packed` put together."""
    keys = []
    while data:
        (length,) = LENGTH.unpack_from(data)
        keys.append(data[LENGTH.size : LENGTH.size + length])
        data = data[LENGTH.size + length :]
    return keys
