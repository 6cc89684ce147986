"""What each process of a served site begins with: as `tests/quickly.py` for those of the tests.

Python runs this by itself where the folder is on its path. Servers share the code of templates, and
a password's hash costs nothing. The rest is the site as it is.
"""

import os
from functools import partialmethod

from argon2 import PasswordHasher
from jinja2 import Environment, FileSystemBytecodeCache

PasswordHasher.__init__ = partialmethod(  # type: ignore[method-assign, assignment]
    PasswordHasher.__init__, time_cost=1, memory_cost=64, parallelism=1
)
Environment.__init__ = partialmethod(  # type: ignore[method-assign, assignment]
    Environment.__init__, bytecode_cache=FileSystemBytecodeCache(os.environ["COMPILED_TEMPLATES"])
)
