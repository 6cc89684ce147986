"""The download: everything that is kept of somebody, in one file that they take with them.

What is in it is complete by construction: `parts` names every column that points at an account,
with the part that holds it or the reason why none does, and a test fails for one that is on
neither list. It is read in short stretches while it is sent, so that neither its size nor a slow
line holds memory or the database.
"""

from .parts import LEFT_OUT, PARTS, Part
from .taking import name_of, take

__all__ = ["LEFT_OUT", "PARTS", "Part", "name_of", "take"]
