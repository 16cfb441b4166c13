"""Decodes the bytes of a reply into text, whatever its labels claim.

Labels can be wrong: UTF-8 is served as ISO-8859-1, Windows text as UTF-8, GB 18030 as GB 2312. Strict UTF-8 that is not
plain ASCII almost certainly is UTF-8, so that is tried first.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from charset_normalizer import from_bytes

_LABEL = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = 4096
"""Bytes searched for a label within the text (browsers read 1024; some sites need more)."""

WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
"""Labels that are decoded as a superset of their encoding, as browsers do (WHATWG Encoding)."""

ACCENTED = 0.2
"""Share of non-ASCII letters up to which a text counts as Latin script with accents and curly quotes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(body: bytes, content_type: str | None = None) -> str:
    """Decode a reply; undecodable bytes become U+FFFD.

    Args:
        body: as received, decompressed.
        content_type: the Content-Type header, if any.
    """
    return body.decode(_encoding(body, content_type, is_whole=True), "replace")


def decode_pieces(pieces: Iterable[bytes], content_type: str | None = None) -> Iterator[str]:
    """Decode a reply piece by piece; the first piece determines the encoding."""
    decoder: codecs.IncrementalDecoder | None = None
    for piece in pieces:
        if decoder is None:
            encoding = _encoding(piece, content_type, is_whole=False)
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(piece)


def _encoding(body: bytes, content_type: str | None, *, is_whole: bool) -> str:
    """Determine the actual encoding; if the body is incomplete, its last character may be cut."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return encoding
    labels = _labels(body, content_type)
    if b"\x1b" in body and (escaped := next((label for label in labels if "2022" in label), None)):
        return escaped
    strictly = ("utf-8", *(label for label in labels if label != "utf-8"))
    return next((name for name in strictly if _is(body, name, is_whole=is_whole)), None) or _best_guess(
        body, labels
    )


def _labels(body: bytes, content_type: str | None) -> list[str]:
    """Return the encodings named by the header and within the text, in order of preference."""
    named = _LABEL.findall((content_type or "").encode("ascii", "replace")) + _LABEL.findall(body[:_HEAD])
    labels = []
    for name in named:
        try:
            known = codecs.lookup(name.decode("ascii")).name
        except LookupError:
            continue
        labels.append(WIDER.get(known, known))
    # Nearly any bytes are valid Windows text: a server's default label comes after what the page says of itself.
    return sorted(dict.fromkeys(labels), key=lambda label: label == "cp1252")


def _is(body: bytes, encoding: str, *, is_whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(body, final=is_whole)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _best_guess(body: bytes, labels: list[str]) -> str:
    """Guess: UTF-8 with a few broken characters, a labelled encoding with a few, or what the bytes look like."""
    whole = sum(len(found) for found in _MULTIBYTE.findall(body))
    odd = sum(byte >= 0x80 for byte in body) - whole  # noqa: PLR2004 - beyond ASCII
    if whole > 2 * odd:  # GB 18030 read as UTF-8 has a ratio of at most four fifths
        return "utf-8"
    for label in labels:
        if label != "utf-8":
            text = body.decode(label, "replace")
            if text.count("\ufffd") < len(text) / 200:
                return label
    letters = sum(byte >= 0x80 or chr(byte).isalpha() for byte in body)  # noqa: PLR2004 - beyond ASCII
    if odd < letters * ACCENTED:
        return "cp1252"
    guess = from_bytes(body[:20_000]).best()
    return guess.encoding if guess else "cp1252"
