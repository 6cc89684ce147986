"""Taking values by their keys: each checked, each mistake noted with its line.

A value that is wrong is noted and taken as missing, so that one reading finds every mistake of a
file. `done()` at the end notes the keys that nobody asked for.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from .. import numbers
from . import urls
from .sheet import Sheet

Value = TypeVar("Value")
A_LINE = 300
ELSEWHERE = {
    "author": "authors",
    "byline": "authors",
    "category": "section",
    "date": "published",
    "dek": "standfirst",
    "description": "standfirst",
    "excerpt": "standfirst",
    "headline": "title",
    "lang": "language",
    "last_modified": "updated",
    "modified": "updated",
    "summary": "standfirst",
    "subtitle": "standfirst",
    "tags": "topics",
    "time_zone": "timezone",
    "time zone": "timezone",
}
"""What other systems call the keys that are known here."""
YEARS = range(1600, 2200)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORT_ZONE = re.compile(r"\s+(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?$")
"""The zone as YAML lets it be written: "12:30:00 -4"."""
_NULL = "tag:yaml.org,2002:null"


class Keys:
    """The keys of a mapping; `within` names the key that holds it."""

    def __init__(self, node: MappingNode, sheet: Sheet, within: str = "") -> None:
        self.sheet = sheet
        self.within = within
        self.line = sheet.line(node)
        self._values: dict[str, tuple[int, Node]] = {}
        self._asked: list[str] = []
        for key, value in node.value:
            self._take(key, value)

    def _take(self, key: Node, value: Node) -> None:
        line = self.sheet.line(key)
        if not isinstance(key, ScalarNode):
            self.sheet.wrong(line, self.within, "A key must be a word.")
        elif key.value in self._values:
            self.wrong(key.value, "This key stands here twice.", line)
        else:
            self._values[key.value] = line, value

    def name(self, key: str) -> str:
        """The key with the one that holds it: `image.file`."""
        return f"{self.within}.{key}" if self.within else key

    def line_of(self, key: str) -> int:
        """The line on which `key` stands; where it is missing, that of the whole."""
        return self._values[key][0] if key in self._values else self.line

    def wrong(self, key: str, words: str, line: int | None = None) -> None:
        """Note that the value of `key` cannot be taken."""
        self.sheet.wrong(line or self.line_of(key), self.name(key), words)

    def has(self, key: str) -> bool:
        """Whether `key` is there with a value."""
        return self._value(key) is not None

    def is_left_empty(self, key: str) -> bool:
        """Whether `key` is there without a value."""
        return key in self._values and not self.has(key)

    def is_text(self, key: str) -> bool:
        """Whether the value of `key` is a text, be it an empty one."""
        return isinstance(self._values.get(key, (0, None))[1], ScalarNode)

    def text(self, key: str, *, needed: bool = False, most: int = A_LINE) -> str:
        """The text of `key` on one line; empty where it is missing."""
        node = self._value(key)
        if node is None:
            if needed:
                self.wrong(key, "This is missing.")
            return ""
        return self._line(key, node, most)

    def block(self, key: str) -> str:
        """The text of `key` with its lines."""
        node = self._value(key)
        if node is not None and not isinstance(node, ScalarNode):
            self.wrong(key, "A text is wanted here, not a list and not keys.")
        return node.value if isinstance(node, ScalarNode) else ""

    def texts(self, key: str, most: int = 120) -> list[str]:
        """The texts of the list at `key`, each once."""
        found = [self._line(key, node, most) for node in self._nodes(key)]
        return list(dict.fromkeys(text for text in found if text))

    def each(self, key: str, alone: str = "") -> list[Keys]:
        """The mappings of the list at `key`; a mere text is taken as the value of `alone`."""
        found = []
        for node in self._nodes(key):
            if alone and isinstance(node, ScalarNode):
                node = _as_value_of(alone, node)
            if isinstance(node, MappingNode):
                found.append(Keys(node, self.sheet, self.name(key)))
            else:
                self.wrong(key, "Each entry of this list needs keys.", self.sheet.line(node))
        return found

    def inner(self, key: str) -> Keys | None:
        """The mapping at `key`."""
        node = self._value(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.wrong(key, "Keys of its own are wanted here, one to a line below it.")
            return None
        return Keys(node, self.sheet, self.name(key))

    def names(self) -> list[str]:
        """The keys that are there, in order."""
        return list(self._values)

    def choice(self, key: str, choices: Iterable[str], otherwise: str) -> str:
        """The value of `key`, which is one of `choices`."""
        text = self.text(key)
        if text and text not in choices:
            self.wrong(key, f"“{text}” is not one of: {', '.join(choices)}.")
            return otherwise
        return text or otherwise

    def number(self, key: str, most: int) -> int | None:
        """The whole number at `key`, up to `most`."""
        text = self.text(key)
        found = numbers.whole(text)
        if text and (found is None or found > most):
            self.wrong(key, f"A whole number from 0 to {most} is wanted here.")
            return None
        return found

    def url(self, key: str) -> str | None:
        """The public web address at `key`."""
        return self._read(key, urls.public)

    def address(self, key: str) -> str | None:
        """The address at `key`: of the web, of mail, or a path of ours."""
        return self._read(key, urls.followed)

    def day(self, key: str) -> date | None:
        """The day at `key`."""
        return self._read(key, _day)

    def instant(self, key: str, zone: ZoneInfo) -> datetime | None:
        """The instant at `key`; a day alone is its midnight in `zone`."""
        return self._read(key, lambda text: _instant(text, zone))

    def done(self) -> None:
        """Note every key that nobody asked for, with the one that was perhaps meant."""
        for key in self._values:
            if key not in self._asked:
                self.wrong(key, f"This key is not known.{self._meant_by(key)}")

    def _meant_by(self, key: str) -> str:
        """Which key was perhaps meant, as a question."""
        near = difflib.get_close_matches(key, self._asked, 1, cutoff=0.75)
        known = ELSEWHERE.get(key.lower(), near[0] if near else "")
        return f" Is “{known}” meant?" if known in self._asked else ""

    def _read(self, key: str, how: Callable[[str], Value]) -> Value | None:
        text = self.text(key, most=2000)
        try:
            return how(text) if text else None
        except ValueError as error:
            self.wrong(key, str(error))
            return None

    def _value(self, key: str) -> Node | None:
        self._asked.append(key)
        node = self._values.get(key, (0, None))[1]
        is_empty = isinstance(node, ScalarNode) and node.tag == _NULL
        return None if is_empty else node

    def _nodes(self, key: str) -> list[Node]:
        node = self._value(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.wrong(key, "A list is wanted here, as in [one, two].")
            return []
        return list(node.value)

    def _line(self, key: str, node: Node, most: int) -> str:
        line = self.sheet.line(node)
        if not isinstance(node, ScalarNode):
            self.wrong(key, "A text is wanted here, not a list and not keys.", line)
            return ""
        text = " ".join(node.value.split())
        if len(text) > most:
            self.wrong(key, f"This has {len(text)} characters; at most {most} are taken.", line)
        return text


def _as_value_of(key: str, node: ScalarNode) -> MappingNode:
    name = ScalarNode("tag:yaml.org,2002:str", key, node.start_mark, node.end_mark)
    return MappingNode("tag:yaml.org,2002:map", [(name, node)], node.start_mark, node.end_mark)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise ValueError(f"“{text[:40]}” is not a day, as in 2024-03-28.")
    return day


def _as_iso(zone: re.Match[str]) -> str:
    return f"{zone['sign']}{int(zone['hours']):02}:{zone['minutes'] or '00'}"


def _instant(text: str, zone: ZoneInfo) -> datetime:
    if _DAY.fullmatch(text):
        return datetime.combine(_day(text), time(), zone)
    try:
        instant = datetime.fromisoformat(_SHORT_ZONE.sub(_as_iso, text))
    except ValueError:
        instant = None
    if instant is None or instant.year not in YEARS:
        words = (
            f"“{text[:40]}” is not a day or an instant, as in 2024-03-28 or 2024-03-28T09:30+11:00."
        )
        raise ValueError(words)
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)
