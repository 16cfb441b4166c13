"""Turns Chinese drafts into records: names, offices, circumstances, stance, confidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from nlp.context import Context
from nlp.quotes.chinese.circumstances import Days, Moment, answered
from nlp.quotes.chinese.naming import Cast
from nlp.quotes.chinese.occasions import Occasions
from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.roles import Office, around, firm_asked, introductions, office_in
from nlp.quotes.confidence import confidence_of
from nlp.quotes.dates import local_day
from nlp.quotes.draft import Draft, Groups, cue_of, record
from nlp.quotes.lexicon import words
from nlp.quotes.offices import Holder, name_holders, name_transliterated
from nlp.quotes.stance import stance_of
from records import BEIJING, Quote, Stance

HAN_WORD = 2
"""Characters of a Chinese word, about."""

DEED = re.compile(r"(?P<deed>致歉|道歉|否认|辟谣|澄清|承认)[，,]?(?:并|同时|但)?$")

REPLIES = ("回应", "回复", "答复", "回答", "答")

NEUTRAL = frozenset({"称", "表示", "说", "指", "指出", "写道", "强调", "并称", "发文", "发文称", ""})
"""Cues that say nothing of what the answer does; the verb before them does."""

ANSWERS = re.compile(r"\s*(?:答|A|回答|回复)\d?\s*[：:]")
"""The label of an answer in a transcript."""

UNGROUPED = frozenset({"floating", "followed"})
"""Rules whose quotations borrow the cue of another."""


def finish(page: Page, drafts: list[Draft], context: Context) -> list[Quote]:
    """The quotations of a page as records, in order."""
    offices = introductions(page)
    cast = Cast(page, offices)
    day = local_day(context)
    occasions = Occasions(page, Days(page, day), drafts)
    spoken: list[tuple[Draft, str | None]] = []
    groups = Groups(UNGROUPED)
    done: list[Quote] = []
    for draft in drafts:
        if not page.written[slice(*draft.span)].strip():
            continue
        name, entity, named_at = cast.speaker(draft, spoken)
        spoken.append((draft, name))
        what = draft.responds_to or answered(page, draft)
        role, organisation = _role(page, draft, name, offices)
        occasion = occasions.of(draft, name)
        since, until = _hours(occasion.when)
        quote = record(
            replace(draft, speaker=named_at),
            page.written,
            confidence=_confidence(page, draft, name),
            speaker=name,
            speaker_entity=entity,
            role=role,
            organisation=organisation or firm_asked(page, draft, name),
            channel=occasion.stated,
            channel_kind=occasion.kind,
            said_on=occasion.day,
            said_not_before=since,
            said_not_after=until,
            responds_to=what,
            stance=draft.stance or _stance(page, draft, answers=what is not None),
            group=groups.of(draft),
        )
        done.append(quote)
    introduced = (
        Holder(name=name, entity=cast.entity_of(name), office=office, organisation=organisation)
        for name, (office, organisation) in offices.items()
        if office is not None
    )
    named = name_holders(done, introduced, page.doc, context, day)
    return name_transliterated(named, page.doc, context, day)


def _role(page: Page, draft: Draft, name: str | None, introduced: Mapping[str, Office]) -> Office:
    """Office and organisation as stated at the quotation, else where the text introduces the speaker."""
    stated: Office = _office(page, draft) if draft.speaker else (None, None)
    return introduced.get(name, (None, None)) if stated[0] is None and name is not None else stated


def _confidence(page: Page, draft: Draft, name: str | None) -> float:
    return confidence_of(
        "zh",
        draft,
        speaker=name is not None,
        named=_is_named(page, draft),
        guessed=False,
        words_said=(draft.span[1] - draft.span[0]) // HAN_WORD,
        whole=True,
    )


def _stance(page: Page, draft: Draft, *, answers: bool) -> Stance | None:
    """What a quotation does, by its words, its cue and, where that says nothing, the verb before."""
    cue = cue_of(draft, page.text) or ""
    return stance_of(
        "zh",
        (_deed(page, draft) if cue in NEUTRAL else None) or cue or None,
        page.text[slice(*draft.span)],
        answers=answers or cue.startswith(REPLIES) or _is_posted(page, draft),
    )


def _hours(when: Moment | None) -> tuple[datetime | None, datetime | None]:
    """The moments between which something was said, where hours of a day are named."""
    if when is None or when.hours is None:
        return None, None
    midnight = datetime.combine(when.day, time(), tzinfo=BEIJING)
    since, until = (midnight + timedelta(minutes=minutes) for minutes in when.hours)
    return since.astimezone(UTC), until.astimezone(UTC)


def _is_posted(page: Page, draft: Draft) -> bool:
    """Return whether a draft is a post, or an answer in a transcript."""
    label = draft.rule == "turn" and draft.sentence is not None
    return draft.rule == "post" or (
        label and draft.sentence is not None and ANSWERS.match(page.text, draft.sentence[0]) is not None
    )


def _deed(page: Page, draft: Draft) -> str | None:
    """Return the verb before a neutral cue that tells the stance: 发文致歉，称…."""
    if draft.cue is None or draft.sentence is None:
        return None
    match = DEED.search(page.text, draft.sentence[0], max(draft.cue[0], draft.sentence[0]))
    return match["deed"] if match else None


def _office(page: Page, draft: Draft) -> tuple[str | None, str | None]:
    """Role and organisation as the words around the speaker at this quotation give them."""
    if draft.phrase is None or draft.speaker is None:
        return None, None
    wide = around(page, draft.speaker)
    return office_in(page, (min(draft.phrase[0], wide[0]), max(draft.phrase[1], wide[1])), draft.speaker)


def _is_named(page: Page, draft: Draft) -> bool:
    """Whether the speaker is a name or a pronoun, no bare noun."""
    if draft.speaker is None:
        return False
    pronouns = words("zh")["speakers"]["pronouns"]
    if page.text[slice(*draft.speaker)] in pronouns["m"] | pronouns["f"] | pronouns["company"]:
        return True
    return any(page.kinds[number] for number in page.words(*draft.speaker))
