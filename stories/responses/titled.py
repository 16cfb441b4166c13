"""Titles that tell of an answer, or of a deed that is one, without its words. Whose it is, voices says."""

from __future__ import annotations

from collections.abc import Iterator

from records import Item, Stance, Story
from stories.conclusions import latency
from stories.items.features import ISSUED, ROUND_UP
from stories.items.roster import Roster
from stories.items.voices import voice_of_issuer, voice_of_title
from stories.responses.candidates import Candidate
from stories.speech import cues, deeds, signs, speakers
from stories.speech.answers import Cue
from stories.speech.charges import gainsays
from stories.speech.negating import negates
from stories.speech.stances import only_restates
from stories.text.phrases import phrases


def tells_of_answer(item: Item, story: Story, roster: Roster) -> bool:
    """Whether a title says in so many words that the subject answers."""
    cue = cues.answer_in(item.title, item.lang)
    if cue is None or cue.plain_speech:
        return False
    voice = voice_of_title(cue, item, story, roster)
    return voice is not None and voice.party == "own"


def _is_the_deed_claimed(cue: Cue, story: Story, lang: str) -> bool:
    """Whether a title tells once more what the claim is itself: that "Maker recalls vans" is not answered by "Maker recalls 12,000 vans"."""
    claimed = cues.answer_or_act_in(story.claim or "", lang) if cue.act else None
    if claimed is None or not claimed.act or claimed.cue.casefold() != cue.cue.casefold():
        return False
    return not claimed.before.rstrip().endswith(REFUSES)


REFUSES = ("拒", "拒绝", "拒不", "不", "未", "没")
"""What stands before a deed that is not done: who refused to pay, and then pays, answers."""


def of_item(item: Item, story: Story, roster: Roster, *, asked: bool) -> Iterator[Candidate]:
    """What an item's title says; a verb of plain speech answers only where something asked for an answer."""
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is None or (cue.act and voice_of_title(cue, item, story, roster) is None):
        cue = deeds.deed_in(item, (story.claim or "").lower()) or cue
    if (
        cue is None
        or len(_named_companies(item, roster)) >= ROUND_UP
        or cues.opinion_asked(item.title, item.lang)
    ):
        return
    voice = voice_of_issuer(item, story, roster) or voice_of_title(cue, item, story, roster)
    is_claim = story.claim == item.title.strip() or _is_the_deed_claimed(cue, story, item.lang)
    bare = story.claim is None and cue.stance == "explain"
    if bare and item.kind in ISSUED:
        return  # a notice of interest to be paid, to which nobody asked for an answer
    if voice is None:
        return
    unasked = voice.party == "reaction" and voice.entity is not None  # a rival waits for no question
    if cue.plain_speech and (is_claim or bare or not (asked or unasked)):
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


def _told_stance(cue: Cue, item: Item, story: Story) -> Stance:
    """The stance of a title: a denial, too, where its words say no to the claim's."""
    stance = cue.stance
    if not cue.plain_speech or cue.act or not story.claim:
        return stance
    restates = signs.says_no(cue.after, item.lang) and only_restates(cue.after, story.claim, item.lang)
    if stance == "promise" and restates:
        stance = "explain"  # 回收蜂蜜未流入市场, where the taking back is what is charged
    if stance not in {"explain", "confirm"}:
        return stance
    if negates(cue.after, story.claim, cue.before, item.lang):
        return "deny"
    bare = stance == "explain" and phrases("responses", "states", item.lang).fullmatch(cue.cue)
    return "deny" if bare and gainsays(cue.after, story.claim, item.lang) else stance


def _named_companies(item: Item, roster: Roster) -> frozenset[str]:
    named = [
        mention.entity
        for mention in item.reading.mentions
        if mention.entity and mention.end <= len(item.title)
    ]
    return roster.all_companies(named, item.at.date())
