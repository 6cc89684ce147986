"""The server: it begins in order, replaces what dies, reloads, and answers before it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from settings import ROOT, SettingsError, from_environment
from tests.browser.serving import log_of, running
from tests.browser.world import copy_of
from tests.conftest import SECRET

ANSWERED = b"HTTP/1.1 422"
PATIENCE = 120


@pytest.fixture
def var(world: Path, tmp_path: Path) -> Path:
    """A folder with the small publication, of this test's own."""
    return copy_of(world, tmp_path)


def workers_of(process: subprocess.Popen[bytes]) -> set[int]:
    """The numbers of the processes that serve."""
    found = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, check=False)
    return {int(number) for number in found.stdout.split()}


def until(is_so: Callable[[], bool]) -> None:
    """Wait until `is_so`; fail where it never is."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as response:  # noqa: S310 (our own)
            return bool(response.status == 200)
    except OSError:
        return False


def half_a_form(url: str) -> tuple[socket.socket, bytes]:
    """A log in whose form has only begun to arrive, and the rest of it."""
    form = b"email=nobody%40example.org&password=not-that-one"
    head = (
        f"POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    place = urlsplit(url)
    caller = socket.create_connection((place.hostname or "", place.port or 0), timeout=PATIENCE)
    caller.sendall(head.encode() + form[:10])
    return caller, form[10:]


@pytest.mark.parametrize(
    "command",
    [["serve.py"], ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]],
    ids=["granian", "gunicorn"],
)
def test_what_was_asked_for_is_answered_before_the_end(var: Path, command: list[str]) -> None:
    with running(var, command) as (url, process):
        caller, rest = half_a_form(url)
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        time.sleep(1)
        caller.sendall(rest)
        assert caller.recv(len(ANSWERED)) == ANSWERED
        caller.close()
        assert process.wait(PATIENCE) == 0


@pytest.mark.long
def test_a_worker_that_dies_is_replaced(var: Path) -> None:
    with running(var) as (url, process):
        (before,) = workers_of(process)
        os.kill(before, signal.SIGKILL)
        until(lambda: workers_of(process) - {before} != set() and answers(url))


@pytest.mark.long
def test_a_reload_that_could_not_start_changes_nothing(var: Path) -> None:
    with running(var) as (url, process):
        before = workers_of(process)
        (var / "lectern.db").rename(var / "elsewhere.db")
        (var / "lectern.db").mkdir()
        process.send_signal(signal.SIGHUP)
        until(lambda: "unable to open database file" in log_of(var).read_text())
        until(lambda: workers_of(process) == before)
        assert answers(url)


@pytest.mark.long
def test_a_reload_brings_new_workers(var: Path) -> None:
    with running(var) as (url, process):
        before = workers_of(process)
        process.send_signal(signal.SIGHUP)
        until(lambda: bool(workers_of(process)) and not workers_of(process) & before)
        assert answers(url)


def test_it_says_in_a_line_why_it_does_not_start(tmp_path: Path) -> None:
    for given, words in (
        ({"LECTERN_SECRET": "short"}, "32 characters"),
        ({}, "LECTERN_SECRET is missing"),
        ({"LECTERN_WORKERS": "0"}, "LECTERN_WORKERS"),
    ):
        run = subprocess.run(
            [sys.executable, "serve.py"],
            env={"LECTERN_VAR": str(tmp_path), **given},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert run.returncode == 1
        assert words in run.stderr
        assert "Traceback" not in run.stderr


def test_a_worker_leaves_alone_what_is_there_for_good(tmp_path: Path) -> None:
    code = "import gc, serve; serve.application(); print(gc.get_freeze_count(), gc.get_threshold())"
    environment = {"LECTERN_VAR": str(tmp_path), "LECTERN_SECRET": SECRET}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    frozen, first = int(said.split()[0]), int(said.split("(")[1].split(",")[0])
    assert frozen > 50_000
    assert first > 10_000


def test_the_log_is_a_line_of_json_and_says_nothing_of_readers(var: Path) -> None:
    with running(var, LECTERN_SLOW="0") as (url, _process):
        with urllib.request.urlopen(f"{url}/search?q=something+private"):  # noqa: S310 (our own)
            pass
        lines = [json.loads(line) for line in log_of(var).read_text().splitlines()]
    (line,) = (each for each in lines if each.get("path") == "/search")
    assert line.keys() == {"event", "level", "timestamp", "method", "path", "status", "ms"}
    assert (line["event"], line["status"]) == ("slow", 200)
    assert "private" not in log_of(var).read_text()


@pytest.mark.parametrize("value", ["8000", "here:there", "unix:socket", "127.0.0.1:0", ":80", ""])
def test_a_place_that_cannot_be_understood_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="LECTERN_LISTEN"):
        from_environment({"LECTERN_LISTEN": value})


def test_a_socket_needs_a_proxy_that_tells_the_readers_address() -> None:
    place = {"LECTERN_LISTEN": "unix:/run/lectern/socket"}
    with pytest.raises(SettingsError, match="LECTERN_PROXIES"):
        from_environment(place)
    assert from_environment({**place, "LECTERN_PROXIES": "1"}).listen == place["LECTERN_LISTEN"]


def test_development_listens_on_this_computer_alone(tmp_path: Path) -> None:
    given = {"LECTERN_DEVELOPMENT": "1", "LECTERN_VAR": str(tmp_path)}
    with pytest.raises(SettingsError, match="loopback"):
        from_environment({**given, "LECTERN_LISTEN": "0.0.0.0:8000"})
    assert from_environment({**given, "PORT": "8002"}).listen == "127.0.0.1:8002"
