"""From English drafts to records: full names, roles, channels, days, what is answered, stance, groups."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from itertools import accumulate

from nlp.context import Context
from nlp.quotes.channels import EARLIER, channel_of
from nlp.quotes.confidence import confidence_of
from nlp.quotes.dates import days_named, latest_day, local_day
from nlp.quotes.draft import Draft, Groups, Span, cue_of, record
from nlp.quotes.english.answering import answers, rejected
from nlp.quotes.english.coreference import Referent
from nlp.quotes.english.letters import as_channel
from nlp.quotes.english.naming import Speaker, Speakers
from nlp.quotes.english.page import Page
from nlp.quotes.english.roles import Role, role_of
from nlp.quotes.english.transcripts import occasion_of
from nlp.quotes.lexicon import nouns, verb_forms
from nlp.quotes.offices import Holder, name_holders, with_firms
from nlp.quotes.stance import stance_of
from records import Quote

NEAR = 400
"""Characters around a quotation in which its channel is looked for."""

UNGROUPED = frozenset({"floating", "actor"})
"""Rules whose quotations borrow the cue of another."""


def finish(page: Page, drafts: list[Draft], context: Context) -> list[Quote]:
    """The quotations of a page as records, in order."""
    if not drafts:
        return []
    published = local_day(context)
    speakers = Speakers(page)
    findings = _Findings(
        page,
        speakers,
        _telling(days_named(page.text, published, lang="en", latest=latest_day(context)), drafts),
    )
    done = [quote for draft in drafts if (quote := findings.of(draft)) is not None]
    introduced = (
        Holder(name=referent.name, entity=referent.entity, office=office, organisation=organisation)
        for referent in speakers.cast.people
        for office, organisation in [speakers.role(referent)]
        if office is not None
    )
    return name_holders(with_firms(done, page.doc), introduced, page.doc, context, published)


class _Findings:
    """Finishes a page's drafts in order, remembering what was found about the earlier ones."""

    def __init__(self, page: Page, speakers: Speakers, days: list[tuple[int, date]]) -> None:
        self._page = page
        self._speakers = speakers
        self._days = days
        self._groups = Groups(UNGROUPED)
        self._writings: dict[str, tuple[str, str]] = {}

    def of(self, draft: Draft) -> Quote | None:
        """The record of a draft; None where it is the title of what is answered, and no speech."""
        page = self._page
        speaker = self._speakers.of(draft)
        channel, kind = self._channel(draft)
        answering, what, title = _answered(page, draft)
        stance = draft.stance
        if what is None and (told := _rejected_before(page, draft, speaker.referent)):
            what, stance = told, stance or "deny"
        if title is not None and title[0] <= draft.span[0] < title[1]:
            return None
        role, organisation = _role(page, draft, speaker, self._speakers)
        wording, cue = page.text[slice(*draft.span)], cue_of(draft, page.text)
        lemma = verb_forms().get(cue.lower()) if cue else None
        return record(
            draft,
            page.text,
            confidence=_confidence(draft, speaker, wording),
            speaker=speaker.name,
            speaker_entity=speaker.referent.entity if speaker.referent else None,
            role=role,
            organisation=organisation,
            channel=channel,
            channel_kind=kind,
            said_on=_day(page, draft, self._days),
            responds_to=what,
            stance=stance or stance_of("en", lemma, wording, answers=answering or kind == "post"),
            group=self._groups.of(draft),
        )

    def _channel(self, draft: Draft) -> tuple[str | None, str | None]:
        """The channel as stated, and its kind: by the words around, a letter's own, or the occasion of a transcript."""
        page = self._page
        around = _around(page, draft)
        if draft.rule == "letter" and draft.sentence:
            around = as_channel(page.text[slice(*draft.sentence)])
        if draft.rule == "turn" and page.blocks:
            around += EARLIER + occasion_of(page.text[slice(*page.blocks[0])])
        return _in_full(*channel_of("en", around, cue_of(draft, page.text)), self._writings)


