"""Parses Chinese quantities: a numeral with its currency, unit, measure word, "per" and qualifiers. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.figures.numbers import currencies, measures_zh, qualifiers_zh, spelled_zh, units, wordy_amounts_zh
from nlp.figures.numbers.candidates import Candidate, apart
from nlp.figures.text.pages import Page

REACH = 12
_CONNECTED = re.compile(
    r"(?P<sign>(?<![A-Za-z0-9)%元万亿千百成折倍点股家辆台吨人名角毛分钱块])[-+])$|(?P<word>负|减)$"
)
_OPEN = re.compile(r"\([ ]?(?P<minus>-)?$")
_MORE = re.compile(r"[多余](?![少额数年种])")
_TENTHS = re.compile(r"[ ]?成(?P<half>半|[一二三四五六七八九五])?(?![立为本功交果绩长就分都熟份]|员(?!工))")
_DISCOUNT = re.compile(r"[ ]?折(?![算合旧扣价让射])")
_YUAN = re.compile(
    r"[ ]?(?:元|块|蚊)(?:(?P<dimes>[一二三四五六七八九两\d])[角毛])?(?:[零又]?(?P<cents>[一二三四五六七八九\d]{1,2})分)?(?:钱)?"
)
_TENTH = re.compile(
    r"(?<=[一二三四五六七八九两\d])[角毛毫](?P<cents>[一二三四五六七八九])?(?![\u4e00-\u9fff]|[\d])"
)
_OF_OTHER_WORDS = frozenset("素年旦件宇老首头状")
"""After 元 or 块: 元素, 元旦, 块头 …"""
_BEHIND_KUAI = frozenset({"", *"钱。，,的多以左"})
"""What may follow 块 as money after digits."""
_PIECE = re.compile(r"[\u4e00-\u9fff](?<![钱多半整一二两三四五六七八九零又左以的])")
_CENTS = re.compile(r"分(?![\u4e00-\u9fff\w])")
_EACH_SHARE = re.compile(r"每股[^，。；0-9]{0,8}$")
_AND_TENTHS = re.compile(r"(?P<n>[一二三四五六七八九半])(?![十百千万亿个成倍年月])")
_CHINESE = re.compile(r"[\u4e00-\u9fff\w]")
_FOREIGN_CENTS = re.compile(r"[又零]?(?P<cents>[一二三四五六七八九十两\d]{1,3})(?:美分|港仙|分|日本銭)")


def scan(page: Page) -> Iterator[Candidate]:
    """Yield every numeral of a page with what directly surrounds it, in order."""
    found = list(wordy_amounts_zh.scan(page))
    skip = sorted(candidate.number for candidate in found)
    at = 0
    for numeral in spelled_zh.find(page.plain):
        while at < len(skip) and skip[at][1] <= numeral.start:
            at += 1
        if at < len(skip) and skip[at][0] < numeral.end:
            continue
        candidate = Candidate(
            page=page, start=numeral.start, end=numeral.end, value=numeral.value, low=numeral.low, high=numeral.high,
            number=(numeral.start, numeral.end), scale=numeral.scale, qualifier=numeral.qualifier, quoted=numeral.quoted,
            spelled=numeral.characters, plain_digits=numeral.form == "simple" and numeral.quoted == 1 and numeral.scale == 1,
        )  # fmt: skip
        if candidate.value is not None and candidate.value < 0:
            candidate.value, candidate.negative = -candidate.value, True
        if numeral.form == "over":
            candidate.kind, candidate.unit = "fraction", "fraction"
        _read_around(candidate)
        found.append(candidate)
    for candidate in found:
        qualifiers_zh.read(candidate)
    yield from apart(found)


def _read_around(candidate: Candidate) -> None:
    """Parse the sign and currency before, and the unit after."""
    plain, words = candidate.page.plain, candidate.page.words
    low = max(0, candidate.start - REACH)
    _read_more(candidate)
    sign = _CONNECTED.search(plain, low, candidate.start)
    if sign and sign["word"] != "减":
        candidate.negative, candidate.start = sign["sign"] != "+", sign.start()
    prefix = currencies.before(plain, candidate.start, low)
    if prefix and not prefix.is_doubtful:
        candidate.kind, candidate.start = "money", prefix.start
        candidate.unit = prefix.code
        if prefix.code in currencies.AMBIGUOUS:
            candidate.unit, candidate.assumed = currencies.resolve(prefix.code, words, "zh")
        if outer := candidate.led_by(_CONNECTED, 2):
            candidate.negative = candidate.negative or outer["sign"] == "-" or outer["word"] == "负"
            candidate.start = outer.start()
    _read_scale_letter(candidate)
    _read_unit(candidate)
    _read_bracket(candidate)


def _read_more(candidate: Candidate) -> None:
    """Parse 多 or 余 between a numeral and its unit."""
    if more := candidate.followed_by(_MORE):
        candidate.qualifier, candidate.end = ">", more.end()


def _read_scale_letter(candidate: Candidate) -> None:
    """Parse $5bn inside a Chinese text."""
    if candidate.kind == "money" and candidate.scale == 1:
        match = units.scales()[0].match(candidate.page.plain, candidate.end)
        factor = match and units.scales()[1].get(
            match["scale"], units.scales()[1].get(match["scale"].lower())
        )
        if match and factor:
            candidate.scale, candidate.end = factor, match.end()
            candidate.times(factor)


def _read_unit(candidate: Candidate) -> None:
    """Parse a rate, a currency name or a measure word after the number, and its "per"."""
    plain, words = candidate.page.plain, candidate.page.words
    place = candidate.end + (plain[candidate.end : candidate.end + 1] == " ")
    if (rate := units.rates("zh").at(words, place)) and _is_rate(candidate, rate.what, plain, rate.end):
        candidate.kind = candidate.unit = rate.what
        candidate.end = rate.end
        if rate.what == "multiple" and candidate.spelled:
            _read_tenths_of_multiple(candidate)
    elif _read_tenths(candidate) or _read_coins(candidate):
        pass
    elif name := currencies.names("zh").at(words, place):
        _take_currency(candidate, name.what, name.end, place)
    elif candidate.kind != "money":
        measures_zh.read(candidate, place)
    _read_second_name(candidate)
    _read_per(candidate)


def _read_tenths(candidate: Candidate) -> bool:
    """Parse 成 as tenths (三成半) and 折 as the remaining price (七折)."""
    plain = candidate.page.plain
    if tenths := _TENTHS.match(plain, candidate.end):
        candidate.times(Decimal(10))
        if candidate.value is not None and (extra := tenths["half"]):
            candidate.value += 5 if extra == "半" else (spelled_zh.read(extra) or 0)
        candidate.kind, candidate.unit, candidate.end = "percent", "percent", tenths.end()
        if plain[candidate.end : candidate.end + 1] == "多":
            candidate.qualifier, candidate.end = ">", candidate.end + 1
        return True
    if discount := _DISCOUNT.match(plain, candidate.end):
        if candidate.value is not None and candidate.value < 10:  # 七折; 75折 is already in percent  # noqa: PLR2004
            candidate.times(Decimal(10))
        candidate.kind, candidate.unit, candidate.end = "percent", "percent", discount.end()
        return True
    return False


def _read_coins(candidate: Candidate) -> bool:
    """Parse money below a yuan: 五毛, 八分钱."""
    if small := _TENTH.match(candidate.page.plain, candidate.end):
        candidate.times(Decimal("0.1"))
        if candidate.value is not None and small["cents"]:
            candidate.value += _small(small["cents"]) * currencies.HUNDREDTH
        candidate.kind, candidate.unit, candidate.end = "money", "CNY", small.end()
        return True
    if _is_cents(candidate):
        candidate.times(currencies.HUNDREDTH)
        candidate.kind, candidate.unit, candidate.end = "money", "CNY", candidate.end + 1
        return True
    return False


def _read_second_name(candidate: Candidate) -> None:
    """Parse a currency named after 元, and the 整 of round amounts."""
    page = candidate.page
    plain, names = page.plain, currencies.names("zh")
    if candidate.unit in _OF_YUAN and plain[candidate.end - 1] == "元":
        other = names.at(page.words, candidate.end)
        if other and other.what[0] not in {"$", "¥"}:
            candidate.unit, candidate.end, candidate.assumed = other.what[0], other.end, None  # 三万元欧元
    if candidate.kind != "money":
        return
    doubled = names.at(page.words, candidate.end)
    if doubled and doubled.what[0] in {candidate.unit, "CNY"} | ({"$"} if candidate.unit else set()):
        candidate.end = doubled.end  # 3.5亿元人民币
    if plain[candidate.end : candidate.end + 1] == "整":
        candidate.end += 1


def _read_tenths_of_multiple(candidate: Candidate) -> None:
    """Parse the tenths of a multiple: 一倍七, 两倍半."""
    tenths = _AND_TENTHS.match(candidate.page.plain, candidate.end)
    if tenths and candidate.value is not None:
        tenth = Decimal(5) if tenths["n"] == "半" else _small(tenths["n"])
        candidate.value += tenth / 10
        candidate.quoted, candidate.end = Decimal("0.1"), tenths.end()


def _is_cents(candidate: Candidate) -> bool:
    """Return whether 分 is money: after 每股收益, or if nothing on either side says otherwise."""
    plain = candidate.page.plain
    if plain[candidate.end : candidate.end + 1] != "分":
        return False
    if candidate.led_by(_EACH_SHARE, REACH):
        return True
    alone = candidate.start == 0 or _CHINESE.match(plain, candidate.start - 1) is None
    return alone and _CENTS.match(plain, candidate.end) is not None


def _is_rate(candidate: Candidate, kind: str, plain: str, end: int) -> bool:
    if kind == "point":  # 3421点 is an index, 10点 a time of day
        return (
            candidate.quoted < 1
            or (candidate.value or 0) >= 100  # noqa: PLR2004
            or plain[end - 2 : end - 1] == "个"
        )
    return not (kind == "multiple" and plain[end : end + 1] in {"数", "率"})


_OF_YUAN = {"CNY", "TWD"}
"""Currencies of a bare 元."""


def _take_currency(candidate: Candidate, what: tuple[str, bool], end: int, place: int) -> None:
    """Make a number an amount in the currency named from `place` to `end`; `what[1]` is True for a minor unit."""
    page = candidate.page
    code, minor = what
    plain = page.plain
    if _is_no_money(candidate, plain, place, end):
        return
    if code == "CNY" and candidate.unit not in {None, "CNY"}:  # 港币5亿元
        code = candidate.unit or code
    if plain[place:end] == "元" and candidate.unit is None:
        code, candidate.assumed = currencies.of_yuan(page.text, page.words)
    if code in {"$", "¥"}:
        code, candidate.assumed = currencies.resolve(code, page.words, "zh")
    candidate.kind, candidate.unit, candidate.end = "money", code, end
    if minor:
        candidate.times(currencies.HUNDREDTH)
    elif candidate.value is not None:
        _add_coins(candidate, plain, place, end)


def _is_no_money(candidate: Candidate, plain: str, place: int, end: int) -> bool:
    """Return whether the word is not a currency: 五元素, 三块石头, 一刀."""
    written, behind = plain[place:end], plain[end : end + 1]
    if written in {"元", "块"} and behind in _OF_OTHER_WORDS:
        return True
    if written == "刀":
        return candidate.scale == 1
    if written != "块":
        return False
    if not candidate.spelled:
        return behind not in _BEHIND_KUAI
    return candidate.value == 1 and _PIECE.match(plain, end) is not None  # 一块石头


def _add_coins(candidate: Candidate, plain: str, place: int, end: int) -> None:
    """Add the 五角 of 三元五角, or the cents of foreign money."""
    assert candidate.value is not None
    small = _YUAN.match(plain, place) if plain[place:end] in {"元", "块", "蚊"} else None
    if small and (small["dimes"] or small["cents"]):
        candidate.value += (
            _small(small["dimes"] or "0") / 10 + _small(small["cents"] or "0") * currencies.HUNDREDTH
        )
        candidate.end = small.end()
    elif cents := _FOREIGN_CENTS.match(plain, end):
        candidate.value += _small(cents["cents"]) * currencies.HUNDREDTH
        candidate.end = cents.end()


def _small(written: str) -> Decimal:
    """Return the value of a few digits or characters."""
    return Decimal(written) if written.isdigit() else spelled_zh.read(written) or Decimal(0)


def _read_bracket(candidate: Candidate) -> None:
    """Parse a loss in brackets: (0.12)元, (1.2亿元)."""
    plain = candidate.page.plain
    opened = candidate.led_by(_OPEN, 3)
    if opened is None or plain[candidate.end : candidate.end + 1] != ")":
        return
    if candidate.kind == "money" or (candidate.kind == "number" and candidate.quoted < 1):
        rest = currencies.names("zh").at(candidate.page.words, candidate.end + 1)
        before = plain[max(0, opened.start() - 4) : opened.start()]
        if rest is None and not re.search(r"[损亏利益润]$|为$|[ ]$", before):
            return
        candidate.negative, candidate.start, candidate.end = True, opened.start(), candidate.end + 1
        if rest:
            candidate.kind, candidate.unit, candidate.end = "money", rest.what[0], rest.end


def _read_per(candidate: Candidate) -> None:
    if candidate.kind not in {"money", "count"}:
        return
    hit = units.per("zh").at(candidate.page.words, candidate.end)
    if hit and candidate.page.words[hit.start] in "/每":
        candidate.per, candidate.end = hit.what, hit.end
