"""A loader of our own: `python -m benchmarks.loader PORT CONNECTIONS SECONDS FILE`.

It counts what wrk does not: the status of every answer, and which of them the page cache had kept.
It is a good deal slower than wrk, so that where it stands in for it, a fast server seems slower.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

KEPT = b"\r\nserver-timing: kept"


@dataclass
class Tally:
    """What was answered."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    kept: int = 0
    bytes: int = 0
    errors: int = 0

    def told(self, seconds: float) -> dict[str, Any]:
        """As wrk's script tells it, and a little more."""
        ordered = sorted(self.seconds) or [0.0]
        wrong = sum(number for status, number in self.statuses.items() if status >= 400)
        return {
            "requests": len(self.seconds),
            "seconds": seconds,
            "bytes": self.bytes,
            "errors": self.errors + wrong,
            "p50": 1000 * ordered[len(ordered) // 2],
            "p99": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
            "statuses": dict(self.statuses),
            "kept": self.kept,
        }


def raw(line: str, port: int) -> bytes:
    """A request as it goes over the wire."""
    method, path, headers, body = line.split("\t")
    given = [pair.partition("\x1e")[::2] for pair in headers.split("\x1f")]
    told = "".join(f"{name}: {value}\r\n" for name, value in given)
    length = f"Content-Length: {len(body.encode())}\r\n" if body else ""
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{told}{length}\r\n{body}".encode()
    )


async def ask(port: int, requests: list[bytes], end: float, tally: Tally, *, once: bool) -> None:
    """One connection: request after request, each when the one before is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    place = 0
    while perf_counter() < end and requests and (place < len(requests) or not once):
        began = perf_counter()
        writer.write(requests[place % len(requests)])
        place += 1
        try:
            head, size = await _answered(reader)
        except (ValueError, ConnectionError, asyncio.IncompleteReadError):
            tally.errors += 1
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
            continue
        tally.seconds.append(perf_counter() - began)
        tally.statuses[int(head[9:12])] += 1
        tally.kept += KEPT in head
        tally.bytes += size
    writer.close()


async def _answered(reader: asyncio.StreamReader) -> tuple[bytes, int]:
    """The head of an answer in small letters, and the bytes of the whole."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b"transfer-encoding: chunked" in head:
        body = await reader.readuntil(b"0\r\n\r\n")
        return head, len(head) + len(body)
    _, named, rest = head.partition(b"content-length:")
    length = int(rest.partition(b"\r\n")[0]) if named and head[9:12] != b"304" else 0
    await reader.readexactly(length)
    return head, len(head) + length


async def load(port: int, connections: int, seconds: float, lines: list[str]) -> dict[str, Any]:
    """All connections at once. Those that write something say each thing once."""
    requests = [raw(line, port) for line in lines]
    once = any(line.startswith("POST") for line in lines)
    tally, began = Tally(), perf_counter()
    shares = [requests[n::connections] if once else _from(requests, n) for n in range(connections)]
    asks = (ask(port, share, began + seconds, tally, once=once) for share in shares)
    await asyncio.gather(*asks)
    return tally.told(perf_counter() - began)


def _from(requests: list[bytes], place: int) -> list[bytes]:
    """The same requests, beginning elsewhere."""
    start = place * 97 % len(requests)
    return requests[start:] + requests[:start]


if __name__ == "__main__":
    port, connections, seconds, file = sys.argv[1:]
    lines = Path(file).read_text(encoding="utf-8").rstrip("\n").split("\n")
    print(json.dumps(asyncio.run(load(int(port), int(connections), float(seconds), lines))))
