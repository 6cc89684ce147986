"""From what was written to what is shown: rendered and cleaned once, when it is stored."""
