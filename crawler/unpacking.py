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
        member = zlib.decompressobj(wbits=31)
        try:
            while not member.eof:
                piece = member.decompress(rest, _CHUNK)
                rest = member.unconsumed_tail
                unpacked += piece
                _check_max_size(len(unpacked), max_size)
                if not piece and not member.eof and not rest:
                    raise TruncatedReplyError("gzip without its end")
        except zlib.error as error:
            raise TruncatedReplyError(str(error)) from error
        rest = member.unused_data
    return bytes(unpacked)
