"""The HTML of every state, pages and parts: the validator finds neither errors nor warnings."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from settings import ROOT
from tests.browser.serving import PATIENCE, free_port

from .harvest import Answer
from .states import STATES

SHELL = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A part</title></head>'
    "<body><main>{}</main></body></html>"
)
OF_PAGES = ("heading",)
"""What can be said of whole pages only, which hold the same parts."""


@pytest.fixture(scope="module")
def validator() -> Iterator[str]:
    """The address of the HTML validator, started once."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/?out=json"
    command = [str(ROOT / "tools" / "vnu.sh"), str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    try:
        _await(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            complaints(url, SHELL.format(""))
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The HTML validator did not start.")


def complaints(url: str, html: str) -> list[str]:
    """What the validator has to say of `html`, with the piece in question."""
    headers = {"Content-Type": "text/html; charset=utf-8"}
    request = urllib.request.Request(url, html.encode(), headers)  # noqa: S310 (our own)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
        found: list[dict[str, Any]] = json.load(response)["messages"]
    if SHELL[:90] in html:
        found = [each for each in found if not any(word in each["message"] for word in OF_PAGES)]
    return [f"{each['message']}\n    {each.get('extract', '')}" for each in found]


@pytest.mark.parametrize("name", [state.name for state in STATES])
def test_the_html_is_valid(
    validator: str, answers: dict[str, list[Answer]], seen: set[str], name: str
) -> None:
    for answer in answers[name]:
        for whole in wholes(answer):
            if whole not in seen:
                seen.add(whole)
                assert not complaints(validator, whole), answer.name


def wholes(answer: Answer) -> list[str]:
    """A page as it is; of a part, each of its regions in a page of its own."""
    return [answer.html] if answer.is_page else [SHELL.format(each) for each in answer.regions]


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """What was looked at already: some states answer with the very same page."""
    return set()


def test_the_validator_is_awake(validator: str) -> None:
    assert complaints(validator, SHELL.format("<p>A <div>block</div> in a paragraph</p>"))
