"""Every setting of a Lectern installation, read once from the environment and checked at start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import limits

MAIL = ("smtp", "starttls", "smtps")
ROOT = Path(__file__).resolve().parent
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


class SettingsError(ValueError):
    """A setting is missing or wrong; the message names it and says what would be right."""


@dataclass(frozen=True)
class Settings:
    """What the operator decides. Sizes are in bytes unless the name says otherwise."""

    database_url: str = f"sqlite:///{ROOT / 'var' / 'lectern.db'}"
    var: Path = ROOT / "var"
    secrets: tuple[str, ...] = ()
    url: str = "http://localhost:8000"
    development: bool = False
    proxies: int = 0
    limit_login: str = "10 per 15 minutes"
    """Wrong passwords for one account from one machine."""
    limit_login_machine: str = "60 per 15 minutes"
    """Log ins, right or wrong, from one machine."""
    limit_register: str = "10 per hour"
    limit_comment: str = "10 per 10 minutes"
    limit_report: str = "20 per hour"
    """Reports of comments by one account."""
    limit_search: str = "60 per minute"
    limit_keeping: str = "60 per hour"
    """Refused texts that are kept for one machine."""
    limit_letter: str = "5 per hour"
    """Letters with a link that are asked for, for one address."""
    limit_forgot: str = "10 per hour"
    """Forgotten passwords from one machine."""
    limit_link: str = "30 per hour"
    """Links from letters, good or not, that one machine acts by."""
    limit_code: str = "10 per 15 minutes"
    """Codes of a second factor that are tried for one account, right or wrong."""
    limit_account: str = "20 per hour"
    """Changes of one account: its name, its address."""
    limit_download: str = "6 per hour"
    """Downloads of everything of one account."""
    mail_url: str = ""
    """The mail server; without one, letters wait, or on one's own computer lie in `mail_folder`."""
    mail_from: str = ""
    name_days: int = 30
    """How long a name is kept before it may be changed again."""
    max_request: int = 1024 * 1024
    shared_cache: int = 0
    """Seconds for which a proxy in front may answer strangers by itself; 0: not at all."""
    listen: str = "127.0.0.1:8000"
    """Where the server listens: `host:port`, or `unix:` and the path of a socket."""
    workers: int = 1
    threads: int = 4
    """Of each worker."""
    worker_memory: int = 400
    """Megabytes after which a worker makes way for a new one."""
    slow: int = 1000
    """Milliseconds after which a request is worth a line in the log."""
    cache: int = 64 * 1024 * 1024
    """Bytes of finished pages that each process keeps; 0 keeps none."""
    testing: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse limits that cannot be understood: one that does not hold would be a surprise."""
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name.startswith("limit_") and not _is_limit(value):
                name = f"LECTERN_{each.name.upper()}"
                raise SettingsError(f"{name}: {value!r} is not like “10 per 15 minutes”.")

    @property
    def in_production(self) -> bool:
        """Whether strangers may come: neither on one's own computer nor in a test."""
        return not self.development and not self.testing

    @property
    def media(self) -> Path:
        """The folder of the pictures, in all their widths."""
        return self.var / "media"

    @property
    def mail_folder(self) -> Path:
        """Where letters lie on one's own computer, as files."""
        return self.var / "mail"

    @property
    def sender(self) -> str:
        """The e-mail address that letters come from."""
        host = urlsplit(self.url).hostname or ""
        return self.mail_from or f"lectern@{'localhost' if ':' in host else host}"

    @property
    def https(self) -> bool:
        """Whether the publication is served over HTTPS, which makes its cookies Secure."""
        return self.url.startswith("https://")


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from `LECTERN_…` variables.

    Raises SettingsError, in words, where one is missing or cannot be understood.
    """
    development = environ.get("LECTERN_DEVELOPMENT") == "1"
    var = Path(environ.get("LECTERN_VAR", ROOT / "var")).resolve()
    port = environ.get("PORT", "8000")
    return Settings(
        database_url=environ.get("LECTERN_DATABASE_URL", f"sqlite:///{var / 'lectern.db'}"),
        var=var,
        secrets=_secrets(environ, development),
        url=_url(environ.get("LECTERN_URL", f"http://localhost:{port}"), development),
        development=development,
        proxies=_number(environ, "LECTERN_PROXIES", Settings.proxies),
        **_limits(environ),
        mail_url=_mail_url(environ.get("LECTERN_MAIL_URL", "")),
        mail_from=_mail_from(environ.get("LECTERN_MAIL_FROM", "")),
        name_days=_number(environ, "LECTERN_NAME_DAYS", Settings.name_days),
        max_request=_number(environ, "LECTERN_MAX_REQUEST", Settings.max_request),
        shared_cache=_number(environ, "LECTERN_SHARED_CACHE", Settings.shared_cache),
        listen=_listen(environ, development),
        workers=_positive(environ, "LECTERN_WORKERS", _cores()),
        threads=_positive(environ, "LECTERN_THREADS", Settings.threads),
        worker_memory=_positive(environ, "LECTERN_WORKER_MEMORY", Settings.worker_memory),
        slow=_number(environ, "LECTERN_SLOW", Settings.slow),
        cache=_number(environ, "LECTERN_CACHE", Settings.cache),
    )


def _limits(environ: Mapping[str, str]) -> dict[str, Any]:
    """Every limit is a variable of the same name."""
    names = [each.name for each in fields(Settings) if each.name.startswith("limit_")]
    return {name: environ.get(f"LECTERN_{name.upper()}", getattr(Settings, name)) for name in names}


def _secrets(environ: Mapping[str, str], development: bool) -> tuple[str, ...]:
    """The signing secrets, newest first; the older ones still verify."""
    given = tuple(s.strip() for s in environ.get("LECTERN_SECRET", "").split(",") if s.strip())
    if any(len(secret) < 32 for secret in given):
        raise SettingsError("LECTERN_SECRET: each secret needs 32 characters or more.")
    if given or not development:
        return given
    return (_development_secret(Path(environ.get("LECTERN_VAR", ROOT / "var"))),)


def _development_secret(var: Path) -> str:
    """A secret of this checkout's own, so that a restart does not log everybody out."""
    path = var / "development-secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


