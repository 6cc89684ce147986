"""Letters: what the publication writes to people, in its own name and voice.

`queue` puts a letter among the jobs, in the unit of work of what caused it. Who is written to, and
with which link, is decided when it is sent: so an answer on the web takes as long for a known
address as for an unknown one.
"""

from .office import KIND, Office, Order, Writer, queue
from .writing import Letter

__all__ = ["KIND", "Letter", "Office", "Order", "Writer", "queue"]
