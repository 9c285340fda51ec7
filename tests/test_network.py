"""Whom a request is counted for."""

import pytest
from django.test import RequestFactory

from portal.network import network_of


def _network(settings, *, behind_proxy: bool = False, address: str = "192.0.2.1", **headers) -> str:
    settings.BEHIND_PROXY = behind_proxy
    return network_of(RequestFactory().post("/", headers=headers, REMOTE_ADDR=address))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_visitor_is_an_address_or_the_64_bits_that_a_subscriber_gets(settings, address, network):
    assert _network(settings, address=address) == network


def test_a_header_says_who_it_is_only_behind_a_proxy(settings):
    sent = {"x-real-ip": "198.51.100.7", "x-forwarded-for": "203.0.113.9"}
    assert _network(settings, **sent) == "192.0.2.1"
    assert _network(settings, behind_proxy=True, **sent) == "198.51.100.7"
    assert _network(settings, behind_proxy=True, **{"x-real-ip": "nonsense"}) == "192.0.2.1"
    assert _network(settings, behind_proxy=True, address="") == "unknown"
