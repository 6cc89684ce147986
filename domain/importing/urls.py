"""Addresses that come from outside: only those that any reader could open are taken."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

LONGEST = 2000
_HOST = re.compile(r"(?=.{1,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]")
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\s]*")
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+\.[^\s@]+")
_PRIVATE = (
    ".localhost",
    ".local",
    ".internal",
    ".lan",
    ".home",
    ".home.arpa",
    ".intranet",
    ".corp",
)


def public(text: str) -> str:
    """`text`, if it is an address on the public web. Raises ValueError in words."""
    if len(text) > LONGEST or re.search(r"[\s\x00-\x1f\x7f\\<>\"]", text):
        raise ValueError("This is no web address: it holds a space or a sign that none has.")
    try:
        parts = urlsplit(text)
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise ValueError(f"“{text[:80]}” is no web address.") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("Only addresses that begin with http:// or https:// are taken.")
    if "@" in parts.netloc:
        raise ValueError(
            "The address holds a name or a password. Leave out what stands before “@”."
        )
    _refuse_private(host)
    return text


def followed(text: str) -> str:
    """`text`, if a reader may follow it: on the web, by mail, or on this site."""
    if _OWN_PATH.fullmatch(text) or _MAIL.fullmatch(text):
        return text
    return public(text)


def _refuse_private(host: str) -> None:
    words = f"“{host[:80]}” is an address of a private network, which readers cannot open."
    number = _as_number(host)
    if number is not None:
        if not number.is_global or number.is_multicast:
            raise ValueError(words)
    elif host == "localhost" or host.endswith(_PRIVATE):
        raise ValueError(words)
    elif not _HOST.fullmatch(host):
        raise ValueError(f"“{host[:80]}” is not the name of a public site.")


def _as_number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The host as the number that browsers would take it for: `127.1` and `0x7f000001` too."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return _as_old_number(host)


def _as_old_number(host: str) -> ipaddress.IPv4Address | None:
    if not re.fullmatch(r"[0-9a-fx.]+", host, re.IGNORECASE) or not host[0].isdigit():
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
