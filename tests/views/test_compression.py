"""Pages travel compressed, and an unchanged one does not travel at all."""

from __future__ import annotations

import gzip
from dataclasses import replace

import brotli
import pytest
import zstandard
from flask import Flask

from app import create_app
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient


def unzstd(body: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(body)


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, zstd", "zstd", unzstd),
        ("gzip", "gzip", gzip.decompress),
        ("gzip;q=1, br;q=0", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_the_browser_gets_what_it_takes(
    client: StrictClient, cast: Cast, accepted: str, encoding: str | None, unpack: object
) -> None:
    plain = client.get("/about/nowhere")
    response = client.get("/about/nowhere", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    assert unpack(response.data) == plain.data  # type: ignore[operator]
    assert "Accept-Encoding" in response.headers["Vary"]


def test_each_encoding_has_its_own_entity_tag(client: StrictClient, cast: Cast) -> None:
    plain = client.get("/").headers["ETag"]
    small = client.get("/", headers={"Accept-Encoding": "br"}).headers["ETag"]
    assert plain != small
    again = client.get("/", headers={"Accept-Encoding": "br", "If-None-Match": small})
    assert again.status_code == 304


def test_what_is_for_one_reader_alone_is_packed_quickly(client: StrictClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    response = client.get("/account", headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert response.headers["Content-Encoding"] == "zstd"
    assert "Ruth Adler" in unzstd(response.data).decode()
    without = client.get("/account", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert without.headers["Content-Encoding"] == "br"


def test_where_nothing_is_kept_every_page_is_packed_quickly(
    settings: Settings, app: Flask, cast: Cast
) -> None:
    client = create_app(replace(settings, cache=0)).test_client()
    response = client.get("/", headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert response.headers["Content-Encoding"] == "zstd"
