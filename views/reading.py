"""Reading settings: size of text, page colour and typeface."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from domain import readers, reading

from . import forms, frame, visitor
from .answers import answer, came_from, done

bp = Blueprint("reading", __name__)

PANEL = ("#reading-panel", "reading/_panel.html")


@bp.get("/reading-settings")
def show() -> Response:
    """The settings, and a paragraph to try them on."""
    return answer("reading/show.html", "reading/_panel.html")


@bp.post("/reading-settings")
def change() -> Response:
    """Change what the form says; `reset=yes` everything, `keep` what only this device knows of."""
    given = request.form.to_dict()
    shown = given.pop("shown", "")
    if "reset" in given:
        return _reset()
    if "keep" in given:
        return _settle()
    choices = reading.chosen_in(given, shown)
    visitor.keep_reading(reading.change(visitor.reader(), visitor.reading_here(), choices))
    return _changed(visitor.reading_settings().announced(choices))


def _reset() -> Response:
    if forms.yes_or_no("reset"):
        visitor.keep_reading(reading.reset(visitor.reader()))
    return _changed("Reading settings are back to how they come.", PANEL)


def _settle() -> Response:
    keep = forms.yes_or_no("keep")
    person = readers.own(visitor.reader())
    visitor.keep_reading(reading.settle(person, visitor.reading_here(), keep=keep))
    return _changed(visitor.reading_settings().announced(reading.CHOICES), PANEL)


def _changed(says: str, *also: tuple[str, str]) -> Response:
    frame.forget()
    then = came_from(url_for("reading.show"))
    return done("reading/_now.html", then=then, says=says, also=also)
