"""Reading what a form or an address says. Bad input is refused in words here or in the domain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import request
from wtforms import Field, Form, ValidationError

from domain import numbers
from domain.refusal import Invalid, Missing

YEARS = range(2000, 3000)
"""Of an instant that a form names: at the ends of the calendar no zone can be reckoned with."""


def held_to(rule: Callable[[str], Any]) -> Callable[[Form, Field], None]:
    """A check of a form's field by a rule of the domain, which refuses in words."""

    def check(_form: Form, field: Field) -> None:
        try:
            rule(field.data or "")
        except Invalid as refused:
            raise ValidationError(refused.words) from refused

    return check


def given(words: str) -> Callable[[Form, Field], None]:
    """A check that a field was filled in; `words` ask for it."""

    def check(_form: Form, field: Field) -> None:
        if not (field.data or "").strip():
            raise ValidationError(words)

    return check


def refuse(form: Form, refused: Invalid) -> None:
    """Put what the domain refused beside the fields that it concerns."""
    for name, words in refused.errors.items():
        form[name].errors = [words]


def yes_or_no(name: str) -> bool:
    """The field `name`, which is `yes` or `no`. Raises Invalid for anything else."""
    value = request.form.get(name)
    if value not in {"yes", "no"}:
        raise Invalid(**{name: f"The field “{name}” takes “yes” or “no”."})
    return value == "yes"


def page_number() -> int:
    """The page asked for, from 1. Raises Missing where the address does not name a number."""
    found = numbers.whole(request.args.get("page", "1"), 6)
    if found is None:
        raise Missing("There is no such page in this list.")
    return found


def number(name: str) -> int:
    """The field `name` as a number. Raises Invalid for anything else, and where it is empty."""
    found = whole_number(name)
    if found is None:
        raise Invalid(**{name: f"The field “{name}” is empty."})
    return found


def whole_number(name: str) -> int | None:
    """The field `name` as a number, None where it is empty. Raises Invalid for anything else."""
    value = request.form.get(name, "").strip()
    if not value:
        return None
    found = numbers.whole(value)
    if found is None:
        raise Invalid(**{name: f"The field “{name}” takes a number."})
    return found


def instant(name: str) -> datetime | None:
    """The field `name` as an instant, None where it is empty. Raises Invalid for anything else."""
    value = request.form.get(name, "")
    try:
        found = datetime.fromisoformat(value) if value else None
    except ValueError:
        found = datetime.min  # noqa: DTZ901 (not an instant: it has no zone)
    if found is not None and (found.tzinfo is None or found.year not in YEARS):
        raise Invalid(**{name: f"The field “{name}” takes an instant with its zone."})
    return found
