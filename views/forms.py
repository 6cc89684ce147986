"""Reading what a form or an address says. Bad input is refused in words here or in the domain."""

from __future__ import annotations

from flask import request

from domain.refusal import Invalid, Missing


def yes_or_no(name: str) -> bool:
    """The field `name`, which is `yes` or `no`. Raises Invalid for anything else."""
    value = request.form.get(name)
    if value not in {"yes", "no"}:
        raise Invalid(**{name: f"The field “{name}” takes “yes” or “no”."})
    return value == "yes"


def page_number() -> int:
    """The page asked for, from 1. Raises Missing where the address does not name a number."""
    value = request.args.get("page", "1")
    if not (value.isascii() and value.isdecimal() and len(value) <= 6):
        raise Missing("There is no such page in this list.")
    return int(value)


def whole_number(name: str) -> int | None:
    """The field `name` as a number, None where it is empty. Raises Invalid for anything else."""
    value = request.form.get(name, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= 18):
        raise Invalid(**{name: f"The field “{name}” takes a number."})
    return int(value)
