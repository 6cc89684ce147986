"""What is measured, and what it is measured by: Lectern, and references that answer ready bytes."""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from .asking import Ask, answer
from .corpus import Corpus
from .serving import Server, free_port, python

NO_LIMIT = "100000000 per minute"
LIMITS = (
    *("LOGIN", "LOGIN_MACHINE", "REGISTER", "COMMENT", "SEARCH", "KEEPING"),
    *("FORGOT", "LETTER", "ACCOUNT"),
)
NGINX = """
{user}
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log off; etag on; sendfile on; types {{ text/html html; }} keepalive_requests 100000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port}; root {folder}/ready;
    location / {{ try_files /page.html =404; }}
    location /packed {{ gzip_static always; try_files /page.html =404; }}
  }}
}}
"""


@dataclass
class Sites:
    """Servers by name, started when they are first asked for."""

    folder: Path
    """For logs and configurations."""
    corpora: dict[str, tuple[Corpus, str]]
    """`large` and `small`, each with the address of its database."""
    media: Path
    _running: dict[str, Server] = field(default_factory=dict)

    def corpus(self, size: str = "large") -> Corpus:
        """What stands on a site."""
        return self.corpora[size][0]

    def lectern(self, size: str = "large", *, cached: bool = True, of: str = "") -> Server:
        """Lectern with a corpus, with its page cache or without; `of` a row that wants its own."""
        name = f"lectern-{size}{'' if cached else '-uncached'}{of}"
        if name not in self._running:
            port = free_port()
            env = self._environment(self.corpora[size][1], port)
            env |= {} if cached else {"LECTERN_CACHE": "0"}
            self._start(name, python("serve.py"), port, env)
        return self._running[name]

    def asked_before(self) -> Server | None:
        """Lectern with the large corpus as the rows before this one have left it."""
        return self._running.get("lectern-large")

    def _environment(self, database: str, port: int) -> dict[str, str]:
        """As an operator would set it, but for the limits."""
        return {
            "LECTERN_DATABASE_URL": database,
            "LECTERN_VAR": str(self.media.parent),
            "LECTERN_SECRET": secrets.token_urlsafe(48),
            "LECTERN_URL": f"http://127.0.0.1:{port}",
            "LECTERN_LISTEN": f"127.0.0.1:{port}",
            "LECTERN_WORKERS": "1",
            **{f"LECTERN_LIMIT_{name}": NO_LIMIT for name in LIMITS},
        }

    def hello(self) -> Server:
        """The unit: a Flask view that returns ready bytes, under gunicorn."""
        port = free_port()
        command = ("-m", "gunicorn", "--worker-class", "gthread", "--workers", "1")
        bind = ("--threads", "4", "--bind", f"127.0.0.1:{port}", "benchmarks.references:hello()")
        return self._reference("hello", python(*command, *bind), port)

    def bare(self) -> Server:
        """The same bytes from a bare WSGI application under granian."""
        port = free_port()
        command = ("-m", "granian", "--interface", "wsgi", "--factory", "--workers", "1")
        listen = ("--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(port))
        bare = "benchmarks.references:bare"
        return self._reference("bare", python(*command, *listen, bare), port)

    def nginx(self) -> Server | None:
        """The finished file, and the ready-compressed one under /packed; None without nginx."""
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
        if program is None:
            return None
        port, settings = free_port(), self.folder / "nginx.conf"
        user = "user root;" if os.getuid() == 0 else ""
        settings.write_text(NGINX.format(folder=self.folder, port=port, user=user))
        return self._reference("nginx", [program, "-c", str(settings)], port)

    def _reference(self, name: str, command: list[str], port: int) -> Server:
        if name not in self._running:
            self._ready()
            self._start(name, command, port, {"BENCH_READY": str(self.folder / "ready")})
        return self._running[name]

    def _ready(self) -> None:
        """The page as all references answer it: the article with twenty comments."""
        ready = self.folder / "ready"
        if ready.exists():
            return
        ready.mkdir()
        path = f"/articles/{self.corpus().usual}"
        port = self.lectern().port
        plain = answer(port, Ask(path, {"Accept-Encoding": "identity"}))[1]
        (ready / "page.html").write_bytes(plain)
        (ready / "page.html.gz").write_bytes(gzip.compress(plain, 9))
        (ready / "page.html.br").write_bytes(answer(port, Ask(path))[1])

    def _start(self, name: str, command: list[str], port: int, env: dict[str, str]) -> None:
        self._running[name] = Server(name, command, port, self.folder / f"{name}.log", env)

    def stop(self) -> None:
        """End them all."""
        for server in self._running.values():
            server.stop()
        self._running.clear()
