"""How often the API is read, by network: reading needs no key, and nobody reads so much that others wait.

Counted in fixed minutes, in the cache `limits`: per process unless that is shared. The header fields follow
draft-ietf-httpapi-ratelimit-headers-10, which may still change: only `tell` knows how they are written.
"""

import contextlib
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponseBase

from portal.network import network_of

log = logging.getLogger(__name__)
WINDOW = 60  # seconds
IPV4, IPV6 = 24, 56  # bits: whoever is given so many addresses is counted as one


class RateLimited(Exception):
    """A limit is reached; `seconds` until more is answered."""

    def __init__(self, spent: list["Spent"], seconds: int):
        super().__init__(seconds)
        self.spent, self.seconds = spent, seconds


@dataclass(frozen=True)
class Policy:
    """At most `quota` answers in a minute."""

    name: str
    quota: int


@dataclass(frozen=True)
class Spent:
    """What somebody has left of a policy in this minute."""

    policy: Policy
    key: str
    left: int


def policies(*, is_search: bool) -> list[Policy]:
    """What a request counts for. A search takes a hundred times the work of a list."""
    found = [Policy("anon", settings.API_READS_PER_MINUTE)]
    return [*found, Policy("search", settings.API_SEARCHES_PER_MINUTE)] if is_search else found


def check(request: HttpRequest, *, is_search: bool) -> list[Spent]:
    """What is left before this request. Raises RateLimited when that is nothing."""
    minute, network = int(time.time()) // WINDOW, network_of(request, IPV4, IPV6)
    keys = {f"{policy.name}:{network}:{minute}": policy for policy in policies(is_search=is_search)}
    used = _counted(keys)
    spent = [Spent(policy, key, policy.quota - used.get(key, 0)) for key, policy in keys.items()]
    if any(each.left <= 0 for each in spent):
        raise RateLimited(spent, seconds_left())
    return spent


def count(spent: list[Spent]) -> list[Spent]:
    """Count an answer; what is left then. Who already had it (304) is not counted."""
    try:
        for each in spent:
            _count_one(each.key)
    except Exception:  # as below
        log.exception("An answer could not be counted")
    return [Spent(each.policy, each.key, each.left - 1) for each in spent]


def _counted(keys: Iterable[str]) -> dict[str, int]:
    try:
        return caches["limits"].get_many(keys)
    except Exception:  # whatever a server of caches raises: nobody waits for one who cannot count
        log.exception("What was answered cannot be read")
        return {}


def _count_one(key: str) -> None:
    cache = caches["limits"]
    if not cache.add(key, 1, 2 * WINDOW):
        with contextlib.suppress(ValueError):  # pushed out of the cache in this moment
            cache.incr(key)


def seconds_left() -> int:
    """Until the next minute begins."""
    return WINDOW - int(time.time()) % WINDOW


def tell(response: HttpResponseBase, spent: list[Spent]) -> None:
    """Say it in `RateLimit-Policy` and `RateLimit`."""
    policy = ", ".join(f'"{each.policy.name}";q={each.policy.quota};w={WINDOW}' for each in spent)
    rest = seconds_left()
    left = ", ".join(f'"{each.policy.name}";r={max(each.left, 0)};t={rest}' for each in spent)
    response["RateLimit-Policy"], response["RateLimit"] = policy, left
