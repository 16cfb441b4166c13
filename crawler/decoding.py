"""Turns the bytes of a reply into text, whatever its labels claim. Knows no format but the labels within the bytes.

Labels lie: UTF-8 is served as ISO-8859-1, Windows text as UTF-8, GB 18030 as GB 2312. What decodes strictly as UTF-8
and is not plain ASCII is UTF-8 (chance makes other text valid UTF-8 next to never), so that is tried first.
"""

from __future__ import annotations

import codecs
import re

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
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a reply; undecodable bytes become U+FFFD.

    Args:
        body: as received, decompressed.
        content_type: the Content-Type header, if there was one.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    labels = _labels(body, content_type)
    if b"\x1b" in body and (escaped := next((label for label in labels if "2022" in label), None)):
        return body.decode(escaped, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in labels:
        if label != "utf-8" and (text := _strictly(body, label)) is not None:
            return text
    return _best_guess(body, labels)


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


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _best_guess(body: bytes, labels: list[str]) -> str:
    """UTF-8 with a few broken characters, a labelled text with a few, or what the bytes look like."""
    whole = sum(len(found) for found in _MULTIBYTE.findall(body))
    odd = sum(byte >= 0x80 for byte in body) - whole  # noqa: PLR2004 - beyond ASCII
    if whole > 2 * odd:  # GB 18030 read as UTF-8 comes to four fifths of its odd bytes at most
        return body.decode("utf-8", "replace")
    for label in labels:
        if label != "utf-8":
            text = body.decode(label, "replace")
            if text.count("\ufffd") < len(text) / 200:
                return text
    letters = sum(byte >= 0x80 or chr(byte).isalpha() for byte in body)  # noqa: PLR2004 - beyond ASCII
    if odd < letters * ACCENTED:
        return body.decode("cp1252", "replace")
    guess = from_bytes(body[:20_000]).best()
    return body.decode(guess.encoding if guess else "cp1252", "replace")
