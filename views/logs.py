"""What the log tells: a line for each request that failed or was slow, and none for the others.

A line names the path and never the query, which may hold what somebody looks for, nor who asked.
"""

from __future__ import annotations

from time import perf_counter

import structlog
from flask import Flask, Response, g, request

from .installation import settings

log = structlog.get_logger("lectern")


def fault(error: Exception) -> None:
    """Have this request's line tell of `error`, with its traceback."""
    g.fault = error


def _begin() -> None:
    g.began = perf_counter()


def _tell(response: Response) -> Response:
    took = round((perf_counter() - g.pop("began", perf_counter())) * 1000)
    failed = response.status_code >= 500
    if failed or took >= settings().slow:
        log.log(
            40 if failed else 30,
            "failed" if failed else "slow",
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=took,
            exc_info=g.pop("fault", None),
        )
    return response


def init_app(app: Flask) -> None:
    """Time every request from before the first guard to the last header."""
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    app.before_request(_begin)
    app.after_request(_tell)
