"""The sheet on which an import writes down what it has to say about a file."""

from __future__ import annotations

from yaml import Node

from .report import Remark, Wrong


class Sheet:
    """Remarks on one file. Errors keep it out, notes are for its author to think about."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.first_line = 1
        self.errors: list[Remark] = []
        self.notes: list[Remark] = []

    def line(self, node: Node) -> int:
        """The line of the file on which `node` begins."""
        return int(node.start_mark.line) + self.first_line

    def wrong(self, line: int, key: str, words: str) -> None:
        """Write down an error."""
        self.errors.append(Remark(self.file, line, key, words))

    def note(self, line: int, key: str, words: str) -> None:
        """Write down something to think about."""
        self.notes.append(Remark(self.file, line, key, words))

    def settle(self) -> None:
        """Raise Wrong if there were errors, in the order of their lines."""
        if self.errors:
            raise Wrong(sorted(self.errors))
