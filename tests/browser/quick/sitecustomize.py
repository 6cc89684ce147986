"""What each process of a served site begins with: as `tests/quickly.py` for those of the tests.

Python runs this by itself where the folder is on its path. Servers share the code of templates, and
a password's hash costs nothing. The rest is the site as it is.
"""

import os
from functools import partialmethod
from typing import Any

from argon2 import PasswordHasher
from jinja2 import Environment, FileSystemBytecodeCache

COMPILED = FileSystemBytecodeCache(os.environ["COMPILED_TEMPLATES"])
_begin = Environment.__init__


def _begin_quickly(self: Environment, *given: Any, **options: Any) -> None:
    """Those of pages share their code; those of letters are Jinja's own, and compiled otherwise."""
    _begin(self, *given, **options)
    if type(self) is not Environment:
        self.bytecode_cache = COMPILED


Environment.__init__ = _begin_quickly  # type: ignore[method-assign]
PasswordHasher.__init__ = partialmethod(  # type: ignore[method-assign, assignment]
    PasswordHasher.__init__, time_cost=1, memory_cost=64, parallelism=1
)
