"""Passkeys (WebAuthn): adding, naming and removing them, and logging in with one.

A device signs a challenge that we gave out: to one browser, once, and for a few minutes. It has
asked its owner for a finger, a face or a number before, so that a passkey is as good as a password
and a second factor together.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from models import Ceremony, Challenge, Passkey, Person, Reader, now
from models.database import apart, db, writing

from . import login, permissions, publication, second_factor
from .refusal import Conflict, Invalid, Missing

log = logging.getLogger("lectern")

LASTS = timedelta(minutes=5)
MOST = 20
LONGEST_NAME = 60
LONGEST_ANSWER = 16_000
"""Characters of what a browser sends of a passkey; a tenth of it is usual."""
NOT_TAKEN = "This passkey could not be taken. Please try again."
NO_ANSWER = "Your browser sent no passkey. Please press the button again."
NOT_KNOWN = "This passkey opens no account here. It may have been removed."
ENOUGH = "You have twenty passkeys. Please remove one before you add another."
KNOWN = "This passkey belongs to an account already."


def of(by: Reader) -> Sequence[Passkey]:
    """The passkeys of `by`, the oldest first."""
    permissions.require(by, "account.see", by)
    query = select(Passkey).where(Passkey.reader_id == by.id)
    return db.scalars(query.order_by(Passkey.added_at, Passkey.id)).all()


def one(by: Person, number: int) -> Passkey:
    """The passkey of this number, of those that `by` has. Raises Missing."""
    owner = by.id if isinstance(by, Reader) else None
    found = db.scalar(select(Passkey).where(Passkey.id == number, Passkey.reader_id == owner))
    if found is None:
        raise Missing("There is no such passkey.")
    return found


def before_adding(by: Reader) -> None:
    """Raise what stands in the way of one more: PasswordFirst, or Conflict where there are many."""
    permissions.require(by, "account.change", by)
    login.require_recent(by)
    if second_factor.passkeys_of(by) >= MOST:
        raise Conflict(ENOUGH)


def to_add(by: Reader, browser: str, url: str) -> str:
    """What the browser of `by` is told to make a passkey, as JSON."""
    import webauthn
    from webauthn.helpers import structs

    before_adding(by)
    present = of(by)
    handle = present[0].handle if present else secrets.token_bytes(32)
    wanted = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.REQUIRED,
        require_resident_key=True,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    options = webauthn.generate_registration_options(
        rp_id=_host(url),
        rp_name=publication.current().name,
        user_id=handle,
        user_name=by.address,
        user_display_name=by.name,
        challenge=_given_out(Ceremony.ADD, browser, handle),
        authenticator_selection=wanted,
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=each.credential_id) for each in present
        ],
    )
    return webauthn.options_to_json(options)


def add(by: Reader, answer: str, name: str, browser: str, url: str) -> Passkey:
    """Keep the passkey that the browser made. Raises Invalid where it is none of ours."""
    import webauthn

    before_adding(by)
    name = name_from(name)
    credential, challenge, handle = _answered(answer, Ceremony.ADD, browser)
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(url),
            expected_origin=_origin(url),
            require_user_verification=True,
        )
    except Exception as error:
        raise _not_taken(error) from error
    writing()
    passkey = Passkey(
        reader_id=by.id,
        name=name,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        handle=handle,
        sign_count=made.sign_count,
    )
    try:
        with db.begin_nested():
            db.add(passkey)
    except IntegrityError as error:
        raise Conflict(KNOWN) from error
    second_factor.gained(by, "passkey-added")
    return passkey


def rename(by: Reader, passkey: Passkey, name: str) -> None:
    """Have a passkey be called `name`. Raises Invalid in words."""
    permissions.require(by, "passkey.change", passkey)
    name = name_from(name)
    if name != passkey.name:
        writing()
        passkey.name = name


def remove(by: Reader, passkey: Passkey) -> None:
    """Remove a passkey: it opens nothing any more."""
    permissions.require(by, "passkey.change", passkey)
    login.require_recent(by)
    writing()
    db.delete(passkey)
    db.flush()
    second_factor.lost(by, "passkey-removed")


def name_from(text: str) -> str:
    """The name of a passkey as it is kept, with single spaces. Raises Invalid in words."""
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise Invalid(name="Please give a name by which you will know it.")
    if len(name) > LONGEST_NAME:
        raise Invalid(name=f"Please use {LONGEST_NAME} characters or fewer.")
    return name


def to_log_in(browser: str, url: str) -> str:
    """What a browser is told to have a passkey log somebody in, as JSON: the same for everybody."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_authentication_options(
        rp_id=_host(url),
        challenge=_given_out(Ceremony.LOG_IN, browser),
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def opens(answer: str, browser: str, url: str) -> Reader:
    """The account that the passkey opens which the browser showed. Raises Invalid for any other."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes

    credential, challenge, _ = _answered(answer, Ceremony.LOG_IN, browser)
    writing()
    passkey = _known(credential)
    try:
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(url),
            expected_origin=_origin(url),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
        told = base64url_to_bytes(credential["response"].get("userHandle") or "")
    except Exception as error:
        raise _not_taken(error) from error
    if not secrets.compare_digest(told, passkey.handle):
        raise Invalid(credential=NOT_TAKEN)
    passkey.sign_count, passkey.used_at = shown.new_sign_count, now()
    return passkey.reader


def _known(credential: Any) -> Passkey:
    from webauthn.helpers import base64url_to_bytes

    try:
        number = base64url_to_bytes(credential["rawId"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(credential=NOT_TAKEN) from error
    query = select(Passkey).options(joinedload(Passkey.reader, innerjoin=True))
    found = db.scalar(query.where(Passkey.credential_id == number).with_for_update(of=Passkey))
    if found is None:
        raise Invalid(credential=NOT_KNOWN)
    return found


def _given_out(ceremony: Ceremony, browser: str, handle: bytes = b"") -> bytes:
    """A new challenge; those that nobody answered in time are swept away."""
    value = secrets.token_bytes(32)
    writing()
    db.execute(delete(Challenge).where(Challenge.expires_at <= now()))
    db.add(
        Challenge(
            value_hash=_hashed(value),
            browser_hash=_hashed(browser.encode()),
            handle=handle,
            ceremony=ceremony,
            expires_at=now() + LASTS,
        )
    )
    return value


def _answered(answer: str, ceremony: Ceremony, browser: str) -> tuple[Any, bytes, bytes]:
    """What the browser sent, and the challenge that it answers, with its handle.

    The challenge is spent, whatever comes of the answer. Raises Invalid where it is none that this
    browser was given for this, or was answered before, or came too late.
    """
    if not answer.strip():
        raise Invalid(credential=NO_ANSWER)
    credential, value = _read(answer)
    right = (
        Challenge.value_hash == _hashed(value),
        Challenge.browser_hash == _hashed(browser.encode()),
        Challenge.ceremony == ceremony,
        Challenge.expires_at > now(),
    )
    with apart() as session:
        found = session.scalar(select(Challenge).where(*right).with_for_update())
        if found is not None:
            session.delete(found)
    if found is None:
        raise Invalid(credential=NOT_TAKEN)
    return credential, value, found.handle


def _read(answer: str) -> tuple[Any, bytes]:
    """A browser's JSON, and the challenge that it says to answer."""
    from webauthn.helpers import base64url_to_bytes, parse_client_data_json

    try:
        if len(answer) > LONGEST_ANSWER:
            raise ValueError("too long")
        credential = json.loads(answer)
        told = base64url_to_bytes(credential["response"]["clientDataJSON"])
        return credential, parse_client_data_json(told).challenge
    except Exception as error:
        raise _not_taken(error) from error


def _not_taken(error: Exception) -> Invalid:
    """Why it was not taken is for the log: a count that went back may be a copied key."""
    log.info("a passkey was not taken: %s: %s", type(error).__name__, str(error)[:200])
    return Invalid(credential=NOT_TAKEN)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _origin(url: str) -> str:
    """The address of the site as browsers say it: without a port that goes without saying."""
    parts = urlsplit(url)
    usual = {"https": 443, "http": 80}[parts.scheme]
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def _hashed(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()
