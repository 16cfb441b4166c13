"""Checks the sums that a text implies: level, base and change in one statement; result against consensus; loss per unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from records import Check, Figure, FigureRef, Story, Verdict
from stories.checks import precision, sums
from stories.checks.precision import percent, same_sign, shown
from stories.checks.scopes import scope_of
from stories.checks.verdicts import make_check, subject_of
from stories.items.roster import Roster

PROFITS = frozenset({"net_income", "operating_profit", "pretax_profit", "ebitda", "gross_profit"})
COUNTS = frozenset({"deliveries", "unit_sales", "store_count", "orders", "mau", "headcount"})
PER_UNIT = {"profit_per_unit": PROFITS, "gross_profit_per_unit": frozenset({"gross_profit"})}
"""Per-unit metric to the metrics of the totals that can support it."""

UNLIKELY = 100
"""Maximum deviation from consensus in percent; beyond it the estimate was for something else."""


def statements(story: Story, figures: Sequence[FigureRef]) -> Iterator[Check]:
    """Check level, base and percentage change where one statement gives all three."""
    by_statement: dict[tuple[str, int], list[FigureRef]] = defaultdict(list)
    for ref in figures:
        if ref.figure.statement is not None and ref.figure.value is not None:
            by_statement[ref.item, ref.figure.statement].append(ref)
    for refs in by_statement.values():
        levels = [r for r in refs if r.figure.basis == "level" and r.figure.status in {"actual", None}]
        bases = [r for r in refs if r.figure.basis == "level" and r.figure.status == "prior"]
        changes = [r for r in refs if r.figure.basis == "change" and r.figure.unit == "percent"]
        if len(levels) == 1 and len(bases) == 1 and len(changes) == 1 and _is_before(bases[0], levels[0]):
            yield from _change(story, levels[0], bases[0], changes[0])


def _is_before(base: FigureRef, level: FigureRef) -> bool:
    """Return whether the base is from another period of the same length, if both name theirs."""
    then, now = base.figure.period, level.figure.period
    if then is None or now is None:
        return True
    return ("-" in then, "/" in then) == ("-" in now, "/" in now) and then != now


def _change(story: Story, level: FigureRef, base: FigureRef, change: FigureRef) -> Iterator[Check]:
    now, before, said = level.figure.value, base.figure.value, change.figure.value
    if now is None or before is None or said is None or not before or level.figure.unit != base.figure.unit:
        return
    found = percent(now, before)
    fits = sums.is_consistent(base.figure, change.figure, level.figure)
    yield make_check(
        story,
        "arithmetic",
        "adds_up" if fits else "does_not_add_up",
        level,
        change,
        why="one statement gives level, base and change",
        derivation=f"({shown(now)} - {shown(before)}) / {shown(abs(before))} = {found} %, said: {shown(said)} %",
        difference=found,
    )


def surprises(story: Story, figures: Sequence[FigureRef], roster: Roster) -> Iterator[Check]:
    """Compare results with estimates of the same metric, subject and period."""
    estimates = [
        r for r in figures if r.figure.status == "estimate" and r.figure.compare in {"vs_consensus", None}
    ]
    told: set[tuple[object, ...]] = set()
    of_text, elsewhere = _by_text(figures), _by_place(figures, story, roster)
    fitting: dict[tuple[object, ...], list[FigureRef]] = {}
    for estimate in estimates:
        e = estimate.figure
        what = (e.metric, e.unit, e.per)
        whom = subject_of(e, story, roster)
        # Results elsewhere fit every estimate with the same key.
        alike = (*what, e.period, scope_of(e) if e.metric_text else None, whom)
        if alike not in fitting:
            fitting[alike] = [
                r
                for r in elsewhere[what].values()
                if _measures(r.figure, e) and subject_of(r.figure, story, roster) == whom
            ]
        actual = min(
            (
                *(r for r in of_text[estimate.item] if _result_for(r, estimate, story, roster)),
                *fitting[alike],
            ),
            key=lambda r: (
                r.item != estimate.item,
                r.figure.statement != estimate.figure.statement,
                abs(r.figure.start - estimate.figure.start),
                r.item,
            ),
            default=None,
        )
        if actual is None or actual.figure.value is None or not estimate.figure.value:
            continue
        now, expected = actual.figure.value, estimate.figure.value
        difference = percent(now, expected)
        said = (actual.figure.metric, now, expected)
        if said in told or abs(difference) > UNLIKELY:
            continue
        told.add(said)
        verdict: Verdict = "agrees" if not difference else "beats" if difference > 0 else "misses"
        period = estimate.figure.period or actual.figure.period
        yield make_check(
            story,
            "surprise",
            verdict,
            actual,
            estimate,
            why=f"{actual.figure.metric}{f' of {period}' if period else ''} and what the market expected of it",
            derivation=f"({shown(now)} - {shown(expected)}) / {shown(abs(expected))} = {difference} %",
            difference=difference,
        )


def _by_text(figures: Sequence[FigureRef]) -> dict[str, list[FigureRef]]:
    found: dict[str, list[FigureRef]] = defaultdict(list)
    for ref in figures:
        found[ref.item].append(ref)
    return found


def _by_place(
    figures: Sequence[FigureRef], story: Story, roster: Roster
) -> dict[tuple[str | None, ...], dict[tuple[object, ...], FigureRef]]:
    """Index results by metric, unit and per. Of results in the same position of several texts (reprints), keep that of the lowest item id."""
    found: dict[tuple[str | None, ...], dict[tuple[object, ...], FigureRef]] = defaultdict(dict)
    for ref in figures:
        figure = ref.figure
        if figure.status not in {"actual", None}:
            continue
        place = (
            figure.basis, figure.status, figure.value is None, figure.period, subject_of(figure, story, roster),
            figure.statement, figure.start,
        )  # fmt: skip
        alike = found[figure.metric, figure.unit, figure.per]
        if place not in alike or ref.item < alike[place].item:
            alike[place] = ref
    return found


def _result_for(ref: FigureRef, estimate: FigureRef, story: Story, roster: Roster) -> bool:
    a, e = ref.figure, estimate.figure
    return _measures(a, e) and (
        subject_of(a, story, roster) == subject_of(e, story, roster)
        or (
            ref.item == estimate.item
            and a.statement is not None
            and a.statement == e.statement
            and not (a.subject and e.subject)
        )
    )


def _measures(a: Figure, e: Figure) -> bool:
    """Return whether a figure is a result for what an estimate is about, whoever its subject."""
    return (
        a.metric is not None
        and a.metric == e.metric
        and a.unit == e.unit
        and a.per == e.per
        and a.basis in {"level", None}
        and a.status in {"actual", None}
        and a.value is not None
        and (a.period == e.period or a.period is None or e.period is None)
        and (not e.metric_text or scope_of(a) == scope_of(e))
    )


def per_unit(story: Story, figures: Sequence[FigureRef]) -> Iterator[Check]:
    """Check a per-unit claim against a total and a count in the story."""
    tried: set[tuple[object, ...]] = set()
    order = {id(ref): place for place, ref in enumerate(figures)}
    for claim in sorted(figures, key=lambda ref: (ref.at.timestamp() if ref.at else 0.0, ref.item)):
        said = claim.figure
        wording = (said.metric, said.value, said.qualifier, said.unit, said.per)
        if wording in tried:
            continue
        tried.add(wording)
        if said.value is None or said.per is None or said.metric not in PER_UNIT:
            continue
        totals = [r for r in figures if r.figure.metric in PER_UNIT[said.metric] and _total_for(r, claim)]
        counts = [
            r for r in figures if r.figure.unit == said.per and (r.figure.metric in COUNTS) and _count(r)
        ]
        pairs = list(_pairs(_by_value(totals), _by_value(counts)))
        if not pairs:
            continue
        total, count = min(pairs, key=lambda pair: (*_fit(claim, *pair), *(order[id(ref)] for ref in pair)))
        whole, number = total.figure.value, count.figure.value
        if whole is None or not number:
            continue
        each = (whole / number).quantize(Decimal(1))
        held = same_sign(each, said.value) and _reaches(claim, each)
        yield make_check(
            story,
            "per_unit",
            "supports" if held else "conflicts",
            claim,
            total,
            why=f"{total.figure.metric} of {total.figure.period or 'the same period'} divided by {shown(number)} "
            f"{count.figure.unit}s ({count.item})",
            derivation=f"{shown(abs(whole))} / {shown(number)} = {shown(abs(each))}; said: "
            f"{said.qualifier or ''}{shown(abs(said.value))} {said.unit} a {said.per}",
            difference=percent(abs(each), abs(said.value)),
        )


def _by_value(figures: Sequence[FigureRef]) -> list[dict[str, FigureRef]]:
    """Group figures by value and period: for each, the first figure of every text."""
    found: dict[tuple[Decimal | None, str | None], dict[str, FigureRef]] = defaultdict(dict)
    for ref in figures:
        found[ref.figure.value, ref.figure.period].setdefault(ref.item, ref)
    return list(found.values())


def _pairs(
    totals: Sequence[dict[str, FigureRef]], counts: Sequence[dict[str, FigureRef]]
) -> Iterator[tuple[FigureRef, FigureRef]]:
    """Yield totals and counts that may belong together, from one text where possible."""
    for by_text in totals:
        for others in counts:
            both = by_text.keys() & others.keys()
            total = by_text[min(both or by_text)]
            count = others[min(both or others)]
            if _together(total, count):
                yield total, count


def _total_for(ref: FigureRef, claim: FigureRef) -> bool:
    total, said = ref.figure, claim.figure
    return (
        total.value is not None
        and said.value is not None
        and total.per is None
        and total.unit == said.unit
        and total.basis in {"level", None}
        and same_sign(total.value, said.value)
        and abs(total.value) > abs(said.value)
    )


def _count(ref: FigureRef) -> bool:
    figure = ref.figure
    return bool(figure.value) and figure.basis in {"level", None} and figure.status in {"actual", None}


def _together(total: FigureRef, count: FigureRef) -> bool:
    """Return whether total and count are of one period, as far as known."""
    a, b = total.figure.period, count.figure.period
    return a is None or b is None or a == b


def _fit(claim: FigureRef, total: FigureRef, count: FigureRef) -> tuple[bool, bool, Decimal, str, str]:
    """Sort key: pairs with the same known period first, then one text, then the result nearest to the claim."""
    whole, number = total.figure.value or Decimal(0), count.figure.value or Decimal(1)
    said = claim.figure.value or Decimal(1)
    known = total.figure.period is not None and total.figure.period == count.figure.period
    return (not known, total.item != count.item, abs(abs(whole / number) - abs(said)), total.item, count.item)


def _reaches(claim: FigureRef, each: Decimal) -> bool:
    said = claim.figure
    if said.value is None:
        return False
    match said.qualifier:
        case ">" | ">=":
            return abs(each) >= abs(said.value) and abs(each) <= 2 * abs(said.value)
        case "<" | "<=":
            return abs(each) <= abs(said.value)
        case _:
            return abs(abs(each) - abs(said.value)) <= max(
                precision.step(said.value), abs(said.value) * precision.LOOSE
            )
