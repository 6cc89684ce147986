"""Reading settings: size of text, page colour and typeface, on this device and on the account.

The device keeps them in the cookie `reading`: `text_size=large&theme=night`, only the keys that
were chosen, from closed lists. A `*` behind a value marks a choice of this device that no account
knows of: made while logged out, or without a network. A later log in does not overwrite it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from models import Person, Reader
from models.database import writing

from . import permissions
from .refusal import Invalid

CHOICES: dict[str, dict[str, str]] = {
    "text_size": {
        "small": "Small",
        "medium": "Medium",
        "large": "Large",
        "x-large": "Larger",
        "xx-large": "Largest",
    },
    "theme": {"auto": "Auto", "paper": "Paper", "sepia": "Sepia", "night": "Night"},
    "typeface": {"serif": "Serif", "sans": "Sans", "legible": "Legible"},
}
NAMES = {"text_size": "Text size", "theme": "Page colour", "typeface": "Typeface"}
USUAL = {"text_size": "medium", "theme": "auto", "typeface": "serif"}
COOKIE_LIMIT = 200
_PAIR = re.compile(r"([a-z_]+)=([a-z-]+)(\*?)")


@dataclass(frozen=True)
class Settings:
    """The settings in force, always complete; `chosen` holds only what somebody chose."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    away: frozenset[str] = frozenset()
    """The keys that were chosen on this device and that no account knows of."""

    def __getitem__(self, key: str) -> str:
        """The value in force for `key`."""
        return self.chosen.get(key, USUAL[key])

    @property
    def text_size(self) -> str:
        """The step of the size of text in force."""
        return self["text_size"]

    @property
    def theme(self) -> str:
        """The page colour in force."""
        return self["theme"]

    @property
    def typeface(self) -> str:
        """The typeface in force."""
        return self["typeface"]

    def says(self, key: str) -> str:
        """The value in force in the words of the page: "Larger"."""
        return CHOICES[key][self[key]]

    def announced(self, keys: Iterable[str]) -> str:
        """What changed, for those who hear it: "Text size: large. Typeface: sans"."""
        return ". ".join(f"{NAMES[key]}: {self.says(key).lower()}" for key in sorted(keys))

    @property
    def shown(self) -> str:
        """Everything in force, so that a form can say what its reader saw when changing it."""
        return "&".join(f"{key}={self[key]}" for key in CHOICES)

    @property
    def cookie(self) -> str:
        """The settings as the cookie keeps them; empty where nothing was chosen."""
        pairs = (f"{k}={v}{'*' * (k in self.away)}" for k, v in sorted(self.chosen.items()))
        return "&".join(pairs)


def read(cookie: str | None) -> Settings:
    """The settings that a cookie keeps. What is not on the closed lists is ignored."""
    if not cookie or len(cookie) > COOKIE_LIMIT:
        return Settings()
    found = [m.groups() for m in map(_PAIR.fullmatch, cookie.split("&")) if m]
    known = [(k, v, mark) for k, v, mark in found if v in CHOICES.get(k, {})]
    return Settings({k: v for k, v, _ in known}, frozenset(k for k, _, mark in known if mark))


def in_force(person: Person, device: Settings) -> Settings:
    """What a page is shown with: the device's choices, and the account's where it made none."""
    if not isinstance(person, Reader):
        return device
    return Settings({**person.reading, **device.chosen}, device.away)


def chosen_in(form: Mapping[str, str], shown: str = "") -> dict[str, str]:
    """The choices that a form makes. `shown` is what it showed: what still says so is no choice.

    So a form that has stood open for an hour does not put back what was changed since. Raises
    Invalid for an unknown value, or where there is nothing to choose.
    """
    errors = {
        key: f"{NAMES[key]} cannot be “{value[:40]}”. Choose one of: {', '.join(CHOICES[key])}."
        for key, value in form.items()
        if key in CHOICES and value not in CHOICES[key]
    }
    if errors:
        raise Invalid(**errors)
    if not form or any(key not in CHOICES for key in form):
        raise Invalid(reading="Choose a text size, a page colour or a typeface.")
    before = read(shown).chosen
    return {key: value for key, value in form.items() if before.get(key) != value}


def change(by: Person, device: Settings, choices: Mapping[str, str]) -> Settings:
    """Patch the settings key by key, on the account too. Returns those for the device to keep."""
    permissions.require(by, "reading.change")
    if not isinstance(by, Reader):
        return Settings({**device.chosen, **choices}, device.away | set(choices))
    writing()
    by.reading = {**by.reading, **choices}
    return Settings({**device.chosen, **choices}, device.away - set(choices))


def reset(by: Person) -> Settings:
    """Put everything back to how it comes, on the account too when `by` has one."""
    permissions.require(by, "reading.change")
    if isinstance(by, Reader):
        writing()
        by.reading = {}
    return Settings()


def brought_by(account: Reader, device: Settings) -> Settings:
    """The device's settings after a log in: the account's, but for what it alone knows of."""
    away = frozenset(key for key in device.away if account.reading.get(key) != device[key])
    kept = {key: device[key] for key in away}
    return Settings({**device.chosen, **account.reading, **kept}, away)


def offered(person: Person, device: Settings) -> dict[str, str]:
    """What was chosen on this device alone, and differs from what the account has."""
    if not isinstance(person, Reader):
        return {}
    account = Settings(person.reading)
    return {key: device[key] for key in sorted(device.away) if device[key] != account[key]}


def settle(by: Reader, device: Settings, *, keep: bool) -> Settings:
    """Take what only the device knows of into the account, or have the account's here instead."""
    permissions.require(by, "account.change", by)
    if keep:
        return change(by, device, {key: device[key] for key in device.away})
    back = {key: Settings(by.reading)[key] for key in device.away}
    return Settings({**device.chosen, **back})
