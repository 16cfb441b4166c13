"""Decompresses replies and refuses truncated ones, which Scrapy would accept as complete."""

from __future__ import annotations

import zlib
from gzip import BadGzipFile

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.utils._compression import _check_max_size

from crawler.faults import TruncatedReplyError

_GZIP = b"\x1f\x8b"
_CHUNK = 64 * 1024


class WholeReplyMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware with strict gzip decoding."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        if encoding in {b"gzip", b"x-gzip"}:
            return gunzip(body, max_size)
        return HttpCompressionMiddleware._decode(body, encoding, max_size)  # noqa: SLF001 - the one it stands for


def gunzip(body: bytes, max_size: int) -> bytes:
    """Decompress a gzip body, joining its members; trailing data is dropped, as in browsers.

    Raises:
        BadGzipFile: it is not gzip.
        TruncatedReplyError: it is truncated or damaged.
    """
    if not body:
        return b""
    if not body.startswith(_GZIP):
        raise BadGzipFile("not gzip")
    unpacked = bytearray()
    rest = body
    while rest.startswith(_GZIP):
        try:
            rest = _unpack_member(rest, unpacked, max_size)
        except zlib.error as error:
            raise TruncatedReplyError(str(error)) from error
    return bytes(unpacked)


def _unpack_member(packed: bytes, unpacked: bytearray, max_size: int) -> bytes:
    """Decompress the first member to the end of `unpacked`; returns what follows it."""
    member = zlib.decompressobj(wbits=31)
    while not member.eof:
        piece = member.decompress(packed, _CHUNK)
        packed = member.unconsumed_tail
        unpacked += piece
        _check_max_size(len(unpacked), max_size)
        if not piece and not member.eof and not packed:
            raise TruncatedReplyError("gzip without its end")
    return member.unused_data
