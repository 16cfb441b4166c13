"""Reads English quantities: a number with its sign, currency, scale, unit, "per" and qualifiers. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.figures import currencies, digits, spelled_en, units
from nlp.figures.candidates import Candidate
from nlp.figures.pages import Page

_SIGN = re.compile(
    r"(?:(?<![\w.,)%])(?P<sign>[-+])|(?<![a-z])(?P<word>minus|negative)[ ]|(?P<bracket>\([ ]?-?))[ ]?$"
)
_CLOSE = re.compile(r"[ ]?\)")
_UNIT_GAP = re.compile(r"[ -]?[ ]?(?=[^\s])")
_TIMES = re.compile(
    r"(?P<x>x)(?![a-z0-9])|-?[ ]?(?P<fold>fold)(?![a-z])|[ -](?P<times>times)(?![a-z])", re.IGNORECASE
)
_BETWEEN = re.compile(r"[ ](?P<adjectives>[a-z][a-z'-]+(?:[ ][a-z][a-z'-]+)?)[ ]")
_NOT_BETWEEN = {
    "of", "in", "to", "and", "or", "for", "from", "at", "on", "by", "a", "an", "the", "per", "with", "as", "than", "was", "were",
    "is", "are", "its", "their", "his", "more", "less", "after", "before", "into", "up", "down", "percent", "while", "since", "that",
    "which", "over", "under", "between", "but", "have", "has", "had", "will", "each", "other", "different", "major", "key",
}  # fmt: skip
_PLURAL = re.compile(r"[ ](?P<noun>[a-z]{3,}s)(?![a-z'])")
_NOT_NOUNS = {"was", "has", "is", "years", "months", "days", "hours", "weeks", "minutes", "seconds", "times", "its", "less", "this", "versus", "plus", "minus", "across", "towards", "points", "percents", "does", "his", "thus", "yes", "us", "as", "sees", "says", "shows", "rises", "falls", "gains", "quarters", "halves", "degrees", "pages", "grams", "various", "overseas", "always", "besides", "perhaps", "bps", "remains", "includes", "represents", "comes", "goes", "expects", "news", "cents", "analysts"}  # fmt: skip
_COMPOUND = re.compile(
    r"[ ](?:and[ ])?(?P<minor>\d{1,2}|[a-z]+)(?P<cents>[ ]?(?:cents?|c|pence|p|sens?))?(?![\w.,]\d|[ ]?(?:%|percent|million|billion|bn|m\b)|\w)"
)
_LOW_DIGITS = re.compile(
    r"(?<![a-z])(?P<where>low|mid|high)[ ](?:to (?P<to>mid|high)[ ])?(?P<how>single|double|teens)(?:[ ]digits?)?(?![a-z])"
)
_WHERE = {
    ("low", "single"): (1, 3), ("mid", "single"): (4, 6), ("high", "single"): (7, 9), ("low", "double"): (10, 13),
    ("mid", "double"): (14, 16), ("high", "double"): (17, 19), ("low", "teens"): (11, 13), ("mid", "teens"): (14, 16),
    ("high", "teens"): (17, 19),
}  # fmt: skip
_MULTIPLIED = re.compile(
    r"(?<![a-z])(?P<word>doubled|doubling|tripled|tripling|trebled|quadrupled|halved|halving)(?![a-z])"
)
_MULTIPLES = {"doubl": "2", "tripl": "3", "trebl": "3", "quadr": "4", "halve": "0.5", "halvi": "0.5"}
REACH = 28
"""Characters before a number in which its prefix and qualifier are looked for."""


def scan(page: Page) -> Iterator[Candidate]:
    """Every number of a page with what stands directly at it, in order."""
    found = [*_in_digits(page), *_in_words(page)]
    for candidate in found:
        _qualify(candidate, page)
    found += [*_loose_percents(page), *_multiplied(page)]
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    taken = 0
    for candidate in found:
        if candidate.number[0] >= taken:
            candidate.start = max(candidate.start, taken)
            taken = candidate.end
            yield candidate


def _in_digits(page: Page) -> Iterator[Candidate]:
    plain = page.plain
    taken = 0
    at = 0
    while (number := next(digits.find(plain, at), None)) is not None:
        if number.form in {"spaced", "decimal_comma", "over", "mixed"} and not _is_borne_out(number, plain):
            number = digits.as_simple(number, plain)
        at = number.end
        candidate = Candidate(
            start=number.start,
            end=number.end,
            value=number.value,
            number=(number.start, number.end),
            quoted=Decimal(1).scaleb(-number.places),
            plain_digits=number.form == "simple" and number.places == 0,
        )
        if number.form == "over":
            candidate.kind, candidate.unit = "fraction", "fraction"
        _dress(candidate, page, taken)
        if candidate.end > number.end:
            at = candidate.end
        taken = candidate.end
        yield candidate


def _in_words(page: Page) -> Iterator[Candidate]:
    for number in spelled_en.find(page.words):
        candidate = Candidate(
            start=number.start, end=number.end, value=number.value, number=(number.start, number.end), scale=number.scale,
            quoted=number.scale, spelled=True,
        )  # fmt: skip
        if number.is_fraction:
            candidate.kind, candidate.unit = "fraction", "fraction"
        if not number.is_fraction:
            _dress(candidate, page, 0)
        yield candidate


def _is_borne_out(number: digits.Digits, plain: str) -> bool:
    """Whether what stands around a number says that it is written in one of the rarer forms."""
    after = plain[number.end : number.end + 12]
    prefix = currencies.before(plain, number.start)
    unit = re.match(
        r"[ -]?(?:%|percent|per cent|pct|mn|mln|m\b|bn|bln|million|billion|thousand|eur|euros?|dollars?|yen|usd|tonnes|people|shares|units)",
        after,
        re.IGNORECASE,
    )
    if number.form == "over":
        return re.match(r"[ ]?(?:%|percent|of\b)", after) is not None
    if number.form == "mixed":
        return prefix is not None or re.match(r"[ ]?(?:%|percent|to\b|,|\.|$)", after) is not None
    return (
        prefix is not None
        or unit is not None
        or (number.form == "spaced" and re.match(r"[ ](?:m[23]|[a-z]{4,})", after) is not None)
    )


def _dress(candidate: Candidate, page: Page, taken: int) -> None:
    """Read the sign, currency, scale, unit and "per" around the bare number."""
    has_prefix = _read_prefix(candidate, page, taken)
    _read_scale(candidate, page, has_prefix=has_prefix)
    if not has_prefix or candidate.unit is None:
        _read_unit(candidate, page)
    _read_compound(candidate, page)
    _read_per(candidate, page)


def _read_prefix(candidate: Candidate, page: Page, taken: int) -> bool:
    """The currency and the sign before the number."""
    plain, words = page.plain, page.words
    low = max(taken, candidate.start - REACH)
    sign = _SIGN.search(words, low, candidate.start)
    if sign and not sign["bracket"]:
        _apply_sign(candidate, sign)
    prefix = currencies.before(plain, candidate.start, low)
    if prefix is None or (prefix.is_letter and not _is_amount(candidate, page)):
        if sign and sign["bracket"]:
            _apply_bracket(candidate, sign, page)
        return False
    candidate.kind, candidate.start = "money", prefix.start
    _take_code(candidate, prefix.code, page)
    candidate.times(prefix.factor)
    outer = _SIGN.search(words, max(taken, candidate.start - REACH), candidate.start)
    if outer and outer["bracket"]:
        _apply_bracket(candidate, outer, page)
    elif outer:
        _apply_sign(candidate, outer)
    elif sign and sign["bracket"]:
        _apply_bracket(candidate, sign, page)
    return True


def _is_amount(candidate: Candidate, page: Page) -> bool:
    """R20m and P1,500 are money; the P3 is a model."""
    after = units.scales()[0].match(page.plain, candidate.end)
    return after is not None or (candidate.value or 0) >= 100  # noqa: PLR2004


def _take_code(candidate: Candidate, code: str, page: Page) -> None:
    """Set the currency; a sign that several countries use is resolved, and noted."""
    if code in currencies.AMBIGUOUS:
        candidate.unit, candidate.assumed = currencies.resolve(code, page.words, page.lang)
    else:
        candidate.unit = code


def _apply_sign(candidate: Candidate, sign: re.Match[str]) -> None:
    candidate.negative = sign["sign"] == "-" or sign["word"] is not None
    candidate.start = sign.start()


def _apply_bracket(candidate: Candidate, sign: re.Match[str], page: Page) -> None:
    """Accountants write a loss in brackets: (0.12), ($99.99). "(32%)" and "(2023: 12)" are asides."""
    after = _CLOSE.match(page.plain, candidate.end)
    if "-" in sign["bracket"]:
        candidate.negative, candidate.start = True, sign.end() - 1 - sign.group()[::-1].index("-")
    elif after and (candidate.kind == "money" or not candidate.plain_digits):
        candidate.negative, candidate.start, candidate.end = True, sign.start(), after.end()


def _read_scale(candidate: Candidate, page: Page, *, has_prefix: bool) -> None:
    if candidate.negative and page.plain[candidate.end - 1] == ")":
        scaled = units.scales()[0].match(page.plain, candidate.end)  # "$( 355) million"
        if scaled is None:
            return
    expression, table, letters = units.scales()
    match = expression.match(page.plain, candidate.end)
    if match is None:
        return
    word, gap = match["scale"], match["gap"]
    factor = table.get(word, table.get(word.lower()))
    if word in letters:
        if gap and not has_prefix:
            return
        if word in {"M", "T", "MM"} and not has_prefix and not _counts_after(page, match.end()):
            return
    if factor is None or ("-" in gap and not has_prefix and len(gap) > 1):
        return
    if candidate.spelled and candidate.scale >= factor:
        return
    candidate.scale = factor
    candidate.times(factor)
    candidate.end = match.end()


def _counts_after(page: Page, end: int) -> bool:
    return (
        units.counted().at(page.words, min(end + 1, len(page.words))) is not None
        or currencies.names("en").at(page.words, min(end + 1, len(page.words))) is not None
    )


def _read_unit(candidate: Candidate, page: Page) -> None:
    """A rate, a currency's name, a multiple or a counted noun after the number."""
    words = page.words
    gap = _UNIT_GAP.match(words, candidate.end)
    if gap is None:
        return
    place = gap.end()
    hyphened = "-" in gap.group() or page.plain[candidate.end : candidate.end + 1] == "-"
    if (rate := units.rates("en").at(words, place)) and not (rate.what == "point" and candidate.spelled):
        candidate.kind, candidate.end, candidate.hyphened = rate.what, rate.end, hyphened
        candidate.unit = rate.what
    elif times := _TIMES.match(words, candidate.end):
        if not times["times"] or units.times_follow().match(words, times.end()):
            candidate.kind, candidate.unit, candidate.end = "multiple", "multiple", times.end()
    elif name := currencies.names("en").at(words, place):
        _take_currency(candidate, name.what, name.end, page, place)
        candidate.hyphened = hyphened
    elif (duration := units.durations("en").at(words, place)) or (place < len(words) and words[place] == " "):
        if duration:
            candidate.kind, candidate.unit, candidate.end, candidate.hyphened = (
                "count",
                duration.what,
                duration.end,
                hyphened,
            )
    elif noun := units.counted().at(words, place):
        candidate.kind, candidate.unit, candidate.end, candidate.hyphened = (
            "count",
            noun.what,
            noun.end,
            hyphened,
        )
    elif candidate.kind == "number":
        _read_far_noun(candidate, page)


