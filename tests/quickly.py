"""What need not be done again for each of thousands of applications and databases.

Each test has both for itself. But templates, addresses and statements are the same in all of them,
and making them ready is more than half of the work. Nothing is left out but the waiting for the
disk, and what a password's hash costs.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import CodeType
from typing import Any, ClassVar

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, event
from werkzeug.routing import Rule

from app import Lectern
from domain import passwords
from models import engines
from views import assets, compiling


@contextmanager
def quickly() -> Iterator[None]:
    """Let all that is made meanwhile share what does not differ."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(passwords, "hasher", quick)
        careless = tuple(each.replace("=FULL", "=OFF") for each in engines.PRAGMAS)
        patch.setattr(engines, "PRAGMAS", careless)
        patch.setattr(engines, "create_engine", Engines(engines.create_engine))
        patch.setattr(Lectern, "jinja_environment", Templates)
        patch.setattr(Flask, "url_rule_class", Address)
        patch.setattr(assets, "_gather", cache(assets._gather))
        with seldom_swept():
            yield


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Let the collector pass over what is there for good, and come less often."""
    often = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    yield
    gc.set_threshold(*often)
    gc.unfreeze()


class Compiled(BytecodeCache):
    """The code of templates, by their text: compiled once."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code, where there is one."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class Templates(compiling.Templates):
    """The templates of one application, with the code of all."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, bytecode_cache=COMPILED, **options)


class Address(Rule):
    """A rule of Werkzeug's; its text is read once, and the code that builds addresses made once."""

    read: ClassVar[dict[Any, Address]] = {}

    def compile(self) -> None:
        """Read the text, or take what was read in it before."""
        assert self.map is not None
        kinds = frozenset(self.map.converters.items())
        key = self.rule, self.subdomain, self.merge_slashes, repr(self.defaults), kinds
        if first := self.read.get(key):
            self._parts, self._trace = first._parts, first._trace
            self._converters, self.arguments = first._converters, set(first.arguments)
            self._build = first._build.__func__.__get__(self)  # type: ignore[attr-defined]
            self._build_unknown = first._build_unknown.__func__.__get__(self)  # type: ignore[attr-defined]
        else:
            super().compile()
            self.read[key] = self


class Engines:
    """Makes engines that share what they know of their kind of database: SQL is compiled once."""

    def __init__(self, make: Callable[..., Engine]) -> None:
        self.make = make
        self.known: dict[str, Engine] = {}

    def __call__(self, url: Any, **options: Any) -> Engine:
        """Make an engine like the first one that was connected."""
        engine = self.make(url, query_cache_size=5_000, **options)
        kind = engine.dialect.name
        if first := self.known.get(kind):
            engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        else:
            event.listen(engine, "connect", lambda *_: self.known.setdefault(kind, engine))
        return engine
