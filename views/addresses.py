"""Addresses that are put together quickly: most differ by a slug alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

MOST = 8192
_HERE = "slug-stands-here"
_PLAIN = re.compile("[a-z0-9-]+").fullmatch
"""What stands in an address as it is."""

UrlFor = Callable[..., str]


def quick(url_for: UrlFor) -> UrlFor:
    """`url_for` that asks once for what stands around a slug, and once for any other address."""
    known = lru_cache(maxsize=MOST)(url_for)

    @cache
    def around(endpoint: str) -> tuple[str, str]:
        before, _, after = url_for(endpoint, slug=_HERE).partition(_HERE)
        return before, after

    def address(endpoint: str, **values: Any) -> str:
        slug = values.get("slug")
        if len(values) == 1 and slug is not None and _PLAIN(slug):
            before, after = around(endpoint)
            return f"{before}{slug}{after}"
        return known(endpoint, **values)

    return address
