"""The page cache: what is the same for every stranger is made once and answered before Flask.

`middleware` answers, `asking` knows which requests ask for the same page, `shelf` holds what is
kept within its bytes, and `making` has Flask say what a page rests on.
"""

from .making import init_app, stamp
from .middleware import PageCache

__all__ = ["PageCache", "init_app", "stamp"]
