"""The second step of a log in over HTTP."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from domain import passwords, second_factor
from models import Authenticator, Halfway, Login, RecoveryCode, now
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.devices import Device, add, log_in

from .test_login import Counting
from .test_second_factor import begun, enter, stored, told

STEP = "/login/second-step"
APP = "/account/second-factor/authenticator"


class Phone:
    """Mira's phone with the app, and her codes on paper. Time passes as a test says."""

    def __init__(self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = 1_800_000_000.0
        monkeypatch.setattr(second_factor, "clock", lambda: self.clock)
        self.totp = begun(client)
        response = client.post(f"{APP}/confirmation", data={"code": self.code()})
        self.paper = re.findall(r"<li><code>([a-z0-9-]+)</code>", response.text)
        self.wait()

    def code(self, steps: int = 0) -> str:
        """What the app shows now, or so many steps later."""
        return self.totp.at(int(self.clock) + steps * second_factor.STEP)

    def wait(self, steps: int = 2) -> None:
        self.clock += steps * second_factor.STEP


@pytest.fixture
def phone(client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """Mira has set up her app, and is logged out again."""
    enter(client, cast.mira)
    phone = Phone(client, monkeypatch)
    client.post("/logout")
    return phone


def step(client: FlaskClient, code: str, **more: Any) -> Any:
    headers = more.pop("headers", {})
    return client.post(STEP, data={"code": code, **more}, headers=headers)


def test_the_password_and_then_the_code(
    client: FlaskClient, cast: Cast, phone: Phone, act: dict[str, Any]
) -> None:
    form = {"email": cast.mira.address, "password": PASSWORD, "next": "/moderation"}
    response = client.post("/login", data=form)
    assert response.location == f"{STEP}?next=/moderation"
    assert client.get("/account").status_code == 303, "nobody is logged in yet"
    assert 'name="next" value="/moderation"' in client.get(response.location).text
    done = step(client, phone.code(), next="/moderation", **act)
    assert done.headers["HX-Redirect" if act["headers"] else "Location"] == "/moderation"
    assert client.get("/moderation").status_code == 200
    assert stored(Halfway) == []


def test_a_wrong_password_never_comes_so_far(client: FlaskClient, cast: Cast, phone: Phone) -> None:
    """Whether there is a second step is told to whoever has the password, and to nobody else."""
    form = {"password": "a lamp in no window"}
    wrong = client.post("/login", data={"email": cast.mira.address, **form})
    unknown = client.post("/login", data={"email": "noor@example.org", **form})
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("mira@", "noor@") == unknown.text
    assert [*wrong.headers.keys()] == [*unknown.headers.keys()]
    assert client.get(STEP).location == "/login"


def test_one_hash_on_every_path(
    client: FlaskClient, cast: Cast, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = Counting()
    monkeypatch.setattr(passwords, "hasher", hasher)
    for email, password in (
        (cast.mira.address, PASSWORD),
        (cast.mira.address, "a lamp in no window"),
        ("nobody@example.org", PASSWORD),
    ):
        hasher.computed = 0
        client.post("/login", data={"email": email, "password": password})
        assert hasher.computed == 1, email
    hasher.computed = 0
    step(client, phone.code())
    assert hasher.computed == 0, "the second step computes none, right or wrong"


@pytest.mark.parametrize("code", ["", " ", "000000", "abc", "1" * 500, "zzzz-zzzz-zzzz-zzzz"])
def test_a_wrong_code(
    client: FlaskClient, cast: Cast, phone: Phone, act: dict[str, Any], code: str
) -> None:
    enter(client, cast.mira)
    response = step(client, code, **act)
    assert response.status_code == 422
    assert 'id="field-code-error"' in response.text
    assert client.get("/account").status_code == 303
    assert step(client, phone.code()).location == "/", "there is another try"


def test_a_code_is_taken_once(
    client: FlaskClient, other: FlaskClient, cast: Cast, phone: Phone
) -> None:
    code = phone.code()
    for browser in (client, other):
        enter(browser, cast.mira)
    assert step(client, code).location == "/"
    assert step(other, code).status_code == 422
    phone.wait(1)
    assert step(other, phone.code(-1)).status_code == 422, "nor the same a little later"
    assert step(other, phone.code()).location == "/"


def test_no_older_code_after_a_newer(client: FlaskClient, cast: Cast, phone: Phone) -> None:
    enter(client, cast.mira)
    assert step(client, phone.code(1)).location == "/"
    enter(client, cast.mira)
    assert step(client, phone.code(0)).status_code == 422


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_clocks_may_differ_a_little(
    client: FlaskClient, cast: Cast, phone: Phone, steps: int, taken: bool
) -> None:
    phone.wait(5)
    enter(client, cast.mira)
    assert (step(client, phone.code(steps)).status_code == 303) is taken


def test_of_many_at_once_one_code_logs_in(app: Flask, cast: Cast, phone: Phone) -> None:
    mira, code = cast.mira, phone.code()
    browsers = [app.test_client() for _ in range(6)]
    for browser in browsers:
        enter(browser, mira)
    db.remove()
    answers: list[int] = []
    threads = [
        threading.Thread(
            target=lambda b=b: answers.append(
                FlaskClient.post(
                    b, STEP, data={"code": code}, headers={"Sec-Fetch-Site": "same-origin"}
                ).status_code
            )
        )
        for b in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303] + [422] * 5


def test_a_recovery_code_is_good_once(client: FlaskClient, cast: Cast, phone: Phone) -> None:
    enter(client, cast.mira)
    paper = phone.paper[3]
    assert step(client, f" {paper.upper().replace('-', ' ')} ").location == "/"
    assert client.get("/moderation").status_code == 200
    assert "code-used" in told()
    assert "9 codes are left" in client.get("/account/second-factor").text
    enter(client, cast.mira)
    assert step(client, paper).status_code == 422


def test_nobody_elses_recovery_code(client: FlaskClient, cast: Cast, phone: Phone) -> None:
    dara = cast.dara.id
    writing()
    db.execute(update(RecoveryCode).values(reader_id=dara))
    db.commit()
    enter(client, cast.mira)
    assert step(client, phone.paper[0]).status_code == 422


def test_a_passkey_takes_the_place_of_both(
    client: FlaskClient, other: FlaskClient, cast: Cast, phone: Phone
) -> None:
    device = Device()
    enter(client, cast.mira)
    step(client, phone.code())
    add(client, device)
    assert "Log in with a passkey" in _second_page(other, cast)
    assert log_in(other, device, next="/moderation").location == "/moderation"
    assert other.get("/moderation").status_code == 200


def _second_page(client: FlaskClient, cast: Cast) -> str:
    enter(client, cast.mira)
    return client.get(STEP).text


def test_a_passkey_of_staff_stands_behind_the_password(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    enter(client, cast.mira)
    add(client, Device())
    assert enter(other, cast.mira).location == STEP


def test_it_waits_ten_minutes(client: FlaskClient, cast: Cast, phone: Phone) -> None:
    enter(client, cast.mira)
    writing()
    db.execute(update(Halfway).values(expires_at=now()))
    db.commit()
    assert client.get(STEP).location == "/login"
    assert step(client, phone.code()).location == "/login?said=too-long"
    assert client.get("/account").status_code == 303


def test_it_is_for_one_browser(
    client: FlaskClient, other: FlaskClient, cast: Cast, phone: Phone
) -> None:
    enter(client, cast.mira)
    assert other.get(STEP).location == "/login"
    assert step(other, phone.code()).location == "/login?said=too-long"


def test_it_is_over_when_the_password_is_another(
    client: FlaskClient, cast: Cast, phone: Phone
) -> None:
    mira = cast.mira
    enter(client, mira)
    db.add(mira)
    writing()
    mira.password_hash = passwords.hashed("another lamp in the window")
    db.commit()
    assert step(client, phone.code()).location == "/login?said=too-long"


def test_it_is_over_once_it_was_taken(client: FlaskClient, cast: Cast, phone: Phone) -> None:
    enter(client, cast.mira)
    halfway = client.get_cookie("session")
    step(client, phone.code())
    client.post("/logout")
    phone.wait()
    assert halfway
    client.set_cookie("session", halfway.value)
    assert step(client, phone.code()).location == "/login?said=too-long"


def test_remember_me_comes_along(client: FlaskClient, cast: Cast, phone: Phone) -> None:
    form = {"email": cast.mira.address, "password": PASSWORD, "remember": "y"}
    client.post("/login", data=form)
    step(client, phone.code())
    (login,) = stored(Login)
    assert login.remembered
    assert login.proved_at


def test_a_secret_of_another_installation_takes_no_code(
    client: FlaskClient, cast: Cast, phone: Phone
) -> None:
    writing()
    db.execute(update(Authenticator).values(sealed_secret="another installation's"))
    db.commit()
    enter(client, cast.mira)
    assert step(client, phone.code()).status_code == 422
    assert step(client, phone.paper[0]).location == "/", "paper helps"


def test_a_reader_may_have_one_too(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client, cast.ruth)
    phone = Phone(client, monkeypatch)
    client.post("/logout")
    assert enter(client, cast.ruth).location == STEP
    assert step(client, phone.code()).location == "/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
def test_next_leads_nowhere_else(
    client: FlaskClient, cast: Cast, phone: Phone, elsewhere: str
) -> None:
    enter(client, cast.mira)
    assert "evil" not in client.get(STEP, query_string={"next": elsewhere}).text
    assert step(client, phone.code(), next=elsewhere).location == "/"


def test_nobody_is_halfway_without_a_password(client: FlaskClient) -> None:
    assert client.get(STEP).location == "/login"
    assert step(client, "123456").location == "/login?said=too-long"
    assert db.scalars(select(Halfway)).all() == []
