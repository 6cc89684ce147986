"""The last guard: of the HTML of an article only these tags, attributes and values are left."""

from __future__ import annotations

import re
from functools import cache

import nh3

TEXT = {"a", "abbr", "br", "cite", "code", "del", "em", "ins", "span", "strong", "sub", "sup"}
BLOCKS = {"blockquote", "figcaption", "figure", "h2", "h3", "h4", "hr", "img", "li", "ol", "p"}
BLOCKS |= {"pre", "table", "tbody", "td", "th", "thead", "tr", "ul"}
TAGS = TEXT | BLOCKS
ATTRIBUTES = {
    "a": {"href", "rel"},
    "abbr": {"lang", "dir"},
    "cite": {"lang", "dir"},
    "figure": {"class"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
}
ELSEWHERE = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
OWN = re.compile(r"(/(?![/\\])|#)[^\\\x00-\x20]*")
MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_MEDIA = r"/media/[0-9a-f]{24}-\d+\.webp"
VALUES = {
    ("a", "href"): re.compile(f"{ELSEWHERE.pattern}|{OWN.pattern}|{MAIL.pattern}", re.IGNORECASE),
    ("a", "rel"): re.compile("noopener"),
    ("figure", "class"): re.compile("pull"),
    ("img", "src"): re.compile(_MEDIA),
    ("img", "srcset"): re.compile(rf"{_MEDIA} \d+w(, {_MEDIA} \d+w)*"),
    ("", "id"): re.compile(r"text-[\w-]+"),
}
"""What the attributes that matter may say; an empty tag stands for any."""


def cleaned(html: str) -> str:
    """`html` without anything that is not on the lists; the words are kept."""
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_ours,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )


def _only_ours(tag: str, name: str, value: str) -> str | None:
    pattern = VALUES.get((tag, name)) or VALUES.get(("", name))
    return value if pattern is None or pattern.fullmatch(value) else None
