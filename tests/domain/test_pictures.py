"""Pictures: developed in another process, kept by what they are, given out by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain import darkroom, pictures
from domain.darkroom import Unusable
from domain.refusal import Missing
from models import Picture
from models.database import db

from .newsdesk import Newsdesk, article
from .paintings import developed, draw


def test_another_process_does_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(darkroom, "_upright", lambda _: pytest.fail("decoded in this process"))
    path = draw(tmp_path / "a.png", (500, 300))
    negative = darkroom.look(path)
    with pictures.development(tmp_path / "media") as work:
        work.begin(path, negative)
        work.finish(negative)
    assert (tmp_path / "media" / negative.name(480, "avif")).is_file()


def test_what_stands_ready_starts_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = draw(tmp_path / "a.png", (500, 300))
    negative = developed(path, tmp_path / "media")
    monkeypatch.setattr(pictures, "ProcessPoolExecutor", lambda *_: pytest.fail("a process began"))
    with pictures.development(tmp_path / "media") as work:
        work.begin(path, negative)
        work.finish(negative)


def break_off(*_: object) -> None:
    """What a picture does that breaks the decoder."""
    os._exit(1)


def test_a_picture_that_breaks_its_process_spares_the_others(tmp_path: Path) -> None:
    """The decoder dies for real, in the child; the next picture gets a child of its own."""
    good, bad = draw(tmp_path / "a.png", (500, 300)), draw(tmp_path / "b.png", (500, 301))
    fine, broken = darkroom.look(good), darkroom.look(bad)
    with pictures.development(tmp_path / "media") as work:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(darkroom, "develop", break_off)
            work.begin(bad, broken)
            with pytest.raises(Unusable, match="broke the process"):
                work.finish(broken)
        work.begin(good, fine)
        work.finish(fine)
    assert (tmp_path / "media" / fine.name(480, "webp")).is_file()


def test_a_broken_process_is_not_asked_again(tmp_path: Path) -> None:
    good, bad = draw(tmp_path / "a.png", (500, 300)), draw(tmp_path / "b.png", (500, 301))
    fine, broken = darkroom.look(good), darkroom.look(bad)
    with pictures.development(tmp_path / "media") as work:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(darkroom, "develop", break_off)
            work.begin(bad, broken)
            work._begun[broken.digest][1].exception()  # the child is gone by now
        work.begin(good, fine)
        work.finish(fine)
        work.finish(broken)
    assert (tmp_path / "media" / broken.name(480, "webp")).is_file()


def test_an_article_comes_with_its_picture(desk: Newsdesk) -> None:
    desk.draw("pictures/lamp.png", (1000, 500))
    desk.write(more="image: {file: pictures/lamp.png, alt: A lamp}")
    desk.bring()
    picture = article("the-lamp").picture
    assert picture
    assert (picture.width, picture.height, picture.extension) == (1000, 500, "png")
    assert picture.widths == [480, 960]
    for name in (f"{picture.digest}-{w}.{e}" for w in (480, 960) for e in ("avif", "webp")):
        assert pictures.file_at(desk.media, name)[0].is_file()


def test_the_same_picture_twice_is_one(desk: Newsdesk) -> None:
    desk.draw("a.png")
    desk.draw("b/b.png")
    desk.write("a.md", title="One", more="image: {file: a.png, alt: A lamp}")
    desk.write("b/b.md", title="Two", more="image: {file: b.png, alt: The lamp}")
    desk.bring()
    assert article("one").picture_id == article("two").picture_id
    assert db.scalar(select(func.count(Picture.id))) == 1


def test_pictures_in_the_text_are_developed_too(desk: Newsdesk) -> None:
    desk.draw("in the text.png", (1000, 500))
    desk.write(text='Before.\n\n![A lamp](in%20the%20text.png "Lit.")\n\nAfter.')
    desk.bring()
    body = article("the-lamp").body
    digest = body.pictures["in the text.png"]
    assert f'src="/media/{digest}-960.webp"' in body.html
    assert "<figcaption>Lit.</figcaption>" in body.html
    assert pictures.file_at(desk.media, f"{digest}-480.webp")


def test_a_picture_that_cannot_be_decoded_keeps_its_article_out(desk: Newsdesk) -> None:
    whole = desk.draw("lamp.png").read_bytes()
    desk.put("lamp.png", whole[:120])
    desk.write(more="image: {file: lamp.png, alt: A lamp}")
    desk.write("other.md", title="Other")
    assert desk.errors() == ["lamp.md:1: picture: The picture is damaged: it cannot be decoded."]
    assert article("other").picture is None


def test_only_names_of_ours_lead_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(Missing):
        pictures.file_at(tmp_path, "secret.txt")