def _take_currency(candidate: Candidate, what: tuple[str, bool], end: int, page: Page, place: int) -> None:
    code, minor = what
    written = page.words[place:end]
    if written in {"c", "p"} and (
        page.plain[place : place + 1].isupper() or (written == "p" and page.plain[candidate.end] == " ")
    ):
        return
    if written in {
        "le",
        "pen",
        "mad",
        "try",
        "ron",
        "sol",
        "bob",
        "all",
        "real",
        "colon",
        "gel",
        "won",
    } and not _is_money_word(written, page, candidate, place, end):
        return
    candidate.kind = "money"
    if code[0] == "M" and len(code) == 4:  # "120 MEUR"  # noqa: PLR2004
        candidate.times(Decimal(10**6))
        code = code[1:]
    if code == "$":
        candidate.unit, candidate.assumed = currencies.resolve("$", page.words, "en")
    else:
        candidate.unit = code
        if written in currencies.UNSURE_NAMES:
            candidate.assumed = f'currency of "{written}"'
    if minor:
        candidate.times(currencies.HUNDREDTH)
        candidate.scale = currencies.HUNDREDTH
    candidate.end = end
    scaled = units.scales()[0].match(page.plain, end)  # "75 USD million"
    if scaled and candidate.scale == 1 and scaled["scale"] not in units.scales()[2]:
        factor = units.scales()[1].get(scaled["scale"].lower())
        if factor:
            candidate.scale = factor
            candidate.times(factor)
            candidate.end = scaled.end()


