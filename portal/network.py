"""Who asks or sends, as far as it has to be known to count fairly: the network, never the person."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"
SUBSCRIBER = 64  # bits of an IPv6 address
WHOLE = 32  # bits of an IPv4 address


def network_of(request: HttpRequest, ipv4: int = 32, ipv6: int = SUBSCRIBER) -> str:
    """The IPv4 address, or the /64 of an IPv6 address, from which the request came; UNKNOWN if it has none.

    With fewer bits it is the larger network around it.

    A device chooses its IPv6 address within its /64 as it likes, so a single address would count nobody. Mobile
    networks give each subscriber a /64 of their own, and that is how most people in the region are online: a /56
    would count 256 of them as one. A household that gets a /56 could count 256 times; what all visitors together
    send about a record is limited besides.

    The proxy's `X-Real-IP` is believed only where settings say that there is one: anybody can send the header.
    """
    given = request.headers.get("X-Real-IP") if settings.BEHIND_PROXY else None
    address = _address(given) or _address(request.META.get("REMOTE_ADDR"))
    if address is None:
        return UNKNOWN
    address = getattr(address, "ipv4_mapped", None) or address
    bits = ipv6 if isinstance(address, IPv6Address) else ipv4
    return str(address) if bits == WHOLE else str(ip_network((address, bits), strict=False))


def _address(text: str | None):
    try:
        return ip_address((text or "").strip().partition("%")[0])
    except ValueError:
        return None
