"""What Robin does, who was never here before: from arriving to coming back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.cast import PASSWORD

from .devices import device_of
from .typist import Typist
from .ways import APPEAL, HEARD, WHY, Way, opens_the_letter, replies


def arrives(robin: Typist, way: Way) -> None:
    robin.open(way.article)
    robin.reads("No comments on this article yet.")
    robin.presses("Enter site", within="#welcome-note")
    expect(robin.page.locator("#welcome-note")).to_have_count(0)
    robin.sees("No comments on this article yet.")


def registers(robin: Typist, address: str) -> None:
    robin.follows("Log in", within="header")
    robin.reads("No account yet?")
    robin.follows("Register")
    robin.reads("With an account you take part")
    robin.writes(Name="Robin Newcome", **{"E-mail address": address}, Password=PASSWORD)
    robin.presses("Register")
    robin.reads("Your account is made", "Not confirmed yet")


def confirms(robin: Typist, address: str) -> None:
    opens_the_letter(robin, "Please confirm your e-mail address", address)
    robin.presses_on(robin.page.get_by_role("link", name=re.compile("confirm-email")))
    robin.reads(address)
    robin.presses("Yes, confirm it")
    robin.reads("Thank you, the address is confirmed.")


def wants_letters_at_once(robin: Typist) -> None:
    robin.follows("See your notices")
    robin.reads("Nobody has answered you yet")
    robin.tabs_to(robin.page.get_by_label("Once a day"))
    robin.page.keyboard.press("ArrowUp")
    robin.presses("Save")
    robin.reads("That is how you are told of replies from now on.")


def comments(robin: Typist, way: Way) -> None:
    robin.open(way.article)
    robin.reads("Your first comments are read by an editor")
    robin.writes(Add_your_thoughts=way.said)
    robin.presses("Post comment")
    robin.reads(way.said, "Only you see this comment yet.")
    expect(robin.page.get_by_text("No comments on this article yet.")).to_be_hidden()


def is_told(robin: Typist, way: Way, address: str) -> None:
    opens_the_letter(robin, f"{way.junior} answered you", address)
    robin.reads(way.asked)
    robin.open("/account")
    robin.sees("2 new ones")
    robin.follows("See your notices")
    robin.reads("Your comment was read and is seen by everybody now.", way.asked)
    robin.follows(f"The reply of {way.junior}")
    robin.reads(way.said, way.asked)


def answers(robin: Typist, way: Way) -> None:
    replies(robin, way, to=way.junior, words=way.answered)
    expect(robin.page.get_by_text("Only you see this comment yet.")).to_have_count(0)


def appeals(robin: Typist, way: Way) -> None:
    robin.open("/account/notices")
    robin.reads("A moderator removed your comment.", WHY, way.answered)
    robin.follows("Appeal")
    robin.reads("Another moderator, editor or admin reads it than the one who decided.")
    robin.writes(**{"Why should it be looked at once more?": APPEAL})
    robin.presses("Send appeal")
    robin.reads("Your appeal is sent.", APPEAL)


def was_heard(robin: Typist, way: Way) -> None:
    robin.open("/account/notices")
    robin.reads("The decision was taken back.", HEARD)
    robin.presses("Mark all as read")
    expect(robin.page.locator("[data-new]")).to_have_count(0)
    robin.sees("The decision was taken back.")
    robin.open(way.article)
    robin.reads(way.said, way.asked, way.answered)


def adds_a_passkey(robin: Typist) -> None:
    device_of(robin.page)
    robin.open("/account")
    robin.follows("See your passkeys")
    robin.reads("You have none yet.")
    robin.follows("Add a passkey")
    robin.writes(Name="The lamp on the table")
    robin.reads("Your device asks for your finger")
    robin.presses("Add a passkey")
    robin.reads("The passkey was added.", "Not used yet")


def comes_back_by_passkey(robin: Typist) -> None:
    logs_out(robin)
    robin.presses("Log in with a passkey")
    is_back(robin)


def comes_back_by_password(robin: Typist, address: str) -> None:
    logs_out(robin)
    robin.writes(**{"E-mail address": address}, Password=PASSWORD)
    robin.presses("Log in")
    is_back(robin)


def logs_out(robin: Typist) -> None:
    robin.open("/account")
    robin.presses("Log out")
    robin.sees("You are logged out.")


def is_back(robin: Typist) -> None:
    expect(robin.page.get_by_role("banner")).to_contain_text("Robin Newcome")
    robin.sees("The lamp in the window")
