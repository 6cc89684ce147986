"""Letters in a real browser: register, read the letter at /dev/mail, confirm; forget, and reset."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import PASSWORD

from .conftest import DESKTOP
from .serving import PATIENCE, log_of, running
from .test_accounts import fill, press
from .watching import Watch
from .world import copy_of

NEW = "another lamp in the window"
SERVE = ("-c", "import os, sys; os.execlp('sh', 'sh', 'tools/serve.sh', sys.executable)")
"""The site with its worker, as `make serve` runs it."""
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def home(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on the computer of whoever develops it; at the end both processes have ended."""
    var = copy_of(world, tmp_path_factory.mktemp("home"))
    with running(var, SERVE, LECTERN_DEVELOPMENT="1") as (url, process):
        yield url
        process.terminate()
        assert process.wait(PATIENCE) in {0, 143}, log_of(var).read_text()


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def visitor(chromium: Browser, home: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser that comes to that site, with scripts and then without."""
    watch = Watch(home)
    options: dict[str, Any] = {"viewport": DESKTOP, "base_url": home, "locale": "en-GB"}
    context = chromium.new_context(java_script_enabled=request.param, **options)
    context.set_default_timeout(10_000)
    watch.over(context)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Enter site").click()
    yield page
    context.close()
    watch.end()


def read(page: Page, subject: str, address: str) -> None:
    """Wait for the letter with this subject to this address, and open it."""
    letter = page.get_by_role("listitem").filter(has_text=address).filter(has_text=subject)
    end = time.monotonic() + 15
    page.goto("/dev/mail")
    while letter.count() == 0:
        assert time.monotonic() < end, f"no letter “{subject}” came to {address}"
        time.sleep(0.3)
        page.goto("/dev/mail")
    letter.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)


def follow(page: Page, path: str) -> None:
    """Press the link in the letter."""
    page.get_by_role("main").get_by_role("link", name=re.compile(path)).click()


def register(page: Page) -> str:
    address = f"letters-{next(_numbers)}@example.org"
    page.goto("/register")
    fill(page, Name="Robin Newcome", Password=PASSWORD)
    page.get_by_label("E-mail address").fill(address)
    press(page, "Register")
    expect(page.get_by_text("Not confirmed yet")).to_be_visible()
    return address


def test_register_and_confirm(visitor: Page) -> None:
    address = register(visitor)
    press(visitor, "Send the letter again")
    expect(visitor.get_by_text("The letter is on its way again.").first).to_be_visible()
    read(visitor, "Please confirm your e-mail address", address)
    follow(visitor, "confirm-email")
    expect(visitor.get_by_text(address)).to_be_visible()
    press(visitor, "Yes, confirm it")
    expect(visitor.get_by_text("Thank you, the address is confirmed.")).to_be_visible()
    expect(visitor.get_by_text("Not confirmed yet")).to_have_count(0)
    visitor.go_back()
    visitor.reload()
    expect(visitor.get_by_text("This link was used")).to_be_visible()


def test_forget_and_choose_a_new_password(visitor: Page) -> None:
    address = register(visitor)
    press(visitor, "Log out")
    visitor.get_by_role("link", name="Forgotten your password?").click()
    visitor.get_by_label("E-mail address").fill(address)
    press(visitor, "Send the letter")
    expect(visitor.get_by_text("a letter with a link is on its way")).to_be_visible()
    read(visitor, "A new password", address)
    follow(visitor, "reset-password")
    fill(visitor, New_password="short")
    press(visitor, "Change password")
    expect(visitor.locator("#field-password-error")).to_be_visible()
    fill(visitor, New_password=NEW)
    press(visitor, "Change password")
    expect(visitor.get_by_text("Please log in with the new one.")).to_be_visible()
    visitor.get_by_label("E-mail address").fill(address)
    fill(visitor, Password=NEW)
    press(visitor, "Log in")
    expect(visitor.get_by_role("banner").get_by_text("Robin Newcome")).to_have_count(1)


def test_change_the_address(visitor: Page) -> None:
    register(visitor)
    address = f"changed-{next(_numbers)}@example.org"
    visitor.get_by_role("link", name="Change your e-mail address").click()
    visitor.get_by_label("New e-mail address").fill(address)
    fill(visitor, Password=PASSWORD)
    press(visitor, "Send the letter")
    expect(visitor.get_by_text("A letter with a link is on its way")).to_be_visible()
    expect(visitor.get_by_text(address)).to_have_count(0)
    read(visitor, "Please confirm your new e-mail address", address)
    follow(visitor, "confirm-email")
    press(visitor, "Yes, confirm it")
    expect(visitor.get_by_text(address)).to_be_visible()
