"""The second factor over HTTP: setting it up, what staff may do without, and taking it away."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from domain import jobs, permissions, second_factor
from models import Authenticator, Login, Passkey, Reader, RecoveryCode, Role, now
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.devices import Device, add, log_in

HERE = "/account/second-factor"
APP = f"{HERE}/authenticator"


def enter(client: FlaskClient, reader: Reader) -> Any:
    """Log in by the password alone, as anybody would."""
    return client.post("/login", data={"email": reader.address, "password": PASSWORD})


@pytest.fixture
def mira(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Mira's browser. She moderates, and has no second factor yet."""
    enter(client, cast.mira)
    return client


def begun(client: FlaskClient) -> pyotp.TOTP:
    """The app that is being set up."""
    assert client.post(APP).location == APP
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(APP).text)
    assert found
    return pyotp.TOTP(found[1].replace(" ", ""))


def set_up(client: FlaskClient) -> list[str]:
    """Set an app up; returns the recovery codes."""
    response = client.post(f"{APP}/confirmation", data={"code": begun(client).now()})
    assert response.status_code == 200
    return re.findall(r"<li><code>([a-z0-9-]+)</code>", response.text)


def told() -> list[str]:
    return [job.payload["what"] for job in jobs.listed() if "what" in job.payload]


def stored(table: type) -> list[Any]:
    db.rollback()
    return list(db.scalars(select(table)))


STAFFS = ("/moderation", "/moderation/queues/held", "/moderation/people", "/moderation/decisions")


@pytest.mark.parametrize("path", STAFFS)
def test_staff_by_password_alone_is_led_to_set_one_up(
    mira: FlaskClient, path: str, act: dict[str, Any]
) -> None:
    response = mira.get(path, **act)
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == f"{HERE}?next={path}"
    assert "Your role asks for more than a password." in mira.get(where).text


def test_staff_reads_and_comments_meanwhile(mira: FlaskClient, cast: Cast) -> None:
    page = f"/articles/{cast.article.slug}"
    response = mira.post(f"{page}/comments", data={"body": "As every reader does."})
    assert response.status_code == 303
    assert "Your role asks for one" in mira.get("/account").text
    assert "/moderation" not in mira.get("/account").text


def test_a_reader_is_asked_for_none(client: FlaskClient, cast: Cast) -> None:
    enter(client, cast.ruth)
    assert client.get("/moderation").status_code == 403
    assert "Your role asks" not in client.get(HERE).text


