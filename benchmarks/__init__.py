"""How fast it is, measured: a corpus of any size, the server as in production, and references."""
