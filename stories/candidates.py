"""The words that may answer a story, where they stand: posts of its subject's accounts, quotes, titles, apologies.

Which of them are one answer, carriers decides; what the answer is, responses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from records import Interval, Item, Quote, Stance, Story
from stories import apologies, cues, deeds, digests, latency, releases, speakers
from stories.beside_the_point import (
    OF_RESULTS,
    TAKES_BACK,
    is_of_another_time,
    makes_claim,
    reports_results,
    vouches,
    was_said_before,
)
from stories.features import ROUND_UP
from stories.negating import negates
from stories.roster import Roster
from stories.stances import UNSAID, only_restates, spoken_stance, stance_of
from stories.voices import ISSUED, Voice, voice_of_issuer, voice_of_quote, voice_of_title

AFTER = timedelta(days=14)
"""An answer comes within this time of the claim."""

BEFORE = timedelta(hours=1)
"""… and may stand on a slow board's record a little before it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may answer a story, where they stand."""

    item: Item
    voice: Voice
    text: str
    lang: str
    stance: Stance
    rule: str
    evidence: str
    confidence: float
    responded: Interval
    start: int | None = None
    end: int | None = None
    channel: str | None = None
    channel_kind: str | None = None
    claimed_on: date | None = None
    plainly: bool = False
    """The stance is what the words that report it say: confirmed, denied."""
    direct: bool = True
    worded: bool = True
    """Holds the words of the answer; a title only says that there is one."""


def in_time(item: Item, story: Story) -> bool:
    """Whether an item comes while a story may be answered."""
    first = story.first_seen
    earliest, latest = first.not_before or first.not_after, first.not_after or first.not_before
    # Where nobody looked for a month, it may have begun a month before it was seen, and is answered since it was.
    return (earliest is None or earliest - BEFORE <= item.at) and (
        latest is None or item.at <= latest + AFTER + timedelta(days=1)
    )


def of_item(item: Item, story: Story, roster: Roster, *, asked: bool = False) -> Iterator[Candidate]:
    """What an item holds that may answer a story. `asked`: something called for an answer, though no claim was seen."""
    if item.kind == "post" and item.entity:
        yield from _of_post(item, story, roster)
        return
    # What a topic says is decided by its wording alone: a line is too short for a quotation in it to have a speaker.
    quoted = list(_of_quotes(item, story, roster)) if item.kind != "topic" else []
    if not any(candidate.voice.party == "own" and candidate.stance == "apologise" for candidate in quoted):
        quoted += _of_apologies(item, story, roster)
    if item.kind in STATED:
        own = [one for one in quoted if one.voice.party == "own"]
        quoted += [one for one in _of_release(item, story, roster) if not _is_told_in(one, own)]
    yield from quoted
    if not any(candidate.voice.party == "own" for candidate in quoted):
        yield from _of_title(item, story, roster, asked=asked or story.claim is not None)


