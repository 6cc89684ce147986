"""A small publication with everything in it that is hard to lay out, its readers and their words.

It comes in as any publication does, through `flask import`, and its readers speak through the
domain; what only time or an editor brings about is written straight into the rows.
"""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

from flask import Flask
from PIL import Image, ImageDraw

from app import create_app
from domain import (
    articles,
    comments,
    jobs,
    passwords,
    picks,
    readers,
    recommendations,
    recovery,
    saved,
    unsubscribing,
    visits,
)
from domain.letters import KIND, Office
from domain.letters.writers import WRITERS
from domain.mail import Folder
from models import (
    Article,
    Comment,
    CommentStatus,
    Guest,
    Reader,
    Role,
    Status,
    now,
)
from models.database import db, writing
from settings import Settings
from tests.cast import PASSWORD
from tests.conftest import SECRET
from tests.postbox import link_of

from .docket import before_moderators
from .keyring import keys_of

CONTENT = Path(__file__).parent / "content"
NOTES = 30
"""Further articles, so that lists have pages."""
NOTE = """---
title: Lamp note number {number}
standfirst: One of many, so that lists have pages.
authors: [Ines Okafor]
section: World
topics: [Lamps]
published: 2026-02-{day:02}T{hour:02}:00:00+00:00
---

A lamp was seen on evening {number}, and noted down with the others.
"""
THREADS = 28
LONG = "theelectroencephalographersofthelongstreet.example.org"
"""Where Nour has her letters sent: an address that has no place to break."""
RICH = """A lamp, *two* lamps, and [where I read of them](https://lamps.example.org/a/very/long/address/without/a/break).

> It says that somebody is awake.

- One.
- Two, which is `code`.
"""
PEOPLE = {
    "Ruth Adler": Role.READER,
    "Yusuf Demir": Role.READER,
    "Nour Grim": Role.READER,
    "Ines Okafor": Role.WRITER,
    "Dara Quill": Role.EDITOR,
    "Mira Costa": Role.MODERATOR,
    "Ada Chief": Role.ADMIN,
    "ליאת בן־דוד": Role.READER,
}


def make(folder: Path, migrated: Path) -> Path:
    """Make the publication in `folder`, on a copy of the database `migrated`."""
    shutil.copy(migrated, folder / "lectern.db")
    app = create_app(settings_of(folder))
    people = _people()
    _import(app, folder)
    facts: dict[str, int | str] = {**_conversation(people)}
    facts |= before_moderators(people, _article("lamp-note-number-30"))
    _what_time_brings(people)
    facts |= keys_of(people)
    facts |= _letters(folder)
    (folder / "facts.json").write_text(json.dumps(facts))
    leave()
    return folder


def address_of(name: str) -> str:
    """The e-mail address of who goes by `name`."""
    return f"{name}@{LONG if name == 'nour' else 'example.org'}"


def settings_of(folder: Path, **more: object) -> Settings:
    """The settings of an application on the publication in `folder`."""
    many = "10000 per minute"
    facts = {
        "database_url": f"sqlite:///{folder / 'lectern.db'}",
        "var": folder,
        "secrets": (SECRET,),
        "url": "http://localhost",
        "limit_login": many,
        "limit_register": many,
        "limit_comment": many,
        "limit_report": many,
        "limit_search": many,
        "limit_letter": many,
        "limit_forgot": many,
        "limit_link": many,
        "limit_code": many,
        "limit_account": many,
        "limit_download": many,
        "testing": True,
        **more,
    }
    return Settings(**facts)  # type: ignore[arg-type]


def copy_of(world: Path, folder: Path) -> Path:
    """A copy of a publication, to change."""
    shutil.copytree(world, folder, dirs_exist_ok=True)
    return folder


def leave() -> None:
    """Close the database, so that another can be opened."""
    engine = db().get_bind()
    db.remove()
    engine.dispose()  # type: ignore[union-attr]


def _people() -> dict[str, Reader]:
    """The readers, by first name, all with the password of all tests."""
    hashed = passwords.hashed(PASSWORD)
    addresses = {name: address_of(name.split()[0].lower()) for name in PEOPLE}
    addresses["ליאת בן־דוד"] = address_of("liat")
    writing()
    people = {
        address.partition("@")[0]: Reader(
            name=name,
            address=address,
            confirmed_address=address,
            password_hash=hashed,
            role=PEOPLE[name],
        )
        for name, address in addresses.items()
    }
    db.add_all(people.values())
    db.commit()
    return people


def _import(app: Flask, folder: Path) -> None:
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    for name, size in {"landscape": (960, 640), "portrait": (480, 720)}.items():
        _draw(content / "pictures" / f"{name}.png", size)
    for number in range(1, NOTES + 1):
        text = NOTE.format(number=number, day=number % 28 + 1, hour=number % 24)
        (content / f"lamp-note-{number}.md").write_text(text)
    for name in ("withdrawn", "changed"):
        text = NOTE.format(number=f"{name}", day=1, hour=0)
        (content / f"a-{name}-note.md").write_text(text.replace("Lamp note number", "The note"))
    with app.app_context():
        done = app.test_cli_runner().invoke(args=["import", str(content)])
    assert done.exit_code == 0, done.output