def _url(value: str, development: bool) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise SettingsError(f"LECTERN_URL: {value!r} is not like https://example.org.")
    if development and parts.hostname not in LOOPBACK:
        raise SettingsError("LECTERN_DEVELOPMENT=1 is for this computer only (loopback).")
    return value.rstrip("/")


def _listen(environ: Mapping[str, str], development: bool) -> str:
    """Where to listen; a socket tells no address of a reader, so its proxy has to."""
    value = environ.get("LECTERN_LISTEN", f"127.0.0.1:{environ.get('PORT', '8000')}")
    host, _, port = value.rpartition(":")
    is_socket = host == "unix" and port.startswith("/")
    if not is_socket and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise SettingsError(
            f"LECTERN_LISTEN: {value!r} is not like 127.0.0.1:8000 or unix:/run/lectern/socket."
        )
    if is_socket and not _number(environ, "LECTERN_PROXIES", 0):
        raise SettingsError("LECTERN_LISTEN: behind a socket stands a proxy; LECTERN_PROXIES=1.")
    if development and not is_socket and host not in LOOPBACK:
        raise SettingsError("LECTERN_DEVELOPMENT=1 is for this computer only (loopback).")
    return value


def _cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _mail_url(value: str) -> str:
    """The address of a mail server; its password is never part of an error."""
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        good = parts.scheme in MAIL and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.path not in {"", "/"} or parts.query:
        raise SettingsError(
            "LECTERN_MAIL_URL is not like smtps://user:password@mail.example.org:465"
            f" (or {', '.join(MAIL[:2])})."
        )
    return value


def _mail_from(value: str) -> str:
    mailbox, _, domain = value.rpartition("@")
    if value and not (mailbox and domain and value.isascii() and value.isprintable()):
        raise SettingsError(f"LECTERN_MAIL_FROM: {value!r} is not like editors@example.org.")
    if any(sign in value for sign in ' <>,;:"'):
        raise SettingsError("LECTERN_MAIL_FROM: the address alone, without a name.")
    return value


def _is_limit(value: str) -> bool:
    try:
        return all(limit.amount > 0 for limit in limits.parse_many(value))
    except ValueError:
        return False


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, str(default))
    if not value.isdecimal():
        raise SettingsError(f"{name}: {value!r} is not a whole number.")
    return int(value)


def _positive(environ: Mapping[str, str], name: str, default: int) -> int:
    value = _number(environ, name, default)
    if not value:
        raise SettingsError(f"{name}: it takes one or more.")
    return value