def _is_told_in(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a sentence holds words that are quoted anyway, or overlaps them."""
    return any(
        (one.start or 0) < (candidate.end or 0) and (candidate.start or 0) < (one.end or 0) for one in others
    )


def tells_of_answer(item: Item, story: Story, roster: Roster) -> bool:
    """Whether a title says in so many words that the subject answers."""
    cue = cues.answer_in(item.title, item.lang)
    if cue is None or cue.plain_speech:
        return False
    voice = voice_of_title(cue, item, story, roster)
    return voice is not None and voice.party == "own"


def _of_post(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    companies = roster.companies(item.entity, item.at.date())
    own = story.subject in companies
    if story.claim is None or item.entity is None:
        return
    text = item.text.strip()
    if not text or digests.wordless(item):
        return  # a picture, or somebody else's words passed on
    yield Candidate(
        item=item,
        voice=Voice(
            "own" if own else "reaction",
            roster.name_of(item.entity),
            item.entity,
            company=story.subject if own else None,
        ),
        text=text,
        lang=item.lang,
        stance=_worded_stance(text, item.lang),
        rule="responses/post",
        evidence=f"a post of {roster.name_of(item.entity)}'s own account while the claim was open",
        confidence=0.9,
        responded=Interval(not_before=item.at, not_after=item.at),
        start=0,
        end=len(item.text),
        channel=item.platform,
        channel_kind="post",
        claimed_on=None,
    )


STATED = {"filing": "filing", "release": "statement"}
"""What a company issues itself, and the channel that this is."""


def _of_release(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    """What the subject's own release or filing says of the claim."""
    if story.claim is None or story.subject is None or item.entity is None:
        return
    if story.subject not in roster.companies(item.entity, item.at.date()):
        return
    points = releases.point_by_point(item)
    place = releases.sentence_on(story.claim, item, story.subject, roster)
    for point in points or ([place] if place else []):
        yield from _stated(item, story.subject, point, roster, is_point=bool(points))


def _stated(
    item: Item, subject: str, place: tuple[int, int], roster: Roster, *, is_point: bool
) -> Iterator[Candidate]:
    """A sentence of the subject's own release or filing; what answers a claim point by point denies it."""
    if item.entity is None:
        return
    if any(
        figure.metric in OF_RESULTS and place[0] <= figure.start < place[1] for figure in item.reading.figures
    ):
        return
    text = item.text[slice(*place)]
    yield Candidate(
        item=item,
        voice=Voice("own", roster.name_of(item.entity), item.entity, company=subject),
        text=text,
        lang=item.lang,
        stance="deny" if is_point else stance_of(text, item.lang),
        rule="responses/release",
        evidence=f"a {item.kind} of {roster.name_of(item.entity)} says this of what is claimed",
        confidence=0.75,
        responded=Interval(not_before=item.at, not_after=item.at),
        start=place[0],
        end=place[1],
        channel=item.kind,
        channel_kind=STATED[item.kind],
        direct=False,
    )


def _of_quotes(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    for quote in item.reading.quotes:
        voice = voice_of_quote(quote, item, story.subject, roster)
        if (
            voice is None
            or not _answers(quote, voice, story)
            or was_said_before(quote, item)
            or vouches(quote, item)
        ):
            continue
        stance = quote.stance or _stance_of(quote, item, story)
        if (
            makes_claim(quote, item, story) or quote.text.rstrip().endswith(("?", "？"))
            if voice.party == "reaction"
            else reports_results(quote, item, stance, roster)
        ):
            continue
        said_on = quote.said_on
        if said_on and not latency.begun(said_on, item.lang, item.seen.not_after or item.at):
            said_on = None  # no text tells what was said after it
        if said_on and is_of_another_time(said_on, voice, story, roster):
            continue
        told = Candidate(
            item=item,
            voice=voice,
            text=quote.text,
            lang=item.lang,
            stance=stance,
            rule=f"responses/quote/{quote.rule}",
            evidence=_why(quote, voice),
            confidence=quote.confidence,
            responded=latency.answered(quote if said_on else None, item, story),
            start=quote.start,
            end=quote.end,
            channel=quote.channel,
            channel_kind=quote.channel_kind,
            claimed_on=said_on,
            plainly=quote.stance is not None,
            direct=quote.kind != "indirect",
        )
        yield _as_issued(told) if item.kind in STATED and item.entity and voice.party == "own" else told


def _as_issued(told: Candidate) -> Candidate:
    """What a company quotes in its own release or filing, unless it names another day, was said with it."""
    item, kind = told.item, told.channel_kind or STATED[told.item.kind]
    at = told.responded if told.claimed_on else Interval(not_before=item.at, not_after=item.at)
    return replace(told, responded=at, channel=told.channel or item.kind, channel_kind=kind)


def after_an_answer(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without what customers, workers and the like say before the company says anything: that is the claim."""
    spoken = [one.item.at for one in found if one.voice.party == "own" and one.stance not in UNSAID]
    first = min(spoken, default=None)
    return [
        one
        for one in found
        if one.voice.party == "own"
        or not one.worded
        or one.stance in TAKES_BACK
        or not speakers.is_witness(f"{one.voice.role or ''} {one.voice.name or ''}", one.lang)
        or (first is not None and one.item.at > first)
    ]


def _of_apologies(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    """The subject's apology that an article tells of without its words."""
    for entity, start, end in apologies.told(item):
        if story.claim is None or story.subject not in roster.companies(entity, item.at.date()):
            continue
        yield Candidate(
            item=item,
            voice=Voice("own", roster.name_of(entity), entity, company=story.subject),
            text=item.text[start:end].strip(),
            lang=item.lang,
            stance="apologise",
            rule="responses/apology",
            evidence=f"the text tells that {roster.name_of(entity)} apologised",
            confidence=0.8,
            responded=latency.answered(None, item, story),
            start=start,
            end=end,
            direct=False,
        )
        return


def _answers(quote: Quote, voice: Voice, story: Story) -> bool:
    """Whether a quote answers: it says so, or it is the subject's own voice while a claim is open."""
    return bool(quote.responds_to) or (story.claim is not None and (voice.party == "own" or voice.answers))


def _worded_stance(text: str, lang: str) -> Stance:
    """The stance of what somebody writes himself: as its words name it, else as spoken words tell it."""
    stance = stance_of(text, lang)
    return spoken_stance(text, lang) if stance == "explain" else stance


def _stance_of(quote: Quote, item: Item, story: Story) -> Stance:
    stance = stance_of(f"{quote.cue or ''} {quote.text}", item.lang)
    if stance == "explain":
        stance = spoken_stance(quote.text, item.lang)
    if stance == "promise" and only_restates(quote.text, story.claim or "", item.lang):
        return "explain"
    return stance


def _why(quote: Quote, voice: Voice) -> str:
    if quote.responds_to:
        return f"the text says that {voice.name} answers “{quote.responds_to}”"
    return f"{voice.name} is quoted in a story about the claim"


def _of_title(item: Item, story: Story, roster: Roster, *, asked: bool) -> Iterator[Candidate]:
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is None or (cue.act and voice_of_title(cue, item, story, roster) is None):
        cue = deeds.deed_in(item, (story.claim or "").lower()) or cue
    if cue is None or len(_titled(item, roster)) >= ROUND_UP or cues.opinion_asked(item.title, item.lang):
        return
    voice = voice_of_issuer(item, story, roster) or voice_of_title(cue, item, story, roster)
    is_claim = story.claim == item.title.strip()
    bare = story.claim is None and cue.stance == "explain"
    if bare and item.kind in ISSUED:
        return  # a notice of interest to be paid, to which nobody asked for an answer
    if voice is None or (cue.plain_speech and (is_claim or bare or not asked)):
        return
    if voice.party != "own" and (
        is_claim or (cue.plain_speech and speakers.is_witness(cue.before, item.lang))
    ):
        return  # who makes the claim does not answer it
    yield Candidate(
        item=item,
        voice=voice,
        text=item.title,
        lang=item.lang,
        stance=_told_stance(cue, item, story),
        rule="responses/title",
        evidence=f"“{cue.before.strip()}” stands before “{cue.cue}” in the {'topic' if item.kind == 'topic' else 'title'}",
        confidence=0.7 if cue.plain_speech else 0.9,
        responded=latency.answered(None, item, story),
        start=0,
        end=len(item.title),
        worded=False,
    )


def _told_stance(cue: cues.Cue, item: Item, story: Story) -> Stance:
    """The stance of a title: a denial, too, where its words say no to the claim's."""
    spoken = cue.stance in {"explain", "confirm"} and cue.plain_speech and not cue.act
    if spoken and story.claim and negates(cue.after, story.claim, cue.before, item.lang):
        return "deny"
    return cue.stance


def _titled(item: Item, roster: Roster) -> frozenset[str]:
    named = [
        mention.entity
        for mention in item.reading.mentions
        if mention.entity and mention.end <= len(item.title)
    ]
    return roster.all_companies(named, item.at.date())
