"""Letters that are read on one's own computer, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from domain import jobs, letters, readers
from domain.mail import Folder
from models.database import db
from settings import Settings
from tests.cast import PASSWORD, Cast
from tests.conftest import StrictClient, leave
from tests.postbox import Postbox, link_of


@pytest.fixture
def at_home(settings: Settings) -> Iterator[FlaskClient]:
    """The site on the computer of whoever develops it."""
    app = create_app(replace(settings, development=True))
    app.test_client_class = StrictClient
    yield app.test_client()
    leave()


def write(settings: Settings) -> str:
    """Have a letter written; gives its number."""
    readers.register("Ruth Adler", "ruth@example.org", PASSWORD, {})
    db.commit()
    folder = Folder(settings.mail_folder)
    office = replace(Postbox().office, post=folder)
    assert jobs.do_next({letters.KIND: office.deliver})
    return folder.letters()[0][0]


def test_letters_are_listed_and_read(at_home: FlaskClient, settings: Settings) -> None:
    assert "No letter was written yet" in at_home.get("/dev/mail").text
    number = write(settings)
    listed = at_home.get("/dev/mail")
    assert listed.headers["Cache-Control"] == "no-store"
    assert "Please confirm your e-mail address" in listed.text
    assert f'href="/dev/mail/{number}"' in listed.text
    link = link_of(Folder(settings.mail_folder).letters()[0][1])
    read = at_home.get(f"/dev/mail/{number}")
    assert f'<a href="http://localhost{link}">' in read.text
    html = at_home.get(f"/dev/mail/{number}/html")
    assert html.text.startswith("<!doctype html>")
    assert link in html.text


@pytest.mark.parametrize("number", ["nothing", "..", "%2e%2e%2flectern.db"])
def test_no_other_file_is_read(at_home: FlaskClient, settings: Settings, number: str) -> None:
    write(settings)
    for path in (f"/dev/mail/{number}", f"/dev/mail/{number}/html"):
        assert at_home.get(path).status_code in {404, 301}


def test_where_strangers_may_come_there_is_nothing(
    client: FlaskClient, cast: Cast, settings: Settings
) -> None:
    assert cast.publication
    number = write(settings)
    nothing = client.get("/nothing-here")
    for path in ("/dev/mail", f"/dev/mail/{number}", f"/dev/mail/{number}/html"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.text == nothing.text


def test_development_is_off_unless_it_is_said(app: Flask, settings: Settings) -> None:
    assert not settings.development
    assert not Settings().development
