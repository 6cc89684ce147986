"""Reading a file: its text, and the YAML in it with the line of everything.

Only plain YAML is read: texts, lists and mappings. References (`*name`), tags of other kinds and
deep nesting are refused before anything is built of them, so that no file can grow in memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml import MappingNode, Node

from .keys import Keys
from .report import Remark, Wrong
from .sheet import Sheet

MOST_BYTES = 2 * 1024 * 1024
DEEPEST = 12
_END = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)
_PLAIN = frozenset({None, "!", "tag:yaml.org,2002:str"})


@dataclass(frozen=True)
class Document:
    """A file taken apart: the keys of its front matter, its text, and where that begins."""

    keys: Keys
    body: str
    body_line: int


def bytes_of(path: Path, file: str) -> bytes:
    """What a file holds, unless that is too much. Raises Wrong then."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        words = f"The file has {size / 1_048_576:.1f} MB; at most 2 MB are taken."
        raise Wrong([Remark(file, 1, "", words)])
    return path.read_bytes()


def text_of(raw: bytes, file: str) -> str:
    """The text of a file. Raises Wrong where it is not UTF-8, or holds a NUL."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Wrong([Remark(file, line, "", "The file is not UTF-8 from here on.")]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Wrong([Remark(file, line, "", "There is a NUL character, which no text has.")])
    return text


def document(raw: bytes, sheet: Sheet) -> Document:
    """A Markdown file with front matter, taken apart. Raises Wrong where it has none."""
    text = text_of(raw, sheet.file)
    first, _, rest = text.partition("\n")
    end = _END.search(rest)
    if first.rstrip() != "---" or end is None:
        words = "The file does not begin with front matter between two lines of “---”."
        raise Wrong([Remark(sheet.file, 1, "", words)])
    body_line = 3 + rest[: end.start()].count("\n")
    keys = mapping(rest[: end.start()], sheet, first_line=2)
    return Document(keys, rest[end.end() :].removeprefix("\n"), body_line)


def mapping(text: str, sheet: Sheet, first_line: int = 1) -> Keys:
    """The keys of a YAML text that begins on `first_line`. Raises Wrong where it is none."""
    sheet.first_line = first_line
    try:
        _refuse_the_unusual(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except _Unusual as error:
        raise Wrong([Remark(sheet.file, error.line + first_line, "", error.words)]) from error
    except yaml.MarkedYAMLError as error:
        raise Wrong([_broken(error, sheet.file, first_line)]) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        words = f"There is a character here that YAML does not take (U+{error.character:04X})."
        raise Wrong([Remark(sheet.file, line, "", words)]) from error
    if not isinstance(node, MappingNode):
        raise Wrong([Remark(sheet.file, first_line, "", _not_keys(node))])
    return Keys(node, sheet)


class _Unusual(Exception):
    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line, self.words = line, words


def _refuse_the_unusual(text: str) -> None:
    """Go through the text as it is read, before anything is built of it."""
    depth = 0
    event: Any  # the stubs know no event by its parts
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line
        if isinstance(event, yaml.AliasEvent):
            raise _Unusual(line, f"“*{event.anchor}” refers elsewhere. Please write it out.")
        if getattr(event, "tag", None) not in _PLAIN:
            raise _Unusual(line, f"The tag “{event.tag}” is not taken. Leave it out.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _Unusual(line, "Lists and keys are nested deeper than anything here needs.")


def _broken(error: yaml.MarkedYAMLError, file: str, first_line: int) -> Remark:
    mark = error.problem_mark or error.context_mark
    line = mark.line + first_line if mark else first_line
    return Remark(file, line, "", f"This is not YAML: {error.problem or error.context}.")


def _not_keys(node: Node | None) -> str:
    return "There is nothing in it." if node is None else "Keys and values are wanted here."
