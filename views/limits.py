"""How often one may do what: the limits that views are decorated with.

They are judged when the view is called, after the origin check and after what was typed was noted.
`@limits.comment` and its like stand below the route.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Any, TypeVar, cast

from flask import Flask, Response, request
from flask_limiter import Limiter, RequestLimit

from domain import limits, second_step
from domain.people import Reader
from domain.refusal import TooMany

from .installation import settings
from .visitor import known_browser, reader

View = TypeVar("View", bound=Callable[..., Any])


def machine() -> str:
    """The address that asks, as the proxies tell it; of IPv6 the network that one household has."""
    told = request.remote_addr or ""
    try:
        address = ip_address(told)
    except ValueError:  # a proxy that tells the port too, or a socket that has no address
        return told.partition(":")[0]
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64)
    return str(address)


def person() -> str:
    """The account that asks, else the machine."""
    asking = reader()
    return f"reader {asking.id}" if isinstance(asking, Reader) else machine()


def _guess() -> str:
    """One machine's tries at one account."""
    account = request.form.get("email", "").strip().casefold() or person()
    return f"{machine()} {account}"


def _guess_of_own() -> str:
    """One machine's tries at the password of the account that asks, whatever its form holds."""
    return f"{machine()} {person()}"


def _halfway() -> str:
    """The account that a code is tried for, whichever machine tries it."""
    found = second_step.waiting(known_browser()) if known_browser() else None
    return f"reader {found.reader_id}" if found else person()


def _addressee() -> str:
    """The e-mail address that a letter is asked for, whoever asks."""
    return f"letter {request.form.get('email', '').strip().casefold()}"


def _own_addressee() -> str:
    """The address of the account that asks."""
    asking = reader()
    return f"letter {asking.address}" if isinstance(asking, Reader) else machine()


def _was_wrong(response: Response) -> bool:
    return response.status_code == 422


def _refuse(what: str) -> Callable[[RequestLimit], None]:
    def refuse(limit: RequestLimit) -> None:
        wait = limits.seconds_until(limit.window.reset_time)
        raise TooMany(f"{what} Please try again in {limits.wait_in_words(wait)}.", wait)

    return refuse


class _AtTheView(Limiter):
    """Flask-Limiter's, without its look before every view: no limit of ours is judged there."""

    def _check_request_limit(
        self, callable_name: str | None = None, in_middleware: bool = True
    ) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


kept = _AtTheView(machine, storage_uri="lectern://", strategy="fixed-window")
in_memory = _AtTheView(machine, storage_uri="memory://", strategy="fixed-window")

_guesses = kept.limit(
    lambda: settings().limit_login,
    key_func=_guess,
    deduct_when=_was_wrong,
    on_breach=_refuse("That was the wrong password several times."),
    scope="guess",
)
_logins = kept.limit(
    lambda: settings().limit_login_machine,
    on_breach=_refuse("There were many log ins from your connection of late."),
    scope="login",
)
_registers = kept.limit(
    lambda: settings().limit_register,
    on_breach=_refuse("Many accounts were made from your connection of late."),
)
_letters = kept.shared_limit(
    lambda: settings().limit_letter,
    scope="letter",
    key_func=_addressee,
    on_breach=_refuse("Several letters were asked for this address of late."),
)
letter_again = kept.shared_limit(
    lambda: settings().limit_letter,
    scope="letter",
    key_func=_own_addressee,
    on_breach=_refuse("Several letters were sent to your address of late."),
)
_forgotten = kept.limit(
    lambda: settings().limit_forgot,
    on_breach=_refuse("Many letters were asked for from your connection of late."),
    scope="forgot",
)
link = kept.shared_limit(
    lambda: settings().limit_link,
    scope="link",
    on_breach=_refuse("Many links were used from your connection of late."),
)
changes = kept.shared_limit(
    lambda: settings().limit_account,
    scope="account",
    key_func=person,
    on_breach=_refuse("You have changed a good deal in a short time."),
)
download = kept.limit(
    lambda: settings().limit_download,
    key_func=person,
    on_breach=_refuse("You have downloaded everything several times of late."),
)
code = kept.shared_limit(
    lambda: settings().limit_code,
    scope="code",
    key_func=_halfway,
    on_breach=_refuse("Several codes were tried for this account of late."),
)
"""For codes of a second factor: each try counts, wherever it comes from, for they are short."""
passkey = kept.shared_limit(
    lambda: settings().limit_login_machine,
    scope="passkey",
    on_breach=_refuse("There were many log ins from your connection of late."),
)
comment = kept.limit(
    lambda: settings().limit_comment,
    key_func=person,
    on_breach=_refuse("You have written a good deal in a short time. What you typed is kept."),
)
report = kept.limit(
    lambda: settings().limit_report,
    key_func=person,
    on_breach=_refuse("You have reported a good deal in a short time. We read what you sent."),
)
search = in_memory.limit(
    lambda: settings().limit_search,
    on_breach=_refuse("You have searched a good deal in a short time."),
)
keeping = in_memory.limit(
    lambda: settings().limit_keeping,
    on_breach=_refuse("Many unfinished texts were kept for your connection of late."),
)
"""For what strangers have kept for them: nobody fills the disk with refused texts."""


def login(view: View) -> View:
    """Limit tries at one account by their failures, and log ins of one machine by their number."""
    return cast(View, _logins(_guesses(view)))


def register(view: View) -> View:
    """Limit accounts by the machine that makes them, and the letters to one address."""
    return cast(View, _registers(_letters(view)))


def forgot(view: View) -> View:
    """Limit letters to one address, and how many one machine has sent."""
    return cast(View, _forgotten(_letters(view)))


password = kept.limit(
    lambda: settings().limit_login,
    key_func=_guess_of_own,
    deduct_when=_was_wrong,
    on_breach=_refuse("That was the wrong password several times."),
)
"""For the form that asks for the present password."""


def address(view: View) -> View:
    """Limit letters to one address, changes of one account, and wrong passwords."""
    return cast(View, password(changes(_letters(view))))


def waiting(response: Response, refused: TooMany) -> Response:
    """`response`, saying how long to wait: for forms that show a refusal themselves."""
    response.headers["Retry-After"] = str(refused.retry_after)
    return response


def init_app(app: Flask) -> None:
    """Have the limits count. Before the unit of work is settled there is nothing to count."""
    kept.init_app(app)
    in_memory.init_app(app)
