"""Ways to spoil a good body: scraps of markup and odd values in it, noise, cuts, repeats, other encodings.

Knows no reader.
"""

from random import Random

SCRAPS = (
    b"<", b">", b"&", b"&#x0;", b"&#1114112;", b"&#" + b"9" * 5000 + b";", b"&nbsp;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"</", b"/>", b"xmlns:a=''",
    b"\x00", b"\x0b", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1f\x8b\x08\x00", b"\xf0\x9f\x92\xa5", b"\xa3\xac",
    b"[[", b"]]", b'"""', b"= {", b"\n\n", b"\r", b"{", b"}", b"[", b'"', b"\\", b"\\ud800", b"\\u0000", b"null", b"true", b"[]", b"{}",
    b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00", b"2024-99-99", b"Thu, 32 Foo 2024 25:61 +9999", b"24:00", b"1970-01-01",
    b"http://[", b"//", b"javascript:", b"https://\xe4\xbe\x8b.example:99999/%zz", b"#", b"?",
    b"99999999999999999999", b"-1", b"1e999", b"-1e999", b"nan", b"Infinity", b"0x1f", b"1_000", b"\xd9\xa1\xd9\xa2", b"\xc2\xb2", b"1.2\xe4\xba\xbf",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "gb18030", "utf-7", "cp1252", "shift_jis")


def spoilt(bodies: tuple[bytes, ...], chance: Random) -> bytes:
    """Corrupt one of the bodies in one to four ways."""
    body = chance.choice(bodies)
    for _ in range(chance.randint(1, 4)):
        body = chance.choice(WAYS)(body, chance, bodies)
    return body


def _spot(body: bytes, chance: Random, longest: int = 60) -> tuple[int, int]:
    start = chance.randint(0, len(body))
    return start, min(len(body), start + chance.randint(0, longest))


def _scrap(body: bytes, chance: Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _spot(body, chance)
    return body[:start] + chance.choice(SCRAPS) + body[end if chance.random() < 0.5 else start :]


def _noise(body: bytes, chance: Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _spot(body, chance, 8)
    return body[:start] + chance.randbytes(chance.randint(1, 8)) + body[end:]


def _cut(body: bytes, chance: Random, _: tuple[bytes, ...]) -> bytes:
    return body[: chance.randint(0, len(body))]


def _gap(body: bytes, chance: Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _spot(body, chance, len(body) // 3 + 1)
    return body[:start] + body[end:]


def _again(body: bytes, chance: Random, _: tuple[bytes, ...]) -> bytes:
    start, end = _spot(body, chance)
    return body[:start] + body[start:end] * chance.choice((2, 3, 50)) + body[end:]


def _splice(body: bytes, chance: Random, bodies: tuple[bytes, ...]) -> bytes:
    other = chance.choice(bodies)
    return body[: chance.randint(0, len(body))] + other[chance.randint(0, len(other)) :]


def _value(body: bytes, chance: Random, _: tuple[bytes, ...]) -> bytes:
    """Replace a value: between quotes, between tags, after a colon or an equals sign."""
    begin = chance.choice((b'"', b">", b":", b"="))
    places = [at for at, sign in enumerate(body) if sign == begin[0]]
    if not places:
        return body
    start = chance.choice(places) + 1
    end = next((at for at in range(start, len(body)) if body[at] in b'"<,}\n'), len(body))
    return body[:start] + chance.choice(SCRAPS) + body[end:]


def _recoded(body: bytes, chance: Random, _: tuple[bytes, ...]) -> bytes:
    return body.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


WAYS = (_scrap, _scrap, _noise, _cut, _gap, _again, _splice, _value, _value, _value, _recoded)
