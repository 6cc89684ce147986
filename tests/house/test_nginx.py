"""The site behind nginx, as deploy/nginx.conf has it: strangers share, readers never do."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from settings import ROOT
from tests.browser.serving import free_port, running
from tests.browser.world import address_of, copy_of
from tests.cast import PASSWORD

pytestmark = pytest.mark.long

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
FRONT, FULL = "/", "/articles/the-lamp-in-the-window"
SECONDS = 600
TLS = re.compile(r"^ *(ssl_.*|listen \[::\].*|listen 80);\n", re.MULTILINE)


@dataclass
class Browser:
    """What one person has at hand to ask nginx with."""

    port: int
    cookies: str = ""

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """Ask for a page; its text is in `.text`."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, **form: str) -> http.client.HTTPResponse:
        """Send a form, and keep the cookies of the answer."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self._ask("POST", path, urlencode(form), kind)
        given = answer.headers.get_all("Set-Cookie") or []
        self.cookies = "; ".join([self.cookies, *(each.partition(";")[0] for each in given)])
        return answer

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Sec-Fetch-Site": "same-origin"}
        named |= {"Cookie": self.cookies.strip("; ")} if self.cookies else {}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body, named)
        answer = line.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        line.close()
        return answer


def text(answer: http.client.HTTPResponse) -> str:
    body: bytes = answer.body  # type: ignore[attr-defined]
    return body.decode()


def kept(answer: http.client.HTTPResponse) -> str | None:
    """What nginx says of its cache: HIT, MISS; nothing where it was not asked."""
    return answer.headers["X-Cache"]


@contextmanager
def nginx(folder: Path, site: Path) -> Iterator[int]:
    """Debian's nginx with our file, on a port and in folders of this test; gives the port."""
    port = free_port()
    (folder / "nginx.conf").write_text(_whole(folder, site, port))
    with (folder / "nginx.out").open("wb") as out:
        command = [_found(), "-c", str(folder / "nginx.conf"), "-p", str(folder)]
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        end = time.monotonic() + 20
        while _is_closed(port):
            assert process.poll() is None, (folder / "nginx.out").read_text()
            assert time.monotonic() < end
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _found() -> str:
    path = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert path, "nginx is not installed: apt-get install --no-install-recommends nginx-light"
    return path


def _is_closed(port: int) -> bool:
    try:
        Browser(port).get("/healthz")
    except OSError:
        return True
    return False


