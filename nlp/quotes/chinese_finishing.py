"""From Chinese drafts to records: joins what other modules know of names, offices, circumstances and stance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from nlp.context import Context
from nlp.quotes.chinese_asked import firm_asked
from nlp.quotes.chinese_circumstances import Days, Moment, answered
from nlp.quotes.chinese_naming import Cast
from nlp.quotes.chinese_occasions import Occasions
from nlp.quotes.chinese_roles import Office, around, introductions, office_in
from nlp.quotes.confidence import confidence_of
from nlp.quotes.draft import Draft
from nlp.quotes.finishing import local_day
from nlp.quotes.leaf import Leaf
from nlp.quotes.lexicon import words
from nlp.quotes.offices import Holder, name_holders, name_transliterated
from nlp.quotes.recording import Groups, Told, cue_of, record
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


def finish(leaf: Leaf, drafts: list[Draft], context: Context) -> list[Quote]:
    """The quotations of a leaf as records, in order."""
    offices = introductions(leaf)
    cast = Cast(leaf, offices)
    day = local_day(context)
    occasions = Occasions(leaf, Days(leaf, day), drafts)
    spoken: list[tuple[Draft, str | None]] = []
    groups = Groups(UNGROUPED)
    done: list[Quote] = []
    for draft in drafts:
        if not leaf.written[slice(*draft.span)].strip():
            continue
        name, entity, named_at = cast.speaker(draft, spoken)
        spoken.append((draft, name))
        what = draft.responds_to or answered(leaf, draft)
        role, organisation = _role(leaf, draft, name, offices)
        occasion = occasions.of(draft, name)
        told = Told(
            confidence=_confidence(leaf, draft, name),
            speaker=name,
            entity=entity,
            role=role,
            organisation=organisation or firm_asked(leaf, draft, name),
            channel=occasion.stated,
            channel_kind=occasion.kind,
            said_on=occasion.day,
            hours=_hours(occasion.when),
            responds_to=what,
            stance=draft.stance or _stance(leaf, draft, answers=what is not None),
            group=groups.of(draft),
        )
        done.append(record(replace(draft, speaker=named_at), leaf.written, told))
    introduced = (
        Holder(name=name, entity=cast.entity_of(name), office=office, organisation=organisation)
        for name, (office, organisation) in offices.items()
        if office is not None
    )
    named = name_holders(done, introduced, leaf.doc, context, day)
    return name_transliterated(named, leaf.doc, context, day)


def _role(leaf: Leaf, draft: Draft, name: str | None, introduced: Mapping[str, Office]) -> Office:
    """Office and organisation as stated at the quotation, else where the text introduces the speaker."""
    stated: Office = _office(leaf, draft) if draft.speaker else (None, None)
    return introduced.get(name, (None, None)) if stated[0] is None and name is not None else stated


def _confidence(leaf: Leaf, draft: Draft, name: str | None) -> float:
    return confidence_of(
        "zh",
        draft,
        speaker=name is not None,
        named=_is_named(leaf, draft),
        guessed=False,
        words_said=(draft.span[1] - draft.span[0]) // HAN_WORD,
        whole=True,
    )


def _stance(leaf: Leaf, draft: Draft, *, answers: bool) -> Stance | None:
    """What a quotation does, by its words, its cue and, where that says nothing, the verb before."""
    cue = cue_of(draft, leaf.text) or ""
    return stance_of(
        "zh",
        (_deed(leaf, draft) if cue in NEUTRAL else None) or cue or None,
        leaf.text[slice(*draft.span)],
        answers=answers or cue.startswith(REPLIES) or _is_posted(leaf, draft),
    )


def _hours(when: Moment | None) -> tuple[datetime | None, datetime | None]:
    """The moments between which something was said, where hours of a day are named."""
    if when is None or when.hours is None:
        return None, None
    midnight = datetime.combine(when.day, time(), tzinfo=BEIJING)
    since, until = (midnight + timedelta(minutes=minutes) for minutes in when.hours)
    return since.astimezone(UTC), until.astimezone(UTC)


def _is_posted(leaf: Leaf, draft: Draft) -> bool:
    """Whether it is a post of its own, or the answer of a transcript."""
    label = draft.rule == "turn" and draft.sentence is not None
    return draft.rule == "post" or (
        label and draft.sentence is not None and ANSWERS.match(leaf.text, draft.sentence[0]) is not None
    )


def _deed(leaf: Leaf, draft: Draft) -> str | None:
    """The verb right before the cue that says what the answer does: 发文致歉，称…."""
    if draft.cue is None or draft.sentence is None:
        return None
    match = DEED.search(leaf.text, draft.sentence[0], max(draft.cue[0], draft.sentence[0]))
    return match["deed"] if match else None


def _office(leaf: Leaf, draft: Draft) -> tuple[str | None, str | None]:
    """Role and organisation as the words around the speaker at this quotation give them."""
    if draft.phrase is None or draft.speaker is None:
        return None, None
    wide = around(leaf, draft.speaker)
    return office_in(leaf, (min(draft.phrase[0], wide[0]), max(draft.phrase[1], wide[1])), draft.speaker)


def _is_named(leaf: Leaf, draft: Draft) -> bool:
    """Whether the speaker is a name or a pronoun, no bare noun."""
    if draft.speaker is None:
        return False
    pronouns = words("zh")["speakers"]["pronouns"]
    if leaf.text[slice(*draft.speaker)] in pronouns["m"] | pronouns["f"] | pronouns["company"]:
        return True
    return any(leaf.kinds[number] for number in leaf.words(*draft.speaker))
