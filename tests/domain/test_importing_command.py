"""`flask import`, `rerender` and `reminders`, as an operator sees them."""

from __future__ import annotations

import pytest
from click.testing import Result
from flask import Flask

import cli

from .newsdesk import Newsdesk


@pytest.fixture
def run(app: Flask):
    """Run a command of the operator's."""
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def told(result: Result, desk: Newsdesk) -> list[str]:
    return result.output.replace(f"{desk.folder}/", "").splitlines()


def test_an_import_says_what_became_of_each_file(desk: Newsdesk, run) -> None:
    desk.publish("name: Post\nlead: [gone]")
    desk.write("a.md", title="One")
    desk.write("b.md", title="Two", text="He told the Washington Post.")
    first = run("import", desk.folder)
    assert told(first, desk) == [
        "new: publication.yml",
        "new: a.md",
        "new: b.md",
        "  to think about: b.md:2: sources: The text quotes Washington Post, which is not among the"
        " sources.",
        "  to think about: the lead story “gone” is not there.",
        "2 new, 0 changed, 0 unchanged, 0 wrong.",
    ]
    assert first.exit_code == 0
    desk.write("a.md", title="One again")
    second = run("import", desk.folder)
    assert told(second, desk)[0] == "changed: a.md"
    assert told(second, desk)[-1] == "0 new, 1 changed, 1 unchanged, 0 wrong."


def test_what_is_wrong_is_said_aside_and_fails_the_command(desk: Newsdesk, run) -> None:
    desk.write("good.md", title="Good")
    desk.write("wrong.md", more="mood: calm")
    result = run("import", desk.folder, desk.folder / "gone.md")
    assert result.exit_code == 1
    assert result.stderr.replace(f"{desk.folder}/", "").splitlines() == [
        "wrong.md:5: mood: This key is not known.",
        "gone.md:1: There is no such file.",
    ]
    assert result.stdout.endswith("1 new, 0 changed, 0 unchanged, 2 wrong.\n")


def test_where_somebody_looks_on_there_is_a_bar(
    desk: Newsdesk, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write()
    monkeypatch.setattr(cli, "_looks_on", lambda: True)
    assert "Importing" in run("import", desk.folder).stdout


def test_an_import_needs_something_to_import(run) -> None:
    assert run("import").exit_code == 2


def test_rerender_counts_what_it_did(desk: Newsdesk, run) -> None:
    desk.publish("name: Post\npages: {about: We.}")
    desk.write()
    desk.bring()
    assert run("rerender").stdout == "Rendered again: 0 articles, 0 pages, 0 comments.\n"
    assert run("rerender", "--all").stdout == "Rendered again: 1 articles, 1 pages, 0 comments.\n"


def test_reminders_are_said_again_when_asked_for(desk: Newsdesk, run) -> None:
    text = "She wrote in the Guardian that nobody asked.\n\n> Nobody asked.\n>\n> — Ines Okafor\n"
    desk.write(text=text, more="sources: [{title: a, outlet: Reuters}]")
    desk.bring()
    assert run("reminders").stdout.splitlines() == [
        "the-lamp: Not word for word in the text: [-nobody-] {+Nobody+} asked.",
        "the-lamp: The text quotes Guardian, which is not among the sources.",
    ]
