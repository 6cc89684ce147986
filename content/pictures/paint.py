"""Paint the pictures of The Lamplighter: all of them, or those that are named.

python content/pictures/paint.py            # every picture
python content/pictures/paint.py margin moss
"""

import sys
import time
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = [
    "margin",
    "tide",
    "page",
    "moss",
    "border",
    "letters",
    "lighthouse",
    "bookmark",
    "directions",
    "map",
    "pause",
    "train",
    "clock",
    "bench",
    "strangers",
]


def paint(name: str, folder: Path = HERE) -> str:
    """Paint one picture into its file, and say how it went."""
    start = time.perf_counter()
    sheet = import_module(f"studio.{name}").paint()
    file = folder / f"{name}.jpg"
    sheet.save(file)
    size = file.stat().st_size / 1000
    took = time.perf_counter() - start
    return f"{name:<11} {sheet.width}x{sheet.height} {size:5.0f} kB {took:4.1f} s"


def main(names: list[str]) -> int:
    """Paint the named pictures, or all."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"No such picture: {', '.join(unknown)}. There are: {', '.join(NAMES)}.")
        return 2
    for name in names or NAMES:
        print(paint(name), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
