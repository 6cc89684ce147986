"""Accounts in a real browser, with scripts and without."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD

from .conftest import Opener
from .site import Site

_numbers = itertools.count(1)


@pytest.fixture(params=["with scripts", "without"])
def either(request: pytest.FixtureRequest) -> Page:
    """A page in a browser with scripts, then in one without."""
    found: Page = request.getfixturevalue("page" if request.param == "with scripts" else "plain")
    return found


def fill(page: Page, **fields: str) -> None:
    """Fill the fields by the words of their labels."""
    for label, words in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(words)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_register_log_out_and_log_in(either: Page) -> None:
    address = f"account-{next(_numbers)}@example.org"
    either.goto("/register")
    fill(either, Name="Robin Newcome", Password=PASSWORD)
    either.get_by_label("E-mail address").fill(address)
    press(either, "Register")
    expect(either).to_have_url(re.compile("/account"))
    expect(either.get_by_role("banner").get_by_text("Robin Newcome")).to_have_count(1)
    press(either, "Log out")
    expect(either).to_have_url(re.compile("/login"))
    expect(either.get_by_role("banner").get_by_text("Log in")).to_have_count(1)
    either.get_by_label("E-mail address").fill(address.upper())
    fill(either, Password=PASSWORD)
    press(either, "Log in")
    expect(either.get_by_role("banner").get_by_text("Robin Newcome")).to_have_count(1)


def test_a_wrong_password_is_said_beside_the_field(either: Page) -> None:
    either.goto("/login")
    either.get_by_label("E-mail address").fill("nobody@example.org")
    fill(either, Password="not that one at all")
    press(either, "Log in")
    field = either.get_by_label("Password", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(either.locator("#field-password-error")).to_be_visible()
    expect(either.get_by_label("E-mail address")).to_have_value("nobody@example.org")
    expect(field).to_have_value("")


def test_each_wrong_field_says_so_and_the_first_has_focus(either: Page) -> None:
    either.goto("/register")
    fill(either, Name="R", Password="short")
    either.get_by_label("E-mail address").fill("nobody")
    press(either, "Register")
    expect(either.locator(".field-error")).to_have_count(3)
    expect(either.get_by_label("Name", exact=True)).to_be_focused()
    expect(either.get_by_label("Name", exact=True)).to_have_value("R")
    expect(either.get_by_label("E-mail address")).to_have_value("nobody")


def test_somebody_logged_out_is_led_back(either: Page, site: Site) -> None:
    address = site.newcomer(either.context)
    either.context.clear_cookies(name="session")
    either.goto("/account/name")
    expect(either).to_have_url(re.compile("/login"))
    either.get_by_label("E-mail address").fill(address)
    fill(either, Password=PASSWORD)
    press(either, "Log in")
    expect(either).to_have_url(re.compile("/account/name$"))


def test_a_name_is_changed(either: Page, site: Site) -> None:
    site.newcomer(either.context)
    either.goto("/account/name")
    fill(either, Name="Robin Otherwise")
    press(either, "Change name")
    expect(either.get_by_text("Your name was changed.")).to_be_visible()
    expect(either.get_by_role("banner").get_by_text("Robin Otherwise")).to_have_count(1)


def test_a_password_is_changed_and_other_browsers_are_logged_out(
    opened: Opener, site: Site
) -> None:
    one, two = opened(), opened()
    address = site.newcomer(one)
    site.log_in(two, address)
    page, other = one.new_page(), two.new_page()
    page.goto("/account/password")
    page.get_by_label("Present password").fill(PASSWORD)
    page.get_by_label("New password").fill("another lamp in the window")
    press(page, "Change password")
    expect(page.get_by_text("Your password was changed.")).to_be_visible()
    other.goto("/account")
    expect(other).to_have_url(re.compile("/login"))


def test_another_browser_is_logged_out_from_the_list(opened: Opener, site: Site) -> None:
    one, two = opened(), opened()
    site.log_in(two, site.newcomer(one))
    page = one.new_page()
    page.goto("/account/logins")
    page.get_by_role("button", name="Log out there").click()
    expect(page.get_by_role("button", name="Log out there")).to_have_count(0)
    expect(page.get_by_text("this browser")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")
    other = two.new_page()
    other.goto("/account")
    expect(other).to_have_url(re.compile("/login"))
