"""Parses Chinese numerals, in digits, characters or both: 2.4375万亿, 五千三百, 3600余万, 数十亿, 三五百, 十几."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nlp.figures.numbers import digits
from nlp.figures.numbers.candidates import EXACT, Qualifier

_ONES = dict(
    zip(
        "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩弌",
        [0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1],
        strict=True,
    )
)
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12, "萬": 10**4}
_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩"
_ALL = _DIGIT + "十拾百佰千仟万亿兆半廿卅"
_OTHERS = _ALL.replace("百", "").replace("千", "")
_CHAR = rf"(?:[{_OTHERS}]|百(?!分[之点位])|千(?![瓦克米])|个(?=[万亿]))"
_CHARACTERS = re.compile(
    rf"负?(?:(?<![几数])[几数](?=[十百千万亿])|(?=[{_ALL}])){_CHAR}*+(?:点[{_DIGIT}]++[十百千万亿兆]*+)?"
    rf"(?:[多余几来](?=[{_ALL}]){_CHAR}*+)*+(?:(?<=[十百千])几)?+"
)
_TAIL = re.compile(
    r"(?:[ ]?[多余几来]?(?:个(?=[ ]?[万亿]))?[ ]?(?:[十万亿兆]|千(?![瓦克米])|百(?!分)|[kK](?![A-Za-z]))++)++"
)
_MORE = re.compile(r"[ ]?(?P<n>\d++)[ ]?(?P<scale>[十百千万亿])")
_REST = re.compile(r"\d{4}(?!\d|[,.]\d)(?=[ ]?[元人股辆台家户吨美港])")
_TENTH = re.compile(r"[1-9](?=[，。；、！？元块]|$)")
_COLLOQUIAL = {Decimal(10**4), Decimal(1000), Decimal(100)}
"""Scales after which one more digit means tenths of the scale: 3万8."""
_NEXT_TO = re.compile(r"^(?P<a>[一二两三四五六七八九])(?P<b>[二两三四五六七八九])(?P<scale>[十百千万亿]+)$")


class Numeral(NamedTuple):
    """A Chinese numeral: one value, or the two ends of a vague one."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier | None = None
    scale: Decimal = Decimal(1)
    """The final 万 or 亿; 1 if there is none."""
    quoted: Decimal = Decimal(1)
    characters: bool = False
    """Whether it is written in characters only."""
    form: str = "simple"


def find(plain: str) -> Iterator[Numeral]:
    """Yield every numeral, in order."""
    at = 0
    in_digits = digits.find(plain)
    number = next(in_digits, None)
    run = _CHARACTERS.search(plain)
    while number is not None or run is not None:
        if number is not None and number.start < at:
            number = next(in_digits, None)
        elif run is not None and (run.start() < at or run.end() == run.start()):
            run = _CHARACTERS.search(plain, max(at, run.end(), run.start() + 1))
        elif run is None or (number is not None and number.start <= run.start()):
            assert number is not None
            numeral = _with_tail(number, plain)
            at = numeral.end
            yield numeral
            number = next(in_digits, None)
        else:
            written = _in_characters(run)
            at = run.end()
            if written is not None:
                yield written
            run = _CHARACTERS.search(plain, at)


def _with_tail(number: digits.Digits, plain: str) -> Numeral:
    """Parse digits with a following scale: 3600余万, 5亿1万4千."""
    if number.form in {"spaced", "mixed", "decimal_comma", "over"} and not re.match(
        r"[ ]?[元万亿%]|[ ]?(?:的|以上|人)", plain[number.end : number.end + 3]
    ):
        number = digits.as_simple(number, plain)
    quoted = Decimal(1).scaleb(-number.places)
    tail = _TAIL.match(plain, number.end)
    if tail is None:
        return Numeral(number.start, number.end, number.value, quoted=quoted, form=number.form)
    written = tail.group().replace(" ", "")
    scale = Decimal(1)
    for char in written:
        scale *= _BIG.get(char) or _TENS.get(char) or (1000 if char in "kK" else 1)
    value, end = EXACT.multiply(number.value, scale), tail.end()
    quoted = EXACT.multiply(quoted, scale)
    vague = re.search(r"[多余几来]", written)
    smaller = scale
    while (
        not vague
        and (more := _MORE.match(plain, end))
        and smaller > (worth := Decimal(_BIG.get(more["scale"]) or _TENS[more["scale"]]))
    ):
        value, end, smaller = value + Decimal(more["n"]) * worth, more.end(), worth
        quoted = worth
    tenth = _TENTH.match(plain, end)
    if tenth and not vague and number.places == 0 and smaller in _COLLOQUIAL:
        value, end, quoted = value + int(tenth.group()) * smaller / 10, tenth.end(), smaller / 10  # 3万8
    rest = _REST.match(plain, end)
    if rest and not vague and smaller == 10**4:  # 1万4900元
        value, end, quoted = value + Decimal(rest.group()), rest.end(), Decimal(1)
    return Numeral(number.start, end, value, qualifier=">" if vague else None, scale=scale, quoted=quoted)