def _is_money_word(written: str, page: Page, candidate: Candidate, place: int, end: int) -> bool:
    """Whether a currency's name that is also an ordinary word is money here."""
    if written == "won":
        return candidate.scale > 1 or (candidate.value is not None and candidate.value >= 100)  # noqa: PLR2004
    return page.plain[place:end].isupper() or (written in {"real", "colon", "sol"} and candidate.scale > 1)


def _read_far_noun(candidate: Candidate, page: Page) -> None:
    """A counted noun behind one or two adjectives, or any plural behind a number that is plainly a count."""
    words = page.words
    if candidate.spelled and candidate.scale < 1000:  # noqa: PLR2004
        return
    match = _BETWEEN.match(words, candidate.end)
    if match and not set(match["adjectives"].split()) & _NOT_BETWEEN:
        noun = units.counted().at(words, match.end())
        if noun is None and " " in match["adjectives"]:
            noun = units.counted().at(words, match.start("adjectives") + match["adjectives"].index(" ") + 1)
        if noun:
            candidate.kind, candidate.unit = "count", noun.what
            return
    grouped = "," in page.plain[candidate.number[0] : candidate.number[1]]
    plural = _PLURAL.match(words, candidate.end)
    if plural and (grouped or candidate.scale > 1) and plural["noun"] not in _NOT_NOUNS:
        candidate.kind, candidate.unit = "count", _singular(plural["noun"])
        candidate.end = plural.end()


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    return noun if noun.endswith("ss") else noun[:-1]


