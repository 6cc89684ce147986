"""The states of passkeys, the second factor, and the second step of a log in."""

from __future__ import annotations

from tests.devices import paper

from .moderating import DARA, MIRA
from .state import HALFWAY, INES, LIAT, NOUR, RUTH, STRANGER, YUSUF, State, foreign, send, strict

_ = State
PASSKEYS = "/account/passkeys"
FACTOR = "/account/second-factor"
APP = f"{FACTOR}/authenticator"
STEP = "/login/second-step"

DEVICES = frozenset(
    {
        *(("passkeys.challenge", "POST"), ("passkey_login.challenge", "POST")),
        *(("passkeys.create", "POST"), ("passkey_login.create", "POST")),
        *(("second_factor.confirm", "POST"), ("second_factor.picture", "GET")),
    }
)
"""What takes a device to reach, or is no page: it is tested with the views."""

KEYS = (
    _("passkeys", PASSKEYS, RUTH, shows="The key in the drawer"),
    _("passkeys, none", PASSKEYS, NOUR, shows="You have none yet."),
    _("passkeys, said", f"{PASSKEYS}?said=passkey-added", RUTH, shows="The passkey was added."),
    _("passkeys, logged out", PASSKEYS, status=303),
    _("passkey, a new one", f"{PASSKEYS}/new", RUTH, shows="This browser makes no passkeys"),
    _("passkey, its name", f"{PASSKEYS}/{{passkey}}", RUTH, shows="Chrome on Android"),
    _("passkey, another's", f"{PASSKEYS}/{{passkey}}", NOUR, status=404),
    send("passkey, nothing sent", PASSKEYS, RUTH, 422, name="My phone", credential=""),
    send("passkey, no name", PASSKEYS, RUTH, 422, name="", credential="x"),
    send("passkey, renamed to nothing", f"{PASSKEYS}/{{passkey}}", RUTH, 422, name=" "),
    send("passkey, removed by another", f"{PASSKEYS}/{{passkey}}/removal", NOUR, 404),
    send("passkey, renamed just now", f"{PASSKEYS}/{{passkey}}", RUTH, 303, name="My phone"),
    send("passkey, removed just now", f"{PASSKEYS}/{{old_passkey}}/removal", RUTH, 303),
    foreign("passkey, asked for from elsewhere", f"{PASSKEYS}/challenge"),
    foreign("log in by passkey, asked for from elsewhere", "/login/passkey/challenge"),
    send("log in by passkey, none sent", "/login/passkey", STRANGER, 422, credential=""),
    _("second factor, none", FACTOR, NOUR, shows="Set up an app"),
    _("second factor, of staff, none", FACTOR, INES, shows="Your role asks for more"),
    _("second factor, a passkey", FACTOR, RUTH, shows="See your passkeys"),
    _("second factor, an app", FACTOR, DARA, shows="codes are left"),
    _("second factor, on the way", f"{FACTOR}?next=/moderation", MIRA, shows="Go on to where"),
    _("second factor, logged out", FACTOR, status=303),
    _("account, of staff without a second factor", "/account", INES, shows="Your role asks"),
    _("app, none begun", APP, YUSUF, status=404),
    send("app, begun just now", APP, NOUR, 303),
    send("app, one already", APP, MIRA, 409),
    _("app, being set up", APP, NOUR, shows="Show this picture"),
    send("app, a wrong code", f"{APP}/confirmation", NOUR, 422, code="123"),
    send("app, removed just now", f"{APP}/removal", LIAT, 303),
    foreign("app, removed from elsewhere", f"{APP}/removal"),
    send("recovery codes, for nothing", f"{FACTOR}/codes", NOUR, 409),
    send("recovery codes, made just now", f"{FACTOR}/codes", DARA, 200),
    _("second step", f"{STEP}?next=/moderation", HALFWAY, shows="One more step"),
    _("second step, nobody", STEP, status=303),
    send("second step, a wrong code", STEP, HALFWAY, 422, code="123456"),
    strict("second step, too often", STEP, HALFWAY, 429, 4, code="123456"),
    send("second step, done just now", STEP, HALFWAY, 303, code=paper(1)),
)
