"""Compressed replies: accepted as browsers do, truncated ones recognised, size limited."""

from __future__ import annotations

import gzip
from gzip import BadGzipFile

import pytest
from scrapy.utils._compression import _DecompressionMaxSizeExceeded

from crawler.unpacking import TruncatedReplyError, gunzip

WORDS = "The port stays closed until Thursday. 港口周四前停运。".encode() * 50
PACKED = gzip.compress(WORDS)
LIMIT = 1_000_000


@pytest.mark.parametrize(
    ("body", "unpacked"),
    [
        (PACKED, WORDS),
        (PACKED + gzip.compress(b" More."), WORDS + b" More."),
        (PACKED + b"\r\nno gzip", WORDS),
        (b"", b""),
    ],
    ids=["whole", "two members", "something behind it", "nothing"],
)
def test_what_browsers_decompress_is_accepted(body: bytes, unpacked: bytes) -> None:
    assert gunzip(body, LIMIT) == unpacked


@pytest.mark.parametrize(
    "body",
    [PACKED[:-12], PACKED[:30], PACKED[:40] + bytes(8) + PACKED[48:]],
    ids=["without its end", "hardly begun", "damaged"],
)
def test_an_incomplete_reply_is_rejected(body: bytes) -> None:
    with pytest.raises(TruncatedReplyError):
        gunzip(body, LIMIT)


def test_a_false_gzip_label_is_reported() -> None:
    with pytest.raises(BadGzipFile):
        gunzip(WORDS, LIMIT)


def test_decompression_stops_at_the_limit() -> None:
    with pytest.raises(_DecompressionMaxSizeExceeded):
        gunzip(PACKED, len(WORDS) - 1)
