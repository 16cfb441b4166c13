"""Parts and their total: what a sentence says a figure is made up of, and the quarters and halves of a longer period.

Does not judge a list that may leave parts out ("including", 其中), unless its last part is the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from records import Check, FigureRef, Item
from stories.checks.case import Case
from stories.checks.precision import percent, same_sign, shown, slack, upper
from stories.checks.scopes import scope_of
from stories.checks.verdicts import make_check, measured
from stories.text.phrases import phrases, plain

ADDED = frozenset(
    {"revenue", "gross_profit", "operating_profit", "pretax_profit", "net_income", "ebitda", "rnd", "capex", "marketing", "deliveries",
     "unit_sales", "orders", "cash_flow", "free_cash_flow"}
)  # fmt: skip
"""Metrics whose quarters add up to the year."""

PERIODS = {"": ("Q1", "Q2", "Q3", "Q4"), "9M": ("Q1", "Q2", "Q3"), "H1": ("Q1", "Q2"), "H2": ("Q3", "Q4")}
"""Part of a year ("" is the whole) → its quarters."""
_HALVES = {"": ("H1", "H2"), "9M": ("H1", "Q3")}
_FEWEST = 2
_CODE = re.compile(r"((?:FY)?\d{4})(?:-(\w\w))?", re.ASCII)


def check(case: Case) -> Iterator[Check]:
    """Add up the parts of a total in every sentence, and the parts of a period in every text."""
    by_item: dict[str, list[FigureRef]] = defaultdict(list)
    for ref in case.figures:
        if ref.figure.value is not None and ref.figure.per is None and ref.figure.basis != "change":
            by_item[ref.item].append(ref)
    for identity, refs in by_item.items():
        item = case.items[identity]
        told = sorted(refs, key=lambda ref: ref.figure.start)
        within = [ref for ref in told if ref.figure.end <= len(item.text)]
        for place, total in enumerate(within):
            if parts := _listed(within, place, item) or _listed_before(within, place, item):
                yield from _added(case, total, parts, "a sentence gives")
        yield from _periods(case, told)


def _listed(told: Sequence[FigureRef], place: int, item: Item) -> list[FigureRef]:
    """Return the parts that follow a total in its sentence, if they are all its parts."""
    total = told[place]
    parts: list[FigureRef] = []
    for ref in told[place + 1 :]:
        if _of_other_sentence(item, total, ref):
            break
        if _is_part(ref, total):
            parts.append(ref)
    if len(parts) < _FEWEST:
        return []
    text, lang = item.text, item.lang
    lead = plain(text[total.figure.end : parts[0].figure.start], lang)
    before_last = plain(text[parts[-2].figure.end : parts[-1].figure.start], lang)
    if phrases("parts", "made_of", lang).search(lead):
        return parts
    if phrases("parts", "begins", lang).search(lead) and _closes(item, parts[-1]):
        return parts
    opens = phrases("parts", "opens", lang).search(lead) or _OF_THE.search(
        item.text, max(0, total.figure.start - _NEAR), total.figure.start
    )
    return parts if opens and phrases("parts", "complete", lang).search(before_last) else []


def _closes(item: Item, last: FigureRef) -> bool:
    behind = item.text[last.figure.end : last.figure.end + _NEAR]
    return phrases("parts", "closes", item.lang).search(behind) is not None


def _listed_before(told: Sequence[FigureRef], place: int, item: Item) -> list[FigureRef]:
    """Return the parts before a total that the sentence itself adds up: 国产3.1万台、进口1.8万台，合计4.9万台."""
    total = told[place]
    before = takewhile(lambda ref: not _of_other_sentence(item, ref, total), reversed(told[:place]))
    of_its_unit = (ref for ref in before if ref.figure.unit == total.figure.unit)
    parts = list(takewhile(lambda ref: _is_part(ref, total), of_its_unit))[::-1]
    if len(parts) < _FEWEST:
        return []
    lead = plain(item.text[parts[-1].figure.end : total.figure.start], item.lang)
    said = [*phrases("parts", "sums", item.lang).finditer(lead)]
    return parts if said and len(lead) - said[-1].end() <= _CLOSE else []


_OF_THE = re.compile(r"[Oo]f (?:the|its) $")
_NEAR = 7
"""Characters in which "of the" stands before a total, and 构成 behind the last part."""
_CLOSE = 8
"""Characters between "for a total of" and the total."""
_END = re.compile(r"[.!?](?:\s|$)|[。！？；;\n]")


def _of_other_sentence(item: Item, one: FigureRef, other: FigureRef) -> bool:
    return _END.search(item.text, one.figure.end, other.figure.start) is not None


def _is_part(ref: FigureRef, total: FigureRef) -> bool:
    part, whole = ref.figure, total.figure
    return (
        part.unit == whole.unit
        and part.unit not in {"percent", "pp", "bp", "multiple", "fraction"}
        and part.metric in {whole.metric, None}
        and part.status == whole.status
        and same_sign(upper(part), upper(whole))
        and abs(upper(part)) < abs(upper(whole))
    )


def _periods(case: Case, told: Sequence[FigureRef]) -> Iterator[Check]:
    """Add up quarters and halves that one text gives beside the period they make up."""
    of_what: dict[tuple[object, ...], dict[tuple[str, str], FigureRef]] = defaultdict(dict)
    for ref in told:
        figure = ref.figure
        code = _CODE.fullmatch(figure.period or "")
        if code is None or figure.metric not in ADDED or figure.status not in {"actual", "prior", None}:
            continue
        what = (figure.metric, figure.unit, bool(figure.adjusted), scope_of(figure), case.subject(figure))
        of_what[what].setdefault((code[1], code[2] or ""), ref)
    for by_period in of_what.values():
        for (year, part), total in by_period.items():
            for names in (PERIODS.get(part, ()), _HALVES.get(part, ())):
                parts = [by_period[year, name] for name in names if (year, name) in by_period]
                if names and len(parts) == len(names):
                    yield from _added(case, total, parts, "one text gives")
                    break


def _added(case: Case, total: FigureRef, parts: Sequence[FigureRef], where: str) -> Iterator[Check]:
    """Compare a total with the sum of its parts at their quoted precision; a bound ("more than") proves nothing."""
    numbers = [ref.figure for ref in (total, *parts)]
    if any(figure.qualifier for figure in numbers):
        return
    whole, *values = map(upper, numbers)
    found = sum(values[1:], values[0])
    yield make_check(
        case.story,
        "arithmetic",
        "adds_up" if abs(found - whole) <= sum(map(slack, numbers)) else "does_not_add_up",
        total,
        parts[0],
        why=f"{where} {measured(total.figure, case.story)}, {total.figure.text}, and all its parts: "
        + ", ".join(_part(ref) for ref in parts),
        derivation=f"{' + '.join(map(shown, values))} = {shown(found)}, said: {shown(whole)} {total.figure.unit}",
        difference=percent(found, whole) if whole else None,
    )


def _part(ref: FigureRef) -> str:
    return f"{ref.figure.text}{f' ({ref.figure.period})' if ref.figure.period else ''}"
