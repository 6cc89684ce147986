"""Passkeys in a real browser, with the authenticator that Chromium makes up for tests."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import axe
from .devices import device_of
from .site import Site


@pytest.fixture
def device(page: Page) -> Any:
    """A device in the browser of `page` that knows its owner; its switches are set by name."""
    return device_of(page)


def press(page: Page, name: str) -> None:
    """Press a button of the page by the keyboard."""
    button = page.get_by_role("main").get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")


def test_added_used_renamed_and_removed(page: Page, site: Site, device: Any) -> None:
    site.newcomer(page.context)
    page.goto("/account/passkeys")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name", exact=True).fill("My phone")
    axe.refuse(page)
    press(page, "Add a passkey")
    expect(page.get_by_text("The passkey was added.")).to_be_visible()
    expect(page.get_by_text("Not used yet")).to_be_visible()
    assert len(device("getCredentials")["credentials"]) == 1
    axe.refuse(page)

    page.goto("/account")
    press(page, "Log out")
    expect(page).to_have_url(re.compile("/login"))
    axe.refuse(page)
    press(page, "Log in with a passkey")
    expect(page.get_by_role("banner").get_by_text("Robin Newcome")).to_have_count(1)

    page.goto("/account/passkeys")
    expect(page.get_by_text("Last used")).to_be_visible()
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("Name", exact=True).fill("My old phone")
    press(page, "Rename")
    expect(page.get_by_text("My old phone").first).to_be_visible()
    press(page, "Remove")
    expect(page.get_by_text("The passkey was removed.")).to_be_visible()

    page.goto("/account")
    press(page, "Log out")
    press(page, "Log in with a passkey")
    expect(page.locator("#login-passkey [role=status]")).to_contain_text("opens no account here")


def test_an_owner_who_is_not_known_is_told(page: Page, site: Site, device: Any) -> None:
    site.newcomer(page.context)
    device("setUserVerified", isUserVerified=False)
    page.goto("/account/passkeys/new")
    press(page, "Add a passkey")
    says = page.locator("#passkeys-new-form [role=status]")
    expect(says).to_contain_text("No passkey was chosen", timeout=70_000)
    assert device("getCredentials")["credentials"] == []


def test_one_device_has_one(page: Page, site: Site, device: Any) -> None:
    site.newcomer(page.context)
    page.goto("/account/passkeys/new")
    press(page, "Add a passkey")
    expect(page.get_by_text("The passkey was added.")).to_be_visible()
    page.goto("/account/passkeys/new")
    press(page, "Add a passkey")
    says = page.locator("#passkeys-new-form [role=status]")
    expect(says).to_contain_text("holds a passkey for your account already")


def test_staff_sets_one_up_and_goes_on(page: Page, site: Site, device: Any) -> None:
    site.log_in(page.context, "ines@example.org")
    page.goto("/account/second-factor")
    expect(page.get_by_text("Your role asks for more than a password.")).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    press(page, "Add a passkey")
    expect(page.get_by_text("The passkey was added.")).to_be_visible()
    page.goto("/account/second-factor")
    expect(page.get_by_text("Your role asks for more")).to_have_count(0)


def test_without_scripts_the_password_stands_alone(plain: Page, site: Site) -> None:
    plain.goto("/login")
    expect(plain.get_by_role("button", name="Log in with a passkey")).to_be_hidden()
    expect(
        plain.get_by_role("main").get_by_role("button", name="Log in", exact=True)
    ).to_be_visible()
    site.newcomer(plain.context)
    plain.goto("/account/passkeys/new")
    expect(plain.get_by_text("This browser makes no passkeys")).to_be_visible()
    expect(plain.get_by_role("main").get_by_role("button")).to_have_count(0)
