"""The references: what answers ready bytes, and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from ..asking import Ask
from ..measuring import Load, Loader
from ..results import Row, in_hello
from ..sites import Sites


def ready(sites: Sites, loader: Loader) -> Iterator[Row]:
    """Nginx with the finished file and the ready-compressed one, and bare WSGI under granian."""
    hello = Load(sites.hello(), [Ask("/")])
    if nginx := sites.nginx():
        plain = Load(nginx, [Ask("/", {"Accept-Encoding": "identity"})])
        yield in_hello("nginx", "nginx, the finished file", loader.beside(hello, plain))
        packed = Load(nginx, [Ask("/packed")])
        name = "nginx, ready-compressed"
        yield in_hello("nginx-packed", name, loader.beside(hello, packed))
    bare = Load(sites.bare(), [Ask("/")])
    yield in_hello("bare", "bare WSGI, granian", loader.beside(hello, bare))
