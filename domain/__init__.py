"""Verbs: what may be done and found, callable without HTTP. The person is always an argument."""
