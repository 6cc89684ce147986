"""The loader of our own counts what a server answers."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from benchmarks import loader
from benchmarks.asking import Ask, form

ANSWERS = {
    b"/kept": b"HTTP/1.1 200 OK\r\nServer-Timing: kept\r\nContent-Length: 4\r\n\r\nlamp",
    b"/same": b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n",
    b"/lost": b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    b"/long": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nlamp\r\n0\r\n\r\n",
}
POSTED: Counter[bytes] = Counter()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split()[1]
            if head.startswith(b"POST"):
                length = int(head.lower().partition(b"content-length: ")[2].split()[0])
                POSTED[await reader.readexactly(length)] += 1
            writer.write(ANSWERS[path])
    except asyncio.IncompleteReadError:
        writer.close()


def loaded(asks: list[Ask], connections: int = 2) -> dict[str, object]:
    """What was counted, in a thread of its own: a browser's tests leave a loop in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(lambda: asyncio.run(_loaded(asks, connections))).result()


async def _loaded(asks: list[Ask], connections: int) -> dict[str, object]:
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        lines = [ask.line() for ask in asks]
        return await loader.load(port, connections, 0.2, lines)


def test_statuses_are_counted_and_what_was_kept() -> None:
    told = loaded([Ask("/kept"), Ask("/same"), Ask("/lost"), Ask("/long")])
    statuses = told["statuses"]
    assert isinstance(statuses, dict)
    assert set(statuses) == {200, 304, 404}
    assert told["errors"] == statuses[404] > 0
    assert 0 < int(str(told["kept"])) < statuses[200]


def test_what_is_posted_is_posted_once() -> None:
    POSTED.clear()
    asks = [form("/kept", "session=x", body=f"remark {number}") for number in range(9)]
    told = loaded(asks, connections=3)
    assert told["requests"] == 9
    assert set(POSTED.values()) == {1}
    assert len(POSTED) == 9
