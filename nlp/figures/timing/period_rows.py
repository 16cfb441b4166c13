"""Aligns figures and periods listed in the same order: "$5m and $4m in 2020 and 2019, respectively"."""

from __future__ import annotations

import re

from nlp.figures.periods.named import Period
from nlp.figures.scenes import Draft, Scene

_IN_A_ROW = re.compile(
    r"(?:[ ](?:gain|loss|income|expense|net|after tax))?[ ,;、]*(?:and[ ]|和|及|以及|或)?[ ]?(?:(?:a|an|of|net|to|by|loss|gain|expense|income|approximately|about)[ ]){0,5}"
)
_JOIN = re.compile(
    r"[ ]?(?:,|and|, and|、|和|及|years?|fiscal|fiscal years|as of|for|the)?[ ,]*(?:and )?(?:as of |for |fiscal )?"
)
_RESPECTIVELY = re.compile(r"[ ]?,? ?respectively\b")
_COMPARED_ZH = re.compile(r"[较比]$")
"""In 较2022年和2019年分别增长26.7%和12.2% the years are bases of comparison."""
_ASIDE = re.compile(r"[ ]?\([^()]*\)")


def align(scene: Scene) -> dict[int, Period]:
    """Return the periods of figures listed in parallel with them, by figure index."""
    result: dict[int, Period] = {}
    if len(scene.periods) < 2 and not any(_years_of(period) for period in scene.periods):  # noqa: PLR2004
        return result
    chains = [
        chain
        for chain in _chains(scene)
        if not _COMPARED_ZH.search(scene.page.plain, max(scene.start, chain[0].start - 2), chain[0].start)
    ]
    asides = _asides(scene)
    runs = _runs(scene, asides)
    for position, run in enumerate(runs):
        first = scene.drafts[run[0]].start
        finish = scene.drafts[run[-1]].end
        until = scene.drafts[runs[position + 1][0]].start if position + 1 < len(runs) else scene.end
        for years in map(_years_of, scene.periods):
            if len(years) == len(run) and (years[0].end <= first or finish <= years[0].start < until):
                result.update(zip(run, years, strict=True))
        after = next((chain for chain in chains if finish <= chain[0].start < until), None)
        before = next((chain for chain in reversed(chains) if chain[-1].end <= first), None)
        for chain in (after, before):
            if chain is not None and len(chain) == len(run) > 1:
                result.update(zip(run, chain, strict=True))
                break
            alone = len(run) == 1 and chain is before and after is None
            if (
                chain is not None
                and alone
                and len(chain) > 1
                and _is_right_behind(scene.drafts[run[0]], chain)
            ):
                result[run[0]] = max(chain, key=lambda period: period.year or 0)
    result.update(_respectively(scene, chains, asides))
    result.update(_from_first_to_last(scene))
    result.update({aside: result[of] for aside, of in asides.items() if of in result})
    return result


def _is_right_behind(draft: Draft, chain: list[Period]) -> bool:
    """Return whether no other figure stands between the periods and a figure."""
    return draft.previous is None or draft.previous.start < chain[-1].end


def _respectively(scene: Scene, chains: list[list[Period]], asides: dict[int, int]) -> dict[int, Period]:
    """Align what is explicitly in order: "2 million shares for $21m and 3 million for $36m in 2021 and 2020, respectively"."""
    found: dict[int, Period] = {}
    low = scene.start
    for chain in chains:
        if len(chain) > 1 and _RESPECTIVELY.match(scene.page.words, chain[-1].end):
            told = [
                index
                for index, draft in enumerate(scene.drafts)
                if low <= draft.start < chain[0].start and index not in asides
            ]
            each = len(told) // len(chain)
            kinds = [scene.drafts[index].kind for index in told]
            if each and len(told) == each * len(chain) and kinds == kinds[:each] * len(chain):
                found |= {index: chain[place // each] for place, index in enumerate(told)}
        low = chain[-1].end
    return found


def _asides(scene: Scene) -> dict[int, int]:
    """Return figures in brackets after another, "$96 ($76 after tax)", by index, with the other's index."""
    found: dict[int, int] = {}
    for index in range(1, len(scene.drafts)):
        gap = scene.text(scene.drafts[index - 1].end, scene.drafts[index].start)
        if gap.strip() == "(":
            found[index] = found.get(index - 1, index - 1)
    return found


def _runs(scene: Scene, asides: dict[int, int]) -> list[list[int]]:
    """Group the figures of one enumeration."""
    runs: list[list[int]] = []
    for index, draft in enumerate(scene.drafts):
        if index in asides:
            continue
        if runs:
            gap = _ASIDE.sub("", scene.text(scene.drafts[runs[-1][-1]].end, draft.start))
            if _IN_A_ROW.fullmatch(gap):
                runs[-1].append(index)
                continue
        runs.append([index])
    return runs


def _chains(scene: Scene) -> list[list[Period]]:
    """Group the periods: "December 31, 2020 and 2019" are two year ends."""
    chains: list[list[Period]] = []
    for period in scene.periods:
        if period.form not in {"year", "date", "months_to", "quarter", "month", "half", "nine", "span"} or (
            is_event(scene, period) and not chains
        ):
            continue
        joint = scene.text(chains[-1][-1].end, period.start) if chains else ""
        if joint and _JOIN.fullmatch(joint):  # 截至6月30日第二季度 are one
            lead = chains[-1][0]
            bare = period.form == "year" and lead.form in {"date", "months_to", "quarter", "half", "nine"}
            chains[-1].append(
                lead._replace(start=period.start, end=period.end, year=period.year) if bare else period
            )
        else:
            chains.append([period])
    return chains


def _from_first_to_last(scene: Scene) -> dict[int, Period]:
    """Date both ends of a move over years, and its rate: 2022年至2024年，收入由5亿元增至9亿元，年复合增长率34%."""
    found: dict[int, Period] = {}
    for period in scene.periods:
        years = _years_of(period)
        behind = [index for index, draft in enumerate(scene.drafts) if draft.start >= period.end]
        if not years or len(behind) < 2:  # noqa: PLR2004
            continue
        first, last = behind[:2]
        if scene.drafts[first].status == "prior" and _MOVES_TO.search(scene.drafts[last].lead):
            found |= {first: years[0], last: years[-1]} | {
                index: period for index in behind[2:] if scene.drafts[index].kind == "percent"
            }
    return found


_MOVES_TO = re.compile(r"[至到为]约?$|\bto (?:about |around |some )?$")


def _years_of(period: Period) -> list[Period]:
    """Return each year of a range of whole years: 2022年至2024年."""
    if period.form != "span" or period.year is None or period.month != 12 or period.first > 1:  # noqa: PLR2004
        return []
    first = period.year + (period.first - 1) // 12
    return [
        period._replace(form="year", year=year, month=0, first=0) for year in range(first, period.year + 1)
    ]


def is_event(scene: Scene, period: Period) -> bool:
    """Return whether a bare date is an event's rather than a figure's period; "as of June 30" is a period."""
    if period.form != "date":
        return False
    head = scene.text(max(scene.start, period.start - 12), period.start)
    behind = scene.text(period.end, period.end + 2)
    return (
        not re.search(
            r"\b(?:as of|at|by|on|until|ended|from|to|and|or|since|through)[ ]$|[截于至]|截止|[,、和][ ]?$",
            head,
        )
        and not re.match(r"[止末底]", behind)
        and period.day < 28  # noqa: PLR2004
    )
