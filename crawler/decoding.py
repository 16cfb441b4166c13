"""Turns the bytes of a reply into text, whatever its labels claim.

Labels lie: UTF-8 is served as ISO-8859-1, Windows text as UTF-8, GB 18030 as GB 2312. What decodes strictly as UTF-8
and is not plain ASCII is UTF-8 (chance makes other text valid UTF-8 next to never), so that is tried first.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from charset_normalizer import from_bytes

_LABEL = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a label within the text is looked for (browsers read 1024; some sites need more)."""

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
"""Labels that are read as the larger set that contains them, as browsers do (WHATWG Encoding)."""

ACCENTED = 0.2
"""Share of letters beyond ASCII up to which a text is one in Latin script with accents and curly quotes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a reply; undecodable bytes become U+FFFD.

    Args:
        body: as received, decompressed.
        content_type: the Content-Type header, if there was one.
    """
    return body.decode(_encoding(body, content_type, is_whole=True), "replace")


def decode_pieces(pieces: Iterable[bytes], content_type: str | None = None) -> Iterator[str]:
    """The text of a reply that is never held as a whole; how it is encoded is told by the first piece."""
    decoder: codecs.IncrementalDecoder | None = None
    for piece in pieces:
        if decoder is None:
            encoding = _encoding(piece, content_type, is_whole=False)
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(piece)


def _encoding(body: bytes, content_type: str | None, *, is_whole: bool) -> str:
    """What a text is encoded in, whatever it says; of one that is not whole the last character may be cut."""
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
    """Encodings named by the header and within the text, in the order in which they are believed."""
    named = _LABEL.findall((content_type or "").encode("ascii", "replace")) + _LABEL.findall(body[:_HEAD])
    labels = []
    for name in named:
        try:
            known = codecs.lookup(name.decode("ascii")).name
        except LookupError:
            continue
        labels.append(WIDER.get(known, known))
    return list(dict.fromkeys(labels))


def _is(body: bytes, encoding: str, *, is_whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(body, final=is_whole)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _best_guess(body: bytes, labels: list[str]) -> str:
    """UTF-8 with a few broken characters, a labelled text with a few, or what the bytes look like."""
    whole = sum(len(found) for found in _MULTIBYTE.findall(body))
    odd = sum(byte >= 0x80 for byte in body) - whole  # noqa: PLR2004 - beyond ASCII
    if whole > 2 * odd:  # GB 18030 read as UTF-8 comes to four fifths of its odd bytes at most
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
