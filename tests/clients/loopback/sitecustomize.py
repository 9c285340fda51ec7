"""Python reads this first where PYTHONPATH leads here: from then on the process reaches loopback alone.

What asks for another host fails, and with it the test: a program that fetches something from elsewhere is noticed.
"""

import ipaddress
import socket
import sys

NAMED = {"localhost", "", None}  # hosts by name, or none at all


def _refuse_others(event: str, arguments: tuple) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        connection, address = arguments[:2]
        if connection.family not in (socket.AF_INET, socket.AF_INET6) or not address:
            return
        host = address[0]
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in NAMED and not _is_loopback(host):
        raise PermissionError(f"only loopback is contacted by tests, not {host}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(_refuse_others)