def _in_characters(run: re.Match[str]) -> Numeral | None:
    written = run.group()
    start, end = run.span()
    negative = written.startswith("负")
    body = (written[1:] if negative else written).replace("个", "")
    if not body or body in {"半", "点"} or len(body) > digits.LONGEST:
        return None
    scale = _final_scale(body)
    if ends := _vague_ends(body, scale):
        low, high = ends
        return Numeral(start, end, None, low=low, high=high, qualifier="~", scale=scale, characters=True)
    vague: Qualifier | None = ">" if re.search(r"[多余来]", body) else None
    value = read(re.sub(r"[多余来几]", "", body))
    if value is None:
        return None
    return Numeral(
        start, end, -value if negative else value, qualifier=vague, scale=scale, quoted=scale, characters=True
    )


def _final_scale(body: str) -> Decimal:
    """Return the scale that the last characters express: 万 and 亿, across 十, 百 and 千."""
    scale = Decimal(1)
    for char in reversed(body):
        if char not in _BIG and char not in "十百千":
            break
        scale *= _BIG.get(char) or 1
    return scale


def _vague_ends(body: str, scale: Decimal) -> tuple[Decimal, Decimal] | None:
    """Return the two ends of a vague numeral: 数十亿, 三五百, 十几; None for any other."""
    if body[0] in "几数" and len(body) > 1:
        each = read(body[1:])
        return None if each is None else (each, each * 10)
    if twin := _NEXT_TO.match(body):
        worth = read("一" + twin["scale"]) or Decimal(1)
        low, high = _ONES[twin["a"]] * worth, _ONES[twin["b"]] * worth
        if high > low:
            return low, high
    if some := re.search(r"([十百千])几", body):
        base = read(body.replace("几", ""))
        step = EXACT.multiply(Decimal(_TENS[some[1]]), scale)
        return None if base is None else (base, base + step)
    return None


def read(body: str) -> Decimal | None:
    """Return the value of characters; None if they are not a number (二一三 alone is read digit by digit)."""
    whole, _, part = body.partition("点")
    if part:
        return _read_with_part(whole, part)
    if all(char in _ONES for char in whole):
        return Decimal("".join(str(_ONES[char]) for char in whole)) if whole else None
    return _read_whole(whole)


def _read_with_part(whole: str, part: str) -> Decimal | None:
    scale = Decimal(1)
    while part and part[-1] not in _ONES:
        scale *= _BIG.get(part[-1]) or _TENS.get(part[-1]) or 1
        part = part[:-1]
    base = read(whole) if whole else Decimal(0)
    if base is None or not part:
        return None
    return (base + Decimal("0." + "".join(str(_ONES[char]) for char in part))) * scale


def _read_whole(whole: str) -> Decimal | None:
    total = section = Decimal(0)
    digit: int | None = None
    last = 1
    for char in whole:
        if char in _ONES:
            digit = _ONES[char] if digit is None or char in "零〇" or digit == 0 else digit * 10 + _ONES[char]
            last = 0 if char in "零〇" else last
        elif char in _TENS:
            worth = _TENS[char]
            section += (
                (1 if digit in (None, 0) and worth else digit or 1) * worth
                if worth not in (20, 30)
                else worth
            )
            digit, last = None, worth
        elif char == "半":
            section += Decimal(last) / 2 if last > 1 else Decimal("0.5")
        else:
            worth = _BIG.get(char, 0)
            if not worth:
                return None
            section += digit or 0
            if total and worth >= 10**8 and total < worth:
                total = (total + section) * worth
            else:
                total += (
                    (section or (1 if not total else 0)) * worth
                    if section or not total
                    else total * (worth - 1)
                )
            section, digit, last = Decimal(0), None, worth
    if digit:
        # 一万三, 四百五: a final digit means tenths of the unit before it, unless a zero stands between.
        section += digit * (Decimal(last) / 10 if last > 10 and digit < 10 else 1)  # noqa: PLR2004
    return total + section