def _answered(page: Page, draft: Draft) -> tuple[bool, str | None, Span | None]:
    """Whether a draft answers something, what as stated, and where a title stands that is no speech."""
    if not draft.sentence or draft.rule == "silence":
        return False, None, None
    return answers(page.text, draft.sentence, page.marks)


def _confidence(draft: Draft, speaker: Speaker, wording: str) -> float:
    return confidence_of(
        "en",
        draft,
        speaker=speaker.name is not None,
        named=speaker.referent is not None,
        guessed=speaker.guessed,
        words_said=len(wording.split()),
        whole=wording[:1].isupper() or not wording[:1].isalpha(),
    )


def _in_full(
    channel: str | None, kind: str | None, writings: dict[str, tuple[str, str]]
) -> tuple[str | None, str | None]:
    """A channel as it was first named: "the letter" is the internal letter mentioned before."""
    if channel is None or kind is None:
        return channel, kind
    noun = next((word for word in channel.lower().split() if word in nouns("issued")), None)
    if noun is None:
        return channel, kind
    if channel.lower() == noun and noun in writings:
        return writings[noun]
    writings[noun] = channel, kind
    return channel, kind


def _rejected_before(page: Page, draft: Draft, referent: Referent | None) -> str | None:
    """The claim that the same speaker turned down in the sentence before, of the same paragraph."""
    if referent is None or draft.sentence is None or draft.rule == "silence":
        return None
    first = page.token_at(draft.sentence[0])
    if first <= 0 or page.block_of[first - 1] != page.block_of[first]:
        return None
    begin = page.begin[first - 1]
    told = rejected(page.text, (page.starts[begin], page.starts[first]))
    if told is None or not any(begin <= place < page.token_at(told[0]) for place in referent.places):
        return None
    return told[1]


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
    return here + EARLIER + earlier


def _telling(days: list[tuple[int, date]], drafts: list[Draft]) -> list[tuple[int, date]]:
    """The days that stand outside of what is said: "She said they knew it on Friday" was not said on Friday."""
    if not days:
        return []
    spans = sorted(draft.span for draft in drafts)
    ends = list(accumulate((end for _, end in spans), max))
    starts = [start for start, _ in spans]
    return [
        (place, day)
        for place, day in days
        if (number := bisect_right(starts, place) - 1) < 0 or ends[number] <= place
    ]


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
        told = page.text[draft.cue[1] if draft.cue and draft.cue[1] <= place else start : place]
        if not draft.span[0] <= place < draft.span[1] and not _RELATIVE.search(told):
            inside = inside or day
    if inside is not None:
        return inside
    if first > 0 and page.block_of[first - 1] == page.block_of[first]:
        index = bisect_right(places, start) - 1
        begin = page.starts[page.begin[first - 1]]
        if index >= 0 and places[index] >= begin and not _ASIDE.search(page.text[begin : places[index]]):
            return days[index][1]
    return None


_RELATIVE = re.compile(r",\s(?:who|whose|which|where)\b[^;]*$")
_ASIDE = re.compile(r"\b(?:who|whose|which|where|when|after|before|since|until|because)\b[^;]*$")
"""A day after these is told of something else than what the sentence tells: "whose son fell ill on Saturday"."""


def _role(page: Page, draft: Draft, speaker: Speaker, speakers: Speakers) -> Role:
    """As stated at the quotation, else where the text introduces the speaker; whose office it is, also by what a firm is called."""
    referent = speaker.referent
    found: Role = (None, None)
    if draft.phrase is not None:
        named = speaker.place is not None and referent is not None
        found = role_of(page, draft.phrase, page.chars(*speaker.place) if named and speaker.place else None)
    if referent is not None and not referent.person and speaker.place is None:
        return None, None  # "the broker" holds no office
    if referent is not None and referent.person:
        elsewhere = speakers.role(referent)
        found = (
            found[0] or elsewhere[0],
            found[1] or (elsewhere[1] if found[0] in {None, elsewhere[0]} else None),
        )
    if found[0] is None or found[1] is not None:
        return found
    return found[0], speakers.firm_of(draft, referent, found[0])