def _whole(folder: Path, site: Path, port: int) -> str:
    """The file with this test's places in it, without TLS, inside of what nginx wants around it."""
    ours = TLS.sub("", CONFIGURATION.read_text())
    ours = re.sub(r"server \{\n    server_name example.org;\n    return 301.*?\n\}\n", "", ours)
    for there, here in (
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        ("unix:/run/lectern/socket", f"unix:{site / 'socket'}"),
        ("/var/cache/nginx/lectern", str(folder / "cache")),
        ("/var/lib/lectern/media", str(site / "media")),
        ("rate=5r/s", "rate=100r/s"),
    ):
        assert ours.count(there) == 1, there
        ours = ours.replace(there, here)
    temporary = "".join(
        f"{name}_temp_path {folder / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""
    return (
        f"{user} daemon off; worker_processes 1; pid {folder / 'pid'};"
        f" error_log {folder / 'error.log'};\nevents {{}}\n"
        f"http {{ access_log off; {temporary}\n{ours}\n}}\n"
    )


@pytest.fixture(scope="module")
def proxied(
    world: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The port of nginx, and the process of the site behind it."""
    site, folder = tmp_path_factory.mktemp("behind"), tmp_path_factory.mktemp("nginx")
    copy_of(world, site)
    place = {"LECTERN_LISTEN": f"unix:{site / 'socket'}", "LECTERN_PROXIES": "1"}
    seconds = {"LECTERN_SHARED_CACHE": str(SECONDS)}
    with running(site, **place, **seconds) as (_, process), nginx(folder, site) as port:
        yield port, process


@pytest.fixture
def stranger(proxied: tuple[int, object]) -> Browser:
    return Browser(proxied[0])


@pytest.fixture
def another(proxied: tuple[int, object]) -> Browser:
    return Browser(proxied[0])


def log_in(browser: Browser, name: str) -> None:
    answer = browser.post("/login", email=address_of(name), password=PASSWORD)
    assert answer.status == 303, text(answer)


def test_strangers_share_a_page(stranger: Browser, another: Browser) -> None:
    path = f"{FULL}?page=&x={time.monotonic()}"
    first, second = stranger.get(path), another.get(f"{FULL}?other=unknown")
    assert kept(second) == "HIT"
    assert text(first) == text(second)
    assert second.headers["Cache-Control"] == "no-cache", "a browser asks each time"
    assert second.headers["Set-Cookie"] is None
    unchanged = another.get(FULL, If_None_Match=second.headers["ETag"])
    assert (unchanged.status, unchanged.headers["Cache-Control"]) == (304, "no-cache")


def test_each_reading_setting_has_a_page_of_its_own(stranger: Browser, another: Browser) -> None:
    usual = text(stranger.get(FULL))
    another.cookies = "reading=text_size=large&theme=night"
    large = [another.get(FULL) for _ in range(2)]
    assert [kept(each) for each in large] == ["MISS", "HIT"]
    assert 'data-text-size="large" data-theme="night"' in text(large[1])
    assert 'data-text-size="medium"' in usual
    assert text(stranger.get(FULL)) == usual


def test_an_odd_cookie_is_no_cookie(stranger: Browser, another: Browser) -> None:
    usual = text(another.get(FULL))
    for odd in ("reading=<script>", "reading=text_size=large\\x", "welcome=ZZ", "x=y"):
        stranger.cookies = odd
        answer = stranger.get(FULL)
        assert (kept(answer), text(answer)) == ("HIT", usual), odd


def test_part_and_page_and_encodings_are_apart(stranger: Browser) -> None:
    for _ in range(2):
        page = stranger.get("/search?q=lamp")
        part = stranger.get("/search?q=lamp", HX_Request="true", HX_Request_Type="partial")
        small = stranger.get("/search?q=lamp", Accept_Encoding="gzip, deflate, br")
    assert [kept(each) for each in (page, part, small)] == ["HIT"] * 3
    assert "<!doctype html>" in text(page)
    assert "<!doctype html>" not in text(part)
    assert small.headers["Content-Encoding"] == "br"
    assert "<b>zyzzyva" not in text(page)
    assert text(stranger.get("/search?q=zyzzyva")) != text(page)


def test_a_name_in_other_letters_is_no_other_page(stranger: Browser) -> None:
    """To nginx `?Q=` is `?q=`; what it then asks for must be what it keeps it as."""
    odd, usual = stranger.get("/search?Q=kindness"), stranger.get("/search?q=kindness")
    assert text(odd) == text(usual)
    assert kept(usual) == "HIT"


def test_a_hostile_host_and_header_stay_outside(stranger: Browser, another: Browser) -> None:
    hostile = {"Host": "evil.example", "X_Forwarded_Host": "evil.example"}
    answer = stranger.get("/sections/world", **hostile, X_Forwarded_For="1.2.3.4")
    assert "evil" not in text(answer) + str(answer.headers)
    assert text(another.get("/sections/world")) == text(answer)


def test_readers_pass_by_and_never_share(stranger: Browser, another: Browser) -> None:
    before = text(stranger.get(FRONT))
    log_in(another, "ruth")
    theirs = another.get(FRONT)
    assert kept(theirs) is None
    assert theirs.headers["Cache-Control"] == "private, no-cache"
    assert "Ruth Adler" in text(theirs)
    yusuf = Browser(stranger.port)
    log_in(yusuf, "yusuf")
    assert "Ruth Adler" not in text(yusuf.get(FRONT))
    assert text(stranger.get(FRONT)) == before
    assert kept(stranger.get(FRONT)) == "HIT"


def test_a_guest_who_saves_passes_by(stranger: Browser, another: Browser) -> None:
    assert another.post(f"{FULL}/saved", keep="yes").status == 303
    assert "device=" in another.cookies
    assert kept(another.get("/saved")) is None
    assert "The lamp in the window" in text(another.get("/saved"))
    assert "The lamp in the window" not in text(stranger.get("/saved"))


def test_what_is_wrong_is_not_kept(stranger: Browser) -> None:
    for path in ("/nowhere/at/all", "/?page=999"):
        answers = [stranger.get(path) for _ in range(2)]
        assert [each.status for each in answers] == [404, 404]
        assert kept(answers[1]) == "MISS"


def test_files_are_for_good_and_originals_nobodys(
    stranger: Browser, proxied: tuple[int, object]
) -> None:
    page = text(stranger.get(FULL))
    sheet = re.search(r"/assets/site[^\"]+", page)
    assert sheet
    answers = [stranger.get(sheet[0], Accept_Encoding="br") for _ in range(2)]
    assert kept(answers[1]) == "HIT"
    assert "immutable" in answers[1].headers["Cache-Control"]
    picture = re.search(r"/media/[^\" ]+\.avif", page)
    assert picture
    shown = stranger.get(picture[0])
    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/avif")
    assert "immutable" in shown.headers["Cache-Control"]
    assert shown.headers["Server"] == "nginx"
    original = re.sub(r"-\d+\.avif", ".jpg", picture[0])
    assert stranger.get(original).status == 404


def test_a_reload_loses_no_request(
    stranger: Browser, proxied: tuple[int, subprocess.Popen[bytes]]
) -> None:
    """Seen for as long as a worker takes to give way to the next."""
    reader = Browser(stranger.port)
    log_in(reader, "nour")
    proxied[1].send_signal(signal.SIGHUP)
    end, statuses = time.monotonic() + 30, set()
    while time.monotonic() < end:
        statuses.add(reader.get("/about").status)
    assert statuses == {200}
