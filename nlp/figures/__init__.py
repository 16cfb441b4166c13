"""Finds every number of a text and its meaning. Pure: text in, records out; no spaCy, no files.

In order of processing, each a package that imports only those before it:

1. `text`: the text in one form, and the word lists.
2. `numbers`: numbers with their units.
3. `periods`: periods as the text words them.
4. `metrics`: what each number of a sentence measures.
5. `statuses`: actual, prior or forecast; comparison and direction.
6. `subjects`: which company or segment it is about.
7. `timing`: the period of each figure.
8. `refining`: last touches, records, statements.

A `Scene` (`scenes`) is one sentence with its marked words, periods and figures. A figure is a `Draft` there: most rules ask
it for the words and marks before it and behind it, and for its neighbours. `asides` leaves out relative clauses, `conversions`
what is only told again in another currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from nlp.context import Context
from nlp.figures import asides, conversions
from nlp.figures.metrics import attachment, bare_units
from nlp.figures.numbers import bracketed, non_figures, quantities_en, quantities_zh, ranges, rows
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.periods.fiscal import Calendars
from nlp.figures.periods.named import Period
from nlp.figures.refining import finishing, refine, statements
from nlp.figures.scenes import Draft, Scene
from nlp.figures.statuses import comparing, direction, status
from nlp.figures.subjects.cast import Subjects
from nlp.figures.subjects.named import datelines_of
from nlp.figures.text import pages, senses
from nlp.figures.text.pages import Page
from nlp.figures.text.words import Hit
from nlp.figures.timing import announced, assignment
from nlp.figures.timing.reported import Reported, ends_of_quarters
from records import Figure, Mention

_REPORT = re.compile(r"quarter|half|months|q[1-4]|annual|year|fiscal|季|半年|个月|年报|年度|业绩")


def find(
    text: str,
    context: Context,
    names: Sequence[Mention] = (),
    parts: Iterable[tuple[int, str]] = (),
) -> list[Figure]:
    """Return every figure of a text, in order.

    Args:
        text: the text; offsets of the figures are code points of it.
        context: language, date, watch list; the title if it is not part of the text.
        names: names marked in the text; without them, names are recognised by capitals and the watch list.
        parts: offset and universal part of speech of each word; only consumed if there are numbers.
    """
    lang = "zh" if context.lang == "zh" else "en"
    page = pages.prepare(text, lang)
    candidates = _candidates(page)
    if not candidates:
        return []
    datelines = datelines_of(page)
    subjects = Subjects(page, context, names, {page.place(start): part for start, part in parts}, datelines)
    calendars = _calendars(context)
    about = Reported(ends=ends_of_quarters(page))
    before: Draft | None = None
    sentences: list[list[Draft]] = []
    for scene in _scenes(page, candidates, calendars.today, datelines):
        converted = conversions.set_aside(scene)
        if scene.drafts:
            _give_metrics(scene, before, sentences)
        subjects.assign(scene)
        about = (
            assignment.time(scene, calendars, about)
            if scene.drafts
            else announced.follow(scene, calendars.of(subjects.entity), about)
        )
        comparing.compare_by_periods(scene, calendars)
        finishing.finish(scene)
        refine.refine(scene)
        conversions.put_back(scene, converted)
        sentences.append(scene.drafts)
        before = scene.drafts[-1] if scene.drafts else before
    statements.number(sentences)
    return [finishing.record(draft, page) for drafts in sentences for draft in drafts]


def _give_metrics(scene: Scene, before: Draft | None, earlier: list[list[Draft]]) -> None:
    """Give the drafts of a sentence their metric, unit, status, comparison and direction; drop those without a unit."""
    bare_units.settle_points(scene)
    attachment.attach(scene, before)
    scene.keep([draft for draft in scene.drafts if bare_units.settle_unit(draft, earlier)])
    status.assign_status(scene, before)
    comparing.compare(scene)
    direction.assign_direction(scene)


def _candidates(page: Page) -> list[Candidate]:
    scan = quantities_zh.scan if page.lang == "zh" else quantities_en.scan
    stretches = non_figures.outside(page)
    candidates = ranges.join(scan(page))
    rows.share_units(candidates, page)
    bracketed.read(candidates, page)
    return [
        candidate
        for candidate in candidates
        if not (_is_hopeless(candidate, page.lang) or non_figures.is_non_figure(candidate, stretches))
    ]


def _is_hopeless(candidate: Candidate, lang: str) -> bool:
    """Return whether a number can never become a figure: without unit or scale, in words (or whole, in Chinese), or a lone 万."""
    bare = candidate.kind == "number" and candidate.scale == 1
    alone = candidate.kind == "number" and candidate.spelled and candidate.qualifier is None
    if alone and lang == "zh" and candidate.number[1] - candidate.number[0] == 1:
        return True
    return bare and (candidate.spelled or (lang == "zh" and candidate.quoted == 1))


def _scenes(
    page: Page, candidates: list[Candidate], today: date | None, datelines: list[tuple[int, int]]
) -> list[Scene]:
    """Return the sentences, each with its numbers."""
    scenes = []
    last: list[Period] = []
    at = 0
    for start, end in page.sentences:
        drafts = []
        while at < len(candidates) and candidates[at].number[0] < end:
            if candidates[at].number[0] >= start:
                drafts.append(Draft(candidates[at]))
            at += 1
        if not drafts:
            # It may still name the reported period: "its second quarter report for 2024".
            named = assignment.find(page, start, end, today) if _REPORT.search(page.words, start, end) else []
            last = named
            scenes.append(Scene(page, start, end, [], [], named))
            continue
        marks = senses.find(page, start, end)
        drafts = [draft for draft in drafts if not _is_in_name(draft, marks)]
        marks = _outside_numbers(marks, drafts)
        last = named = assignment.find(page, start, end, today, last)
        drafts = [draft for draft in drafts if not _is_period(draft, named)]
        marks = asides.outside_asides(marks, page, drafts, start, end)
        named = asides.outside_asides(named, page, drafts, start, end)
        named = [period for period in named if not any(low <= period.start < high for low, high in datelines)]
        scenes.append(Scene(page, start, end, drafts, marks, named))
    return scenes


def _outside_numbers(marks: list[senses.Mark], drafts: list[Draft]) -> list[senses.Mark]:
    """Return the marks outside of numbers; in 跌近5%, 近 belongs to the figure and 跌 stays a word."""
    found = []
    for mark in marks:
        start, end, what = mark
        for draft in drafts:
            low, high = draft.candidate.number
            if low < mark.end and start < high:
                break
            if start < draft.start < end <= low:
                end = draft.start
        else:
            found.append(mark if end == mark.end else Hit(start, end, what))
    return found


def _is_in_name(draft: Draft, marks: list[senses.Mark]) -> bool:
    """Return whether a number is part of a name: the 500 of the S&P 500."""
    low, high = draft.candidate.number
    return draft.candidate.unit is None and any(mark.start < low and high <= mark.end for mark in marks)


def _is_period(draft: Draft, named: list[Period]) -> bool:
    """Return whether a number is part of a period: the 30 of June 30, 2024."""
    candidate = draft.candidate
    if candidate.kind not in {"number", "count"}:
        return False
    low, high = candidate.number
    return any(period.start < high and low < period.end for period in named)


def _calendars(context: Context) -> Calendars:
    today = context.published.astimezone(ZoneInfo(context.zone)).date() if context.published else None
    ends = {
        company.id: int(company.fiscal_year_end.partition("-")[0])
        for company in context.watchlist.companies
        if company.fiscal_year_end
    }
    return Calendars(today, ends, context.entity)
