"""The states of what letters are for: a confirmed address, a forgotten password."""

from __future__ import annotations

from tests.cast import PASSWORD

from .state import AMOS, HOME, RUTH, STRANGER, State, send, strict

_ = State

NOBODY = "nobody@example.org"
ANOTHER = "another lamp in the window"
FORGOT = "/forgot-password"
CONFIRM = "/confirm-email/{confirm}"
RESET = "/reset-password/{reset}"
OTHER_ADDRESS = "another@example.org"
LETTERS = (
    _("account, address not confirmed", "/account", AMOS, shows="Not confirmed yet"),
    _("account, letter sent again", "/account?said=letter-again", AMOS, shows="on its way again"),
    send("letter again, nothing to confirm", "/account/confirmation", RUTH, 409),
    send("letter again just now", "/account/confirmation", AMOS, 303),
    strict("letter again, too often", "/account/confirmation", AMOS, 429, 4, no=""),
    _("account, address", "/account/address", RUTH),
    send("account, address wrong", "/account/address", RUTH, 422, email="ruth", present=""),
    send(
        "account, address, wrong password",
        "/account/address",
        RUTH,
        422,
        email=OTHER_ADDRESS,
        present="not that one",
    ),
    send(
        "account, address asked just now",
        "/account/address",
        RUTH,
        303,
        email=OTHER_ADDRESS,
        present=PASSWORD,
    ),
    strict(
        "account, address, too often",
        "/account/address",
        RUTH,
        429,
        4,
        email=OTHER_ADDRESS,
        present=PASSWORD,
    ),
    send("renamed too soon", "/account/name", AMOS, 429, name="Amos Otherwise"),
    send("renamed to another's", "/account/name", RUTH, 422, name="Dаra Qui11"),
    _("password once more", "/account/present-password?next=/account/logins", RUTH),
    send("password once more, wrong", "/account/present-password", RUTH, 422, present="no"),
    send("password once more, right", "/account/present-password", RUTH, 303, present=PASSWORD),
    _("confirm", CONFIRM, shows="amos@example.org"),
    _("confirm, over", "/confirm-email/no-such-link", status=410, shows="This link is over"),
    _("confirm, over, logged in", "/confirm-email/no-link", RUTH, 410, shows="See your account"),
    send("confirm, over, acted on", "/confirm-email/no-such-link", STRANGER, 410),
    strict("confirm, too often", "/confirm-email/no-such-link", STRANGER, 429, 4, no=""),
    send("confirmed just now", CONFIRM, AMOS, 303),
    _("confirmed, said", "/account?said=address-confirmed", AMOS, shows="Thank you"),
    _("forgotten", FORGOT),
    _("forgotten, said", f"{FORGOT}?said=reset-asked", shows="If there is an account"),
    send("forgotten, no address", FORGOT, STRANGER, 422, email="nobody"),
    send("forgotten, asked just now", FORGOT, STRANGER, 303, email=NOBODY),
    strict("forgotten, too often", FORGOT, STRANGER, 429, 4, email=NOBODY),
    _("reset", RESET, shows="nora@example.org"),
    _("reset, over", "/reset-password/no-such-link", status=410, shows="This link is over"),
    send("reset, too short", RESET, STRANGER, 422, password="short"),
    send("reset, over, acted on", "/reset-password/no-link", STRANGER, 410, password=ANOTHER),
    send("reset just now", RESET, STRANGER, 303, password=ANOTHER),
    _("letters to end", "/unsubscribe/{unsubscribe}", shows="Shall no more of them go to"),
    _("letters to end, over", "/unsubscribe/1-no", status=410, shows="good for nothing"),
    send("letters to end, over, acted on", "/unsubscribe/1-no", STRANGER, 410),
    send("letters ended just now", "/unsubscribe/{unsubscribe}", STRANGER, 200),
    _("letters", "/dev/mail", world=HOME, shows="Please confirm your e-mail address"),
    _("letter", "/dev/mail/{letter}", world=HOME, shows="A new password"),
    _("letter, as HTML", "/dev/mail/{letter}/html", world=HOME, shows="A new password"),
    _("letter, unknown", "/dev/mail/nothing", world=HOME, status=404),
    _("letters, where strangers may come", "/dev/mail", status=404),
)
