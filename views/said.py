"""What was done by the form that led here: said on the next page, from a closed list.

The code stands in the address and names a sentence, so there is no cookie for it, and nobody can
put words into our mouth by a link.
"""

from __future__ import annotations

from flask import request

SENTENCES = {
    "registered": "Your account is made, and you are logged in. A letter is on its way to your"
    " address, with a link that confirms it.",
    "address-confirmed": "Thank you, the address is confirmed.",
    "address-asked": "A letter with a link is on its way to the new address. Until the link is"
    " used, everything stays as it is.",
    "letter-again": "The letter is on its way again.",
    "reset-asked": "If there is an account with this address, a letter with a link is on its way.",
    "password-reset": "Your password was changed. Please log in with the new one.",
    "renamed": "Your name was changed.",
    "password-changed": "Your password was changed. You are logged out everywhere else.",
    "staying": "You stay. Everything is as it was.",
    "letters-chosen": "That is how you are told of replies from now on.",
    "appeal-sent": "Your appeal is sent.",
    "appeal-answered": "That is your answer. It stands among their notices now.",
    "passkey-added": "The passkey was added. A letter tells you so, too.",
    "passkey-renamed": "The passkey has another name now.",
    "passkey-removed": "The passkey was removed.",
    "app-removed": "The authenticator app was removed.",
    "too-long": "That took too long, so nobody was logged in. Please begin once more.",
    "login-ended": "That log in was ended.",
    "logins-ended": "You are logged out everywhere else.",
    "logged-out": "You are logged out. What you saved waits in your account.",
}


def sentence() -> str:
    """The sentence that the address asks for; none where it is not on the list."""
    return SENTENCES.get(request.args.get("said", ""), "")
