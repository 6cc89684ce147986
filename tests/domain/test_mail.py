"""Sending to a real mail server: what it takes, what it refuses, and never in the clear."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

import pytest

from domain.jobs import Hopeless
from domain.mail import Folder, Server

from ..mailserver import NAME, PASSWORD, MailServer, let_in, mail_server


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A server that takes everything."""
    with mail_server() as running:
        yield running


def letter(to: str = "ruth@example.org") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "The Evening Post <post@example.org>", to
    message["Subject"], message["Message-ID"] = "Lämpchen", "<1.abc@example.org>"
    message.set_content("A lamp – in every window.\n")
    return message


def test_a_letter_arrives_as_it_was_written(server: MailServer) -> None:
    Server.at(server.url).send(letter())
    (come,) = server.letters
    assert server.to == ["ruth@example.org"]
    assert come["Subject"] == "Lämpchen"
    assert come["Message-ID"] == "<1.abc@example.org>"
    assert come.get_content().strip() == "A lamp – in every window."


@pytest.mark.parametrize("at", ["recipient", "data"])
def test_what_is_refused_for_good_is_hopeless_and_else_it_is_tried_again(
    server: MailServer, at: str
) -> None:
    setattr(server, at, lambda: "550 No such mailbox")
    with pytest.raises(Hopeless, match="No such mailbox"):
        Server.at(server.url).send(letter())
    setattr(server, at, lambda: "451 Later, please")
    with pytest.raises(smtplib.SMTPException):
        Server.at(server.url).send(letter())
    setattr(server, at, lambda: "250 OK")
    Server.at(server.url).send(letter())
    assert len(server.letters) == 1


def test_where_nobody_listens_it_is_tried_again() -> None:
    with mail_server() as gone:
        pass
    with pytest.raises(OSError, match="refused"):
        Server.at(gone.url).send(letter())


def test_an_address_in_another_script_needs_a_server_that_knows_it() -> None:
    with mail_server(enable_SMTPUTF8=False) as old, pytest.raises(Hopeless):
        Server.at(old.url).send(letter("rüth@example.org"))
    with mail_server(enable_SMTPUTF8=True) as new:
        Server.at(new.url).send(letter("rüth@example.org"))
    assert new.to == ["rüth@example.org"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_it_logs_in_where_a_name_is_given() -> None:
    with mail_server(authenticator=let_in, auth_required=True, auth_require_tls=False) as server:
        bare = server.url.removeprefix("smtp://")
        name = f"smtp://{NAME}:{quote(PASSWORD, safe='')}@{bare}"
        Server.at(name).send(letter())
        assert len(server.letters) == 1
        with pytest.raises(smtplib.SMTPAuthenticationError):
            Server.at(f"smtp://{NAME}:wrong@{bare}").send(letter())
        with pytest.raises(smtplib.SMTPException):
            Server.at(server.url).send(letter())
    assert len(server.letters) == 1


def test_where_encryption_is_asked_for_nothing_is_said_in_the_clear(server: MailServer) -> None:
    bare = server.url.removeprefix("smtp")
    with pytest.raises(smtplib.SMTPNotSupportedError):
        Server.at(f"starttls{bare}").send(letter())
    with pytest.raises(ssl.SSLError):
        Server.at(f"smtps{bare}").send(letter())
    assert server.letters == []


def test_the_usual_ports_need_not_be_named() -> None:
    assert Server.at("smtps://mail.example.org").port == 465
    assert Server.at("starttls://mail.example.org").port == 587
    assert Server.at("smtp://mail.example.org:2525") == Server("smtp", "mail.example.org", 2525)


def test_in_a_folder_a_letter_lies_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "mail")
    assert folder.letters() == []
    folder.send(letter())
    folder.send(letter())
    ((name, lying),) = folder.letters()
    assert name == "1.abc"
    assert lying["Subject"] == "Lämpchen"
    assert lying.get_content() == "A lamp – in every window.\n"
