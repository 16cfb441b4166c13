"""From English drafts to records: full names, roles, channels, days, what is answered, stance, groups."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from zoneinfo import ZoneInfo

from nlp.context import Context
from nlp.quotes.answering import answers
from nlp.quotes.channels import channel_of
from nlp.quotes.confidence import confidence_of
from nlp.quotes.coreference import PRONOUNS, Cast, Figure
from nlp.quotes.dates import days_named
from nlp.quotes.draft import Draft, Span
from nlp.quotes.inflection import singular, verb_forms
from nlp.quotes.lexicon import words
from nlp.quotes.page import Page
from nlp.quotes.roles import introduction, role_of
from nlp.quotes.stance import stance_of
from records import Quote

NEAR = 400
"""Characters around a quotation in which its channel is looked for."""

SHORT = 2
"""Tokens behind the article of a phrase that stands for somebody named; a longer one tells somebody apart."""

SOMEBODY = re.compile(r"(?:an?|the|one|his|her|their|[\w’' ]+[’']s)\s+(?!.*(?:ies|[^s]s)$)", re.IGNORECASE)
"""A speaker without a name for whom "he" or "she" may stand."""

FIRMS = frozenset(
    {
        "company",
        "firm",
        "bank",
        "group",
        "carmaker",
        "automaker",
        "retailer",
        "manufacturer",
        "startup",
        "agency",
        "airline",
        "brokerage",
        "lender",
        "regulator",
        "newspaper",
        "network",
        "campaign",
    }
)
Role = tuple[str | None, str | None]


def finish(page: Page, drafts: list[Draft], context: Context) -> list[Quote]:
    """The quotations of a page as records, in order."""
    cast = Cast(page)
    published = local_day(context)
    days = days_named(page.text, published, lang="en")
    known: dict[str, Role] = {}
    offices = _offices(page, cast, known)
    groups: dict[Span, int] = {}
    done: list[Quote] = []
    last: Figure | None = None
    firm: Figure | None = None
    somebody: str | None = None
    for draft in drafts:
        figure, name, place = _speaker(page, cast, draft, (last, firm), offices)
        if figure is None and name is not None and name.lower() in {"he", "she"}:
            name = somebody or name
        elif figure is None and name is not None and name.lower() not in PRONOUNS:
            somebody = name if _somebody(name) else None
        if figure is not None:
            last, somebody = figure, None
            if not figure.person:
                firm = figure
        around = _around(page, draft)
        cue = page.text[slice(*draft.cue)] if draft.cue else None
        channel, kind = channel_of("en", around, cue)
        answering, what, title = (
            answers(page.text, draft.sentence, page.marks)
            if draft.sentence and draft.rule != "silence"
            else (False, None, None)
        )
        if title is not None and title[0] <= draft.span[0] < title[1]:
            continue
        role, organisation = _role(page, draft, place, figure, known)
        wording = page.text[slice(*draft.span)]
        lemma = verb_forms().get(cue.lower()) if cue else None
        done.append(
            Quote(
                start=draft.span[0],
                end=draft.span[1],
                text=wording,
                kind=draft.kind,
                rule=draft.rule,
                confidence=confidence_of(
                    draft.confidence,
                    speaker=name is not None,
                    named=figure is not None,
                    marked=draft.kind == "direct",
                    words=len(wording.split()),
                    whole=wording[:1].isupper() or not wording[:1].isalpha(),
                ),
                speaker=name,
                speaker_start=draft.speaker[0] if draft.speaker else None,
                speaker_end=draft.speaker[1] if draft.speaker else None,
                speaker_entity=figure.entity if figure else None,
                role=role,
                organisation=organisation,
                cue=cue,
                cue_start=draft.cue[0] if draft.cue else None,
                cue_end=draft.cue[1] if draft.cue else None,
                channel=channel,
                channel_kind=kind,
                said_on=_day(page, draft, days),
                responds_to=what,
                stance=draft.stance or stance_of("en", lemma, wording, answers=answering or kind == "post"),
                group=_group(draft, groups),
            )
        )
    return done


def local_day(context: Context) -> date | None:
    """The day of publication where the text was published."""
    if context.published is None:
        return None
    return (
        context.published.astimezone(ZoneInfo(context.zone)).date()
        if context.zone != "UTC"
        else context.published.date()
    )


def _speaker(
    page: Page,
    cast: Cast,
    draft: Draft,
    before: tuple[Figure | None, Figure | None],
    offices: list[tuple[int, str, Figure]],
) -> tuple[Figure | None, str | None, tuple[int, int] | None]:
    """Who speaks, under the fullest name, and the tokens that name them here."""
    if draft.speaker is None:
        return None, None, None
    start, end = draft.speaker
    first, final = page.token_at(start), page.token_at(end - 1)
    written = " ".join(page.text[start:end].split())
    if written.lower() in PRONOUNS:
        figure = cast.stands_for(first, before[PRONOUNS[written.lower()] in {"it", "they"}])
        return figure, (figure.name if figure else written), None
    if not _is_name(page, cast, first, final):
        figure = (
            _by_office(page, cast, first, final, offices)
            if page.doc[first].lower_ in {"the", "that", "this"}
            else cast.known_as(written, first)
        )
        return figure, (figure.name if figure else written), None
    figure = cast.named_in(first, final)
    return figure, (figure.name if figure else written), (first, final)


def _somebody(name: str) -> bool:
    """Whether a speaker without a name may be a single person, and no writing or firm."""
    noun = name.rsplit(maxsplit=1)[-1].lower()
    return SOMEBODY.match(name) is not None and noun not in FIRMS | words("en")["subjects"]["writings"]


def _by_office(
    page: Page, cast: Cast, first: int, last: int, offices: list[tuple[int, str, Figure]]
) -> Figure | None:
    """Whom "the governor" or "the company" means: whoever was last named with that office, the firm last named."""
    noun = singular(page.doc[last].lower_) if page.doc[last].tag_ == "NN" else ""
    if last - first > SHORT:
        return None
    if noun in FIRMS and last - first == 1:
        firms = [
            (place, figure)
            for place, figure in cast.places
            if place < first and figure.kind == "ORG" and not figure.person and page.inside[place] == -1
        ]
        return firms[-1][1] if firms else None
    held = [
        (place, figure)
        for place, office, figure in offices
        if place < first and noun and noun in office.split()
    ]
    return held[-1][1] if held else None


def _offices(page: Page, cast: Cast, known: dict[str, Role]) -> list[tuple[int, str, Figure]]:
    """Place, office and holder, for everybody whom the text introduces with one."""
    found: list[tuple[int, str, Figure]] = []
    for figure in cast.people:
        known[figure.name] = _introduced(page, figure)
        office = known[figure.name][0]
        if office is not None:
            found.extend((place, office.lower().replace("-", " "), figure) for place in figure.places)
    return sorted(found, key=lambda entry: entry[0])


def _is_name(page: Page, cast: Cast, first: int, last: int) -> bool:
    """Whether a phrase is a name and no more than an article."""
    return all(
        number in cast.at or page.doc[number].lower_ in {"the", "'s", "’s"}
        for number in range(first, last + 1)
    )


def _around(page: Page, draft: Draft) -> str:
    """What introduces a quotation: its sentence without the quoted words, after the sentence before it."""
    if draft.sentence is None:
        return ""
    start, end = draft.sentence
    first = page.token_at(start)
    earlier = ""
    if first > 0 and page.block_of[first - 1] == page.block_of[first]:
        before = page.begin[first - 1]
        if page.inside[first - 1] == -1:
            earlier = page.text[page.starts[before] : start]
    start, end = max(start, draft.span[0] - NEAR), min(end, draft.span[1] + NEAR)
    here = (
        page.text[start : max(start, min(draft.span[0], end))]
        + " | "
        + page.text[min(max(draft.span[1], start), end) : end]
    )
    return here + " || " + earlier


def _day(page: Page, draft: Draft, days: list[tuple[int, date]]) -> date | None:
    """The day named in the introducing words, or in the sentence before them."""
    if draft.sentence is None or not days:
        return None
    start, end = draft.sentence
    first = page.token_at(start)
    places = [place for place, _ in days]
    inside = None
    for index in range(bisect_right(places, start - 1), bisect_left(places, end)):
        place, day = days[index]
        if not draft.span[0] <= place < draft.span[1] and page.inside[page.token_at(place)] == -1:
            inside = inside or day
    if inside is not None:
        return inside
    if first > 0 and page.block_of[first - 1] == page.block_of[first]:
        index = bisect_right(places, start) - 1
        if index >= 0 and places[index] >= page.starts[page.begin[first - 1]]:
            return days[index][1]
    return None


def _role(
    page: Page, draft: Draft, place: tuple[int, int] | None, figure: Figure | None, known: dict[str, Role]
) -> Role:
    """As stated at the quotation, else where the text introduces the speaker."""
    found: Role = (None, None)
    if draft.phrase is not None:
        name = page.chars(*place) if place is not None and figure is not None and figure.person else None
        found = role_of(page, draft.phrase, name)
    if figure is None or not figure.person:
        return found
    if figure.name not in known:
        known[figure.name] = _introduced(page, figure)
    elsewhere = known[figure.name]
    return (
        found[0] or elsewhere[0],
        found[1] or (elsewhere[1] if found[0] in {None, elsewhere[0]} else None),
    )


def _introduced(page: Page, figure: Figure) -> Role:
    for place in figure.places[:4]:
        end = place
        while end + 1 < len(page.doc) and page.doc[end + 1].ent_iob == 1:
            end += 1
        found = role_of(page, introduction(page, place, end), page.chars(place, end))
        if found[0] is not None:
            return found
    return None, None


def _group(draft: Draft, groups: dict[Span, int]) -> int | None:
    if draft.cue is None or draft.rule in {"floating", "actor"}:
        return None
    return groups.setdefault(draft.cue, len(groups))
