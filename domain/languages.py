"""Languages by their BCP 47 tag."""

from __future__ import annotations

RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]
)


def direction(tag: str) -> str:
    """How a language runs on the line: `rtl` or `ltr`. Unknown and empty tags run left to right."""
    return "rtl" if tag.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"
