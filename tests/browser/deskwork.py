"""What the two moderators do on the journey: one who began yesterday, one who hears appeals."""

from __future__ import annotations

import pyotp

from tests.devices import APP_SECRET

from .typist import Typist
from .ways import APPEAL, HEARD, WHY, Way, logs_in, replies


def is_let_in(junior: Typist, way: Way) -> None:
    """Sets up an authenticator app, without which the desk stays shut."""
    junior.open(way.article)
    junior.sees("No comments on this article yet.")
    junior.open("/moderation")
    logs_in(junior, way.decides)
    junior.reads("Your role asks for more than a password.")
    junior.presses("Set up an app")
    junior.reads("The app shows six digits now.")
    letters = junior.page.locator(".key-letters").inner_text()
    junior.writes(Code=pyotp.TOTP(letters.replace(" ", "")).now())
    junior.presses("Set up")
    junior.reads("The authenticator app is set up.")


def approves(junior: Typist, way: Way) -> None:
    junior.follows("Go on to where you were")
    junior.reads("What waits")
    junior.follows("Held")
    case = junior.page.locator("article.moderation-case").filter(has_text=way.said)
    junior.reads(way.said, "among its writer’s first")
    junior.presses_on(case.get_by_role("button", name="Approve"))
    junior.reads("Approved")


def asks(junior: Typist, way: Way) -> None:
    junior.open(way.article)
    replies(junior, way, to="Robin Newcome", words=way.asked)


def removes(junior: Typist, way: Way) -> None:
    junior.open("/account/notices")
    junior.sees("Robin Newcome answered you.", way.answered)
    junior.follows("The reply of Robin Newcome")
    said = junior.page.locator("article.comment").filter(has_text=way.answered)
    junior.presses_on(said.get_by_role("link", name="Moderate"))
    junior.reads("Decided before", way.answered)
    junior.chooses(junior.page.get_by_label("Reason", exact=True), "Off topic")
    junior.presses_on(junior.page.locator("summary", has_text="Add words"))
    junior.writes(**{"To its writer": WHY})
    junior.presses("Remove")
    junior.reads("Removed", WHY)


def may_not_hear(junior: Typist) -> None:
    junior.open("/moderation")
    junior.follows("Appeals")
    junior.sees("another moderator, editor or admin answers")


def hears(senior: Typist, way: Way) -> None:
    senior.open("/moderation")
    logs_in(senior, way.hears)
    senior.reads("The password was right.")
    senior.writes(Code=pyotp.TOTP(APP_SECRET).now())
    senior.presses("Log in")
    senior.reads("What waits")
    senior.follows("Appeals", within=".desk-nav")
    senior.follows("Robin Newcome")
    senior.reads(WHY, way.answered, APPEAL)
    senior.writes(What_they_read=HEARD)
    senior.presses("Take it back")
    senior.reads("That is your answer.", "Taken back", HEARD)
