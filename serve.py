"""Serves the site: `python serve.py`, with what the environment says (see README.md).

This process only looks after its workers. It never imports the application, so that a reload
(SIGHUP) starts workers with the code, the templates and the style sheets that are there then.
SIGTERM ends it: what was asked for is answered first.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import structlog
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from settings import ROOT, Settings, SettingsError, from_environment

if TYPE_CHECKING:
    from flask import Flask

PATIENCE = 30
"""Seconds that a worker has to finish what it does, once it is to stop."""
MEMORY = {"MALLOC_ARENA_MAX": "1"}
"""What workers are started with, unless the environment says otherwise: glibc would keep a heap for
each thread, though one thread runs at a time. It saves a worker 13 MB of 162."""
UNASKED = 3
"""How much longer an old worker stays where none was asked for: one that grew has much to do, and
the new one starts slowly beside it."""
THRESHOLDS = 20_000, 20, 50
"""How much new is made before it is looked through for rubbish: a page makes some thousands."""


def application() -> Flask:
    """The application as a worker serves it, with everything made that can be made beforehand.

    What is there now stays for good: no collection of rubbish looks through it again.
    """
    from app import create_app

    app = create_app()
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    return app


def log_settings(settings: Settings) -> dict[str, Any]:
    """How every line of the log looks: for eyes in development, for machines elsewhere."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "processors": _processors(settings),
                "foreign_pre_chain": [
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.ExtraAdder(),
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                ],
            }
        },
        "handlers": {
            "out": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "lines",
            }
        },
        "loggers": {},
        "root": {"handlers": ["out"], "level": "WARNING"},
    }


def _processors(settings: Settings) -> list[Any]:
    plain = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if settings.development:
        console = structlog.dev.ConsoleRenderer(
            colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        return [*plain, console]
    # As text, never with the values of variables: what readers type is not for the log.
    traceback = structlog.processors.format_exc_info
    return [*plain, traceback, structlog.processors.JSONRenderer(ensure_ascii=False)]


class Overseer(MPServer):
    """Granian, which reloads only what can start."""

    def signal_handler_reload(self, *_: Any) -> None:
        """Have new workers take over; those that serve stay where new ones could not start."""
        interval = try_out()
        if interval is not None:
            self.respawn_interval = interval
            super().signal_handler_reload()


def try_out() -> float | None:
    """Make the application as a worker would, and say in words why where that fails.

    Gives the seconds after which an old worker may be let go: twice what it took, when the new one
    has long begun to listen. None where it failed.
    """
    began = monotonic()
    probe = [sys.executable, __file__, "--check"]
    if subprocess.run(probe, cwd=ROOT, check=False).returncode:  # noqa: S603 (ourselves)
        return None
    return 2 * (monotonic() - began)


def check() -> None:
    """Make the application and let it go. Ends the process, in words, if it cannot be made."""
    try:
        application()
    except SettingsError as error:
        sys.exit(str(error))


def overseer(settings: Settings, interval: float) -> Overseer:
    """The server as it is set, ready to begin."""
    host, _, port = settings.listen.rpartition(":")
    socket = Path(port) if host == "unix" else None
    return Overseer(
        f"{__file__}:application",
        factory=True,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        address=host.strip("[]"),
        port=0 if socket else int(port),
        uds=socket,
        uds_permissions=0o660 if socket else None,
        workers=settings.workers,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        workers_max_rss=settings.worker_memory,
        log_level=LogLevels.error if settings.development else LogLevels.info,
        log_dictconfig=log_settings(settings),
        respawn_interval=interval,
    )


def main() -> None:
    """Serve until SIGTERM."""
    try:
        settings = from_environment()
    except SettingsError as error:
        sys.exit(str(error))
    interval = try_out()
    if interval is None:
        sys.exit(1)
    os.environ.update(MEMORY | os.environ)
    overseer(settings, UNASKED * interval).serve()


if __name__ == "__main__":
    check() if sys.argv[1:] == ["--check"] else main()
