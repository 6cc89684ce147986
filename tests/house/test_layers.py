"""Who may import whom. The table is that of docs/decisions/0001-the-house.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("models", "domain", "views")
FORBIDDEN = {
    "models": {"flask", "domain", "views", "app", "cli", "htmx_flask", "settings"},
    "domain": {"flask", "flask_login", "htmx_flask", "views", "app", "cli", "wtforms", "werkzeug"},
    "views": {"models", "sqlalchemy", "app", "cli"},
}
BANNED_NAMES = {"utils", "helpers", "core", "common", "misc", "manager", "service", "services"}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The top-level names that a file imports; relative imports stay in the room."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(room)
        for name in imported(path)
        if name in FORBIDDEN[room]
    ]
    assert files(room)
    assert not wrong


def test_no_room_imports_the_front_door() -> None:
    wrong = [p for room in ROOMS for p in files(room) if {"app", "cli"} & set(imported(p))]
    assert not wrong


def test_only_answers_knows_htmx() -> None:
    wrong = [
        path.name
        for path in files("views")
        if path.name != "answers.py"
        and ("htmx_flask" in set(imported(path)) or "HX-" in path.read_text())
    ]
    assert not wrong


@pytest.mark.parametrize("room", [*ROOMS, "tests"])
def test_no_file_is_a_drawer_for_everything(room: str) -> None:
    assert not [p for p in files(room) if p.stem in BANNED_NAMES or p.parent.name in BANNED_NAMES]


@pytest.mark.parametrize("room", [*ROOMS, "tests", "content", "benchmarks"])
def test_a_file_has_three_hundred_lines_or_fewer(room: str) -> None:
    long = {str(p.relative_to(ROOT)): n for p in files(room) if (n := lines(p)) > 300}
    assert not long


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def sentences(function: ast.FunctionDef) -> int:
    """How many statements a function has beside its docstring, those within others counted."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 2


def test_a_view_has_ten_sentences_or_fewer() -> None:
    long = {
        f"{path.name}:{function.name}": n
        for path in files("views")
        for function in functions(path)
        if is_endpoint(function) and (n := sentences(function)) > 10
    }
    assert not long


def is_endpoint(function: ast.FunctionDef) -> bool:
    routes = (ast.unparse(d) for d in function.decorator_list)
    return any(route.startswith(("bp.get", "bp.post", "bp.route")) for route in routes)


def test_views_do_not_ask_for_roles() -> None:
    wrong = [p.name for p in files("views") if ".role" in p.read_text()]
    assert not wrong


def reachable(path: Path) -> Iterator[ast.FunctionDef]:
    """What another file can name; a protocol's list and a parser's calls speak for themselves."""
    module = ast.parse(path.read_text())
    classes = (node for node in module.body if isinstance(node, ast.ClassDef))
    own = (c for c in classes if not {ast.unparse(b) for b in c.bases} & {"Protocol", "HTMLParser"})
    for holder in (module, *own):
        yield from (node for node in holder.body if isinstance(node, ast.FunctionDef))


def test_every_public_function_says_what_it_is_for() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{function.name}"
        for room in ROOMS
        for path in files(room)
        for function in reachable(path)
        if not function.name.startswith("_") and not ast.get_docstring(function)
    ]
    assert not silent
