"""The names in a query that views ask for are those that the page cache lets through."""

from __future__ import annotations

import ast

from settings import ROOT
from views.pagecache.asking import NAMES

READERS = frozenset({"_number", "page_number"})
"""Functions of ours that read a name of the query: what they are given is one."""


def asked_for() -> set[str]:
    """Every name that a view reads from the query."""
    found: set[str] = set()
    for path in (ROOT / "views").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            found |= set(_names(node))
    return found


def _names(node: ast.AST) -> list[str]:
    """The constant names in `request.args["x"]`, `.get("x")`, `"x" in request.args`."""
    match node:
        case ast.Subscript(value=ast.Attribute(attr="args"), slice=ast.Constant(value=str(name))):
            return [name]
        case ast.Call(
            func=ast.Attribute(value=ast.Attribute(attr="args"), attr="get"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            return [name]
        case ast.Compare(
            left=ast.Constant(value=str(name)), comparators=[ast.Attribute(attr="args")]
        ):
            return [name]
        case ast.Call(func=ast.Name(id=reader), args=[ast.Constant(value=str(name)), *_]):
            return [name] if reader in READERS else []
    return []


def test_every_name_that_a_view_asks_for_is_let_through() -> None:
    assert asked_for() <= NAMES


def test_the_names_are_found() -> None:
    assert {"page", "q", "order", "reply", "next"} <= asked_for()
