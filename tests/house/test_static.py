"""Style sheets and scripts: small, in layers, and ours alone."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = sorted((STATIC / "css").rglob("*.css"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.name)
def test_a_style_sheet_is_short_and_wholly_in_a_layer(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert len(text.splitlines()) < 200
    outside = re.sub(r"@layer [^{;]*;|@font-face \{[^}]*\}", "", text)
    assert not blocks_outside(outside), "a rule stands outside the layers"


def blocks_outside(text: str) -> list[str]:
    """What starts a block at the top level that is not `@layer`."""
    depth, start, found = 0, 0, []
    for at, character in enumerate(text):
        if character == "{":
            head = text[start:at].strip()
            if depth == 0 and not head.startswith("@layer"):
                found.append(head)
            depth += 1
        elif character == "}":
            depth -= 1
            start = at + 1
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.name)
def test_important_is_for_print_alone(sheet: Path) -> None:
    if sheet.name != "print.css":
        assert "!important" not in sheet.read_text()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.name)
def test_a_style_sheet_asks_no_other_host(sheet: Path) -> None:
    assert "//" not in re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert "@import" not in sheet.read_text()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_is_forty_lines_or_fewer_and_asks_no_other_host(script: Path) -> None:
    assert len(script.read_text().splitlines()) <= 40
    assert "http" not in script.read_text()


@pytest.mark.parametrize("folder", ["vendor", "fonts"])
def test_what_is_not_ours_is_what_its_readme_says(folder: str) -> None:
    readme = (STATIC / folder / "README.md").read_text()
    files = [f for f in (STATIC / folder).iterdir() if f.suffix in {".js", ".woff2"}]
    assert files
    for file in files:
        assert file.name in readme
        assert hashlib.sha256(file.read_bytes()).hexdigest() in readme, file.name