def _read_compound(candidate: Candidate, page: Page) -> None:
    """The cents of "20 dollars and 43 cents", "15 dollars 50"."""
    if candidate.kind != "money" or candidate.scale > 1 or candidate.value is None or candidate.value % 1:
        return
    match = _COMPOUND.match(page.words, candidate.end)
    if match is None:
        return
    minor = match["minor"]
    if minor.isdigit():
        worth = Decimal(minor)
        if not match["cents"] and (len(minor) != 2 or "," in match.group()):  # noqa: PLR2004
            return
    else:
        small = [spelled.value for spelled in spelled_en.find(minor)]
        if len(small) != 1:
            return
        worth = small[0]
    if not match["cents"] and not re.match(
        r"[ ]*(?:[.!?,;]|$|more\b)", page.words[match.end() : match.end() + 8]
    ):
        return
    if worth < 100:  # noqa: PLR2004
        candidate.value += worth * currencies.HUNDREDTH
        candidate.quoted = currencies.HUNDREDTH
        candidate.end = match.end()


def _read_per(candidate: Candidate, page: Page) -> None:
    match = re.compile(r"[ -]{0,2}(?:on (?=e)|for (?=e))?").match(page.words, candidate.end)
    hit = units.per("en").at(page.words, match.end() if match else candidate.end)
    if hit is None or candidate.kind not in {"money", "count", "number"}:
        return
    if re.match(r"[ ](?:earlier|ago|before|later)\b", page.words[hit.end : hit.end + 9]):
        return  # "$100 million a year earlier"
    written = page.words[hit.start : hit.end]
    if candidate.kind == "money" or (
        candidate.kind == "count" and hit.what in {"day", "hour", "month", "year", "week"}
    ):
        candidate.per = hit.what
        if written.startswith(("a ", "an ", "per ", "/")) and candidate.kind == "money":
            candidate.end = hit.end


def _qualify(candidate: Candidate, page: Page) -> None:
    """Words of more, less and about, before and behind."""
    qualifier = units.qualifiers_before("en").before(page.words, candidate.start)
    if qualifier:
        candidate.qualifier, candidate.start = qualifier.what, qualifier.start
        outer = units.qualifiers_before("en").before(page.words, candidate.start)
        if outer and outer.what != "~":  # "more than an estimated", "up to about"
            candidate.qualifier, candidate.start = outer.what, outer.start
    elif verb := units.qualifying_verbs().before(page.words, candidate.start):
        candidate.qualifier = verb.what
    expression, table = units.qualifiers_after("en")
    if after := expression.match(page.words, candidate.end):
        candidate.qualifier = candidate.qualifier or table[after["word"]]
        candidate.end = after.end()


def _loose_percents(page: Page) -> Iterator[Candidate]:
    """As in "low single digits", "mid-teens"."""
    for match in _LOW_DIGITS.finditer(page.words):
        low, high = _WHERE[match["where"], match["how"]]
        if match["to"]:
            high = _WHERE[match["to"], match["how"]][1]
        yield Candidate(
            start=match.start(), end=match.end(), value=None, low=Decimal(low), high=Decimal(high), kind="percent", unit="percent",
            number=match.span(), qualifier="~", spelled=True, quoted=Decimal(1),
        )  # fmt: skip


def _multiplied(page: Page) -> Iterator[Candidate]:
    """Verbs that are a multiple: doubled, halved."""
    for match in _MULTIPLIED.finditer(page.words):
        yield Candidate(
            start=match.start(), end=match.end(), value=Decimal(_MULTIPLES[match["word"][:5]]), kind="multiple", unit="multiple",
            number=match.span(), spelled=True, quoted=Decimal("0.1"),
        )  # fmt: skip