@pytest.mark.parametrize("act", sorted(permissions.OF_STAFF))
def test_no_role_opens_anything_by_password_alone(
    cast: Cast, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = cast.person("Ada Chief", Role.ADMIN)
    ada.login = Login(reader=ada)
    monkeypatch.setitem(permissions.ACTS, act, (lambda _by, _on: True, ""))
    assert not permissions.may(ada, act)
    ada.login.proved_at = now()
    assert permissions.may(ada, act)


def test_the_accounts_of_the_demo_have_none_to_show(client: FlaskClient, cast: Cast) -> None:
    enter(client, cast.person("Dora Demo", Role.EDITOR, is_demo=True))
    assert client.get("/moderation").status_code == 200


def test_an_app_is_set_up(mira: FlaskClient, cast: Cast) -> None:
    codes = set_up(mira)
    assert len(set(codes)) == second_factor.CODES
    assert all(re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", code) for code in codes)
    assert mira.get("/moderation").status_code == 200, "this log in has shown it"
    page = mira.get(HERE).text
    assert "10 codes are left" in page
    assert not any(code in page for code in codes), "they are shown once"
    assert told() == ["app-added"]


def test_what_is_kept_opens_nothing(mira: FlaskClient) -> None:
    totp = begun(mira)
    response = mira.post(f"{APP}/confirmation", data={"code": totp.now()})
    codes = re.findall(r"<li><code>([a-z0-9-]+)</code>", response.text)
    (app,) = stored(Authenticator)
    assert totp.secret not in app.sealed_secret
    hashes = {code.code_hash for code in stored(RecoveryCode)}
    assert not hashes & {*codes, *(code.replace("-", "") for code in codes)}
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes)


def test_the_qr_code_says_the_secret(mira: FlaskClient) -> None:
    begun(mira)
    response = mira.get(f"{HERE}/authenticator.svg")
    assert response.mimetype == "image/svg+xml"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.text.startswith("<?xml")
    assert "style=" not in response.text
    assert f'src="{HERE}/authenticator.svg"' in mira.get(APP).text


def test_a_wrong_first_code(mira: FlaskClient, act: dict[str, Any]) -> None:
    totp = begun(mira)
    for code in ("", "000", "not a code", totp.at(now() - timedelta(minutes=5)), "١٢٣٤٥٦"):
        response = mira.post(f"{APP}/confirmation", data={"code": code}, **act)
        assert response.status_code == 422
        assert 'id="field-code-error"' in response.text
    assert stored(Authenticator)[0].confirmed_at is None
    assert mira.get("/moderation").status_code == 303


def test_a_code_may_have_a_space(mira: FlaskClient) -> None:
    code = begun(mira).now()
    response = mira.post(f"{APP}/confirmation", data={"code": f" {code[:3]} {code[3:]} "})
    assert response.status_code == 200


def test_one_app_at_a_time(mira: FlaskClient) -> None:
    set_up(mira)
    assert mira.post(APP).status_code == 409
    assert mira.get(APP).status_code == 404
    assert mira.get(f"{HERE}/authenticator.svg").status_code == 404
    assert mira.post(f"{APP}/confirmation", data={"code": "123456"}).status_code == 404


def test_another_secret_each_time_it_is_begun(mira: FlaskClient) -> None:
    assert begun(mira).secret != begun(mira).secret


def test_other_log_ins_that_showed_none_are_over(
    mira: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    enter(other, cast.mira)
    set_up(mira)
    assert other.get("/account").status_code == 303
    assert mira.get("/account").status_code == 200


def test_the_app_is_removed(mira: FlaskClient, act: dict[str, Any]) -> None:
    set_up(mira)
    response = mira.post(f"{APP}/removal", **act)
    assert response.status_code == (200 if act["headers"] else 303)
    assert stored(Authenticator) == stored(RecoveryCode) == []
    assert told() == ["app-added", "app-removed"]
    assert mira.get("/moderation").location == f"{HERE}?next=/moderation", (
        "and so is what it opened"
    )


def test_a_passkey_is_one_too(mira: FlaskClient, other: FlaskClient, cast: Cast) -> None:
    device = Device()
    add(mira, device)
    assert mira.get("/moderation").status_code == 200
    log_in(other, device)
    assert other.get("/moderation").status_code == 200
    passkey = mira.get("/account/passkeys").text.split("/account/passkeys/")[1].split('"')[0]
    mira.post(f"/account/passkeys/{passkey}/removal")
    assert mira.get("/moderation").status_code == 303
    assert other.get("/moderation").status_code == 303


def test_of_two_the_first_may_go(mira: FlaskClient) -> None:
    add(mira, Device())
    set_up(mira)
    mira.post(f"{APP}/removal")
    assert mira.get("/moderation").status_code == 200
    assert len(stored(RecoveryCode)) == second_factor.CODES


def test_new_recovery_codes(mira: FlaskClient) -> None:
    old = set_up(mira)
    response = mira.post(f"{HERE}/codes")
    new = re.findall(r"<li><code>([a-z0-9-]+)</code>", response.text)
    assert len(new) == second_factor.CODES
    assert not set(old) & set(new)
    assert len(stored(RecoveryCode)) == second_factor.CODES
    assert "codes-made" in told()


def test_no_recovery_codes_for_nothing(mira: FlaskClient) -> None:
    response = mira.post(f"{HERE}/codes")
    assert response.status_code == 409
    assert second_factor.NOTHING_YET in response.text


DELICATE = [APP, f"{APP}/confirmation", f"{APP}/removal", f"{HERE}/codes"]


@pytest.mark.parametrize("path", DELICATE)
def test_the_password_is_asked_for_again(mira: FlaskClient, path: str) -> None:
    set_up(mira)
    writing()
    db.execute(update(Login).values(password_at=now() - timedelta(hours=1)))
    db.commit()
    response = mira.post(path, data={"code": "123456"})
    assert response.location.startswith("/account/present-password")
    assert len(stored(Authenticator)) == 1


@pytest.mark.parametrize("path", [APP, f"{APP}.svg"])
def test_nor_is_the_secret_shown_without_it(mira: FlaskClient, path: str) -> None:
    begun(mira)
    assert mira.get(path).status_code == 200
    writing()
    db.execute(update(Login).values(password_at=now() - timedelta(hours=1)))
    db.commit()
    assert mira.get(path).location == f"/account/present-password?next={path}"


def test_what_was_shown_stays_shown_when_the_password_is_given_again(mira: FlaskClient) -> None:
    set_up(mira)
    mira.post("/account/present-password", data={"present": PASSWORD})
    assert mira.get("/moderation").status_code == 200


def test_a_secret_that_cannot_be_opened_any_more(mira: FlaskClient, app: Flask) -> None:
    mira.post(APP)
    writing()
    db.execute(update(Authenticator).values(sealed_secret="another installation's"))
    db.commit()
    assert mira.get(APP).status_code == 404


@pytest.mark.parametrize("path", [HERE, APP, f"{HERE}/authenticator.svg"])
def test_nobody_without_an_account(client: FlaskClient, path: str) -> None:
    assert client.get(path).location == f"/login?next={path}"


def test_the_operator_helps_whoever_lost_everything(
    mira: FlaskClient, other: FlaskClient, app: Flask, cast: Cast
) -> None:
    """All that opens the account is gone but its password; what is another's stays."""
    for browser, who in ((mira, cast.mira), (other, cast.ruth)):
        writing()
        db.merge(who).confirmed_address = who.address
        db.commit()
        enter(browser, who)
        set_up(browser)
        add(browser, Device())
    done = app.test_cli_runner().invoke(args=["forget-second-factor", " Mira@example.org "])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Mira Costa logs in by the password alone")
    for table in (Authenticator, Passkey, RecoveryCode, Login):
        assert {row.reader_id for row in stored(table)} == {cast.ruth.id}, table
    assert told()[-1] == "all-removed"
    assert mira.get("/account").status_code == 303, "every log in has ended"
    assert enter(mira, cast.mira).status_code == 303
    assert mira.get("/moderation").location.startswith(HERE), "and her role asks for another"


@pytest.mark.parametrize("address", ["nobody@example.org", "ruth@example.org", "nobody"])
def test_the_operator_is_told_where_nobody_can_be_helped(
    app: Flask, cast: Cast, address: str
) -> None:
    """Ruth's address is not confirmed: anybody could have registered with it."""
    assert cast.ruth
    done = app.test_cli_runner().invoke(args=["forget-second-factor", address])
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert told() == []