def _draw(path: Path, size: tuple[int, int]) -> None:
    path.parent.mkdir(exist_ok=True)
    width, height = size
    picture = Image.new("RGB", size, "#28303c")
    lamp = [width // 3, height // 3, width // 3 * 2, height // 3 * 2]
    ImageDraw.Draw(picture).ellipse(lamp, fill="#e9b45c")
    picture.save(path)


def _conversation(people: dict[str, Reader]) -> dict[str, int]:
    """A conversation with two pages, answers to answers, and one of each kind of comment."""
    full = _article("the-lamp-in-the-window")
    ruth, yusuf, ines, liat = (people[name] for name in ("ruth", "yusuf", "ines", "liat"))
    began = now() - timedelta(days=2)
    first = comments.post(ruth, full, RICH, at=began)
    answer = first
    for depth, by in enumerate((ines, liat, ruth, yusuf, ines), 1):
        words = f"An answer at depth {depth}, with a word such as Elektrizitätenhauptbetriebswerk."
        at = began + timedelta(minutes=depth)
        answer = comments.post(by, full, words, in_reply_to=answer.id, at=at)
    for number in range(14):
        words = f"A short answer, number {number}."
        comments.post(yusuf, full, words, in_reply_to=first.id, at=began + timedelta(hours=1))
    taken_back = comments.post(liat, full, "Taken back soon.", at=began + timedelta(hours=2))
    comments.post(ruth, full, "But answered first.", in_reply_to=taken_back.id, at=began)
    comments.withdraw(liat, taken_back)
    comments.post(liat, full, "היה לי מנורה כזאת (ממש כזאת!) בחלון.", at=began + timedelta(hours=3))
    for number in range(THREADS - 4):
        by = (ruth, yusuf, liat)[number % 3]
        at = began + timedelta(hours=4, minutes=number)
        comments.post(by, full, f"Thought {number} on the same lamp.", at=at)
    own = comments.post(yusuf, full, "Written a moment ago.")
    comments.edit(yusuf, own, "Written, and written again, a moment ago.")
    recommendations.set(yusuf, first, recommend=True)
    picks.set(people["dara"], db.get_one(Comment, answer.id), pick=True)
    visits.note(people["nour"], full, 20)
    db.commit()
    _spoken_before_they_closed(people)
    return {"first": first.id, "answer": answer.id, "withdrawn": taken_back.id, "own": own.id}


def _spoken_before_they_closed(people: dict[str, Reader]) -> None:
    """The one comment of an article that takes no more."""
    closed = _article("an-unforeseeably-long-headline")
    at = now() - timedelta(days=30)
    row = Comment(
        article_id=closed.id,
        reader_id=people["ruth"].id,
        thread=1,
        reply=0,
        status=CommentStatus.VISIBLE,
        markdown="In time.",
        html="<p>In time.</p>",
        posted_at=at,
    )
    writing()
    db.add(row)
    closed.thread_count = closed.comment_count = 1
    db.commit()


def _what_time_brings(people: dict[str, Reader]) -> None:
    """Saved articles, one of which was withdrawn since and one brought up to date."""
    long_ago = now() - timedelta(days=60)
    for number in range(1, NOTES - 5):
        note = _article(f"lamp-note-number-{number}")
        saved.set(people["ruth"], note, keep=True, since=long_ago)
    withdrawn, changed = (_article(f"the-note-{name}") for name in ("withdrawn", "changed"))
    for article in (withdrawn, changed):
        saved.set(people["ruth"], article, keep=True)
    withdrawn.status = Status.WITHDRAWN
    changed.updated_at = now() + timedelta(seconds=1)
    changed.update_reason = "a lamp was counted twice"
    db.commit()


def _letters(folder: Path) -> dict[str, str]:
    """What was written to Amos, who is yet to confirm his address, and to Nora, who forgot."""
    amos = readers.register("Amos Newcome", "amos@example.org", PASSWORD, {})
    nora = readers.register("Nora Newcome", "nora@example.org", PASSWORD, {})
    nora.confirmed_address = nora.address
    amos.renamed_at = now()
    recovery.ask(nora.address)
    db.commit()
    ends = unsubscribing.secret_for(nora, (SECRET,))
    box = Folder(folder / "mail")
    office = Office("http://localhost", (SECRET,), "post@example.org", box, WRITERS)
    while jobs.do_next({KIND: office.deliver}):
        pass
    links = {link_of(letter): number for number, letter in box.letters()}
    confirm, reset = (
        next(path for path in links if path.startswith(each))
        for each in ("/confirm-email/", "/reset-password/")
    )
    return {
        "letter": links[reset],
        "confirm": confirm.rpartition("/")[2],
        "reset": reset.rpartition("/")[2],
        "unsubscribe": ends,
    }


def _article(slug: str) -> Article:
    return articles.seen_by(Guest(), slug)
