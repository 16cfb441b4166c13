"""Titles that report an answer, or an act that is one, without its words. Whose voice it is, voices says."""

from __future__ import annotations

from collections.abc import Iterator

from records import Item, Stance, Story
from stories.conclusions import latency
from stories.items.features import ISSUED, ROUND_UP
from stories.items.roster import Roster
from stories.items.title_voices import voice_of_title
from stories.items.voices import Voice, voice_of_issuer
from stories.responses import releases
from stories.responses.candidates import Candidate
from stories.speech import cues, deeds, speakers
from stories.speech.answers import Cue
from stories.speech.attribution import later_clauses, means_itself
from stories.speech.denials import negates
from stories.speech.stances import patterns, spoken_stance, stated_stance
from stories.speech.tone import calls_for_answer
from stories.text.phrases import phrases


def tells_of_answer(item: Item, story: Story, roster: Roster) -> bool:
    """Return whether a title explicitly says that the subject answers."""
    cue = cues.answer_in(item.title, item.lang)
    if cue is None or cue.plain_speech:
        return False
    voice = voice_of_title(cue, item, story, roster)
    return voice is not None and voice.party == "own"


def _is_the_deed_claimed(cue: Cue, story: Story, lang: str) -> bool:
    """Return whether a title repeats the act that is the claim: "Maker recalls 12,000 vans" does not answer "Maker recalls vans"."""
    claimed = cues.answer_or_act_in(story.claim or "", lang) if cue.act else None
    if claimed is None or not claimed.act or claimed.cue.casefold() != cue.cue.casefold():
        return False
    return not claimed.before.rstrip().endswith(REFUSES)


REFUSES = ("拒", "拒绝", "拒不", "不", "未", "没")
"""Words for an act not done. Someone who refused to pay and then pays does answer."""


def of_item(item: Item, story: Story, roster: Roster, *, asked: bool) -> Iterator[Candidate]:
    """Yield the candidate of an item's title."""
    cue = _cue_of(item, story, roster)
    if cue is None or cues.asks_opinion(item.title, item.lang):
        return
    issuer = voice_of_issuer(item, story, roster)
    voice = issuer or voice_of_title(cue, item, story, roster)
    if issuer is not None and issuer.party == "own" and not releases.is_answer(item):
        return
    stance = _told_stance(cue, item, story, roster)
    if (
        voice is None
        or len(_named_companies(item, roster)) >= ROUND_UP
        or _answers_nothing(cue, voice, stance, item, story, asked=asked)
    ):
        return
    yield Candidate(
        item=item,
        voice=voice,
        text=item.title,
        lang=item.lang,
        stance=stance,
        rule="responses/title",
        evidence=f"“{cue.before.strip()}” precedes “{cue.cue}” in the {'topic' if item.kind == 'topic' else 'title'}",
        confidence=0.7 if cue.plain_speech else 0.9,
        responded=latency.answered(None, item, story),
        start=0,
        end=len(item.title),
        worded=False,
    )


def _cue_of(item: Item, story: Story, roster: Roster) -> Cue | None:
    """Return the answer or act of a title: at its head, in a later clause, or a deed by the claim's own words."""
    cue = cues.answer_or_act_in(item.title, item.lang)
    if cue is None or voice_of_title(cue, item, story, roster) is None:
        cue = _cue_behind(item, story, roster) or cue
    if cue is None or (cue.act and voice_of_title(cue, item, story, roster) is None):
        cue = deeds.deed_in(item, (story.claim or "").lower()) or cue
    return cue


def _answers_nothing(
    cue: Cue, voice: Voice, stance: Stance, item: Item, story: Story, *, asked: bool
) -> bool:
    """Return whether a title is no answer although it has the form of one; plain speech ("X says") is one only if asked for."""
    own, plain, done = voice.party == "own", cue.plain_speech, _is_done(cue, item.lang)
    is_claim = story.claim == item.title.strip() or _is_the_deed_claimed(cue, story, item.lang)
    # Of "X：..." the words are the company's own; "X称..." may tell of anything.
    bare = story.claim is None and (stance if cue.cue == "：" else cue.stance) == "explain"
    is_rival = voice.party == "reaction" and voice.entity is not None  # which needs no question to answer
    return (
        (bare and item.kind in ISSUED)  # a routine notice, which nobody asked for
        or (not own and is_claim)  # who makes the claim does not answer it
        or (not own and plain and speakers.is_witness(cue.before, item.lang))
        or (plain and bare)
        or (plain and is_claim and not done and not _tells_its_cause(cue, item.lang))
        or (plain and not (asked or is_rival or done))
    )


def _cue_behind(item: Item, story: Story, roster: Roster) -> Cue | None:
    """Return the subject's answer in a later clause of a title: "Kettle fires: Maker denies fault".

    What a heading says that it does counts only if the heading names what calls for an answer: "Lawyer: Maker cheats".
    """
    for later in later_clauses(item.title, item.lang):
        cue = cues.answer_or_act_in(later, item.lang)
        heading = item.title[: len(later) - len(later.lstrip())].rstrip()
        if cue is None or (
            cue.act
            and heading.endswith(":")
            and not (calls_for_answer(heading, item.lang) or means_itself(cue.before))
        ):
            continue
        voice = voice_of_title(cue, item, story, roster)
        if voice is not None and voice.party == "own":
            return cue
    return None


def _tells_its_cause(cue: Cue, lang: str) -> bool:
    """Return whether a remedy says what it is for, so that a line alone is claim and answer: 解雇 *辱骂顾客的* 店员, 下架 *涉事* 批次."""
    if not cue.mends(lang):
        return False
    concerned = phrases("responses", "concerned", lang).search(cue.after)
    return bool(concerned) or calls_for_answer(cue.after, lang)


def _is_done(cue: Cue, lang: str) -> bool:
    """Return whether a remedy or a report to the police is told as done already, of a matter the reader knows: 已 下架, 已 报案."""
    if not cue.act or cue.stance == "explain":
        return False
    done = any(pattern.search(cue.before) for pattern in patterns("already", lang))
    return done and (cue.mends(lang) or cue.stance == "deny")


def _told_stance(cue: Cue, item: Item, story: Story, roster: Roster) -> Stance:
    """Return the stance of a title, including a denial through negation of the claim's words."""
    stance = cue.stance
    if not cue.plain_speech or cue.act:
        return stance
    states = phrases("responses", "states", item.lang).fullmatch(cue.cue) is not None
    learned = states and item.lang == "zh"
    if learned:
        stance = stated_stance(cue.after, item.lang)
    if not story.claim:
        return stance
    if stance not in {"explain", "confirm"}:
        return stance
    if negates(cue.after, story.claim, cue.before, item.lang):
        return "deny"
    plain_english = states and stance == "explain" and item.lang == "en"
    return spoken_stance(_of_itself(cue.after, item, story, roster), "en") if plain_english else stance


def _of_itself(words: str, item: Item, story: Story, roster: Roster) -> str:
    """Return the subject's words with "it" for its own name: a headline names whom "we" means."""
    day = item.at.date()
    at = item.title.find(words)
    for mention in reversed(item.reading.mentions):
        start, end = mention.start - at, mention.end - at
        if start >= 0 and end <= len(words) and story.subject in roster.companies(mention.entity, day):
            words = f"{words[:start]}it{words[end:]}"
    return words


def _named_companies(item: Item, roster: Roster) -> frozenset[str]:
    named = [
        mention.entity
        for mention in item.reading.mentions
        if mention.entity and mention.end <= len(item.title)
    ]
    return roster.all_companies(named, item.at.date())
