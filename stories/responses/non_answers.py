"""Words in a story that answer nothing though who speaks might: the claim itself, what was said before it, results reported meanwhile."""

from __future__ import annotations

import re
from datetime import date, timedelta

from records import Item, Quote, Stance, Story
from stories.items.roster import Roster
from stories.items.voices import Voice
from stories.speech import cues, speakers


def makes_claim(quote: Quote, item: Item, story: Story) -> bool:
    """Whether who is quoted makes the claim himself, where it was first told: a former engineer, who alleges it.

    Who takes it back answers it. A source that nobody names makes a claim wherever its words are passed on.
    """
    speaker = f"{quote.role or ''} {quote.speaker or ''}"
    if quote.speaker_entity is None and speakers.is_unnamed(speaker, item.lang):
        return True
    if story.claim not in {item.title.strip(), item.text[:120]} or quote.stance in TAKES_BACK:
        return False
    return speakers.of_the_ranks(speaker, item.lang) or cues.accuses(quote.cue or "", item.lang)


TAKES_BACK = frozenset({"apologise", "correct"})


def was_said_before(quote: Quote, item: Item) -> bool:
    """Whether a text passes on what was said before, on no day that it names: 公司此前披露, "it reported last month"."""
    if quote.said_on is not None or quote.responds_to or quote.cue_start is None or quote.cue_end is None:
        return False
    before = item.text[
        max(quote.cue_start - BESIDE, quote.end if quote.end <= quote.cue_start else 0) : quote.cue_start
    ]
    upto = quote.start if quote.start >= quote.cue_end else quote.cue_end + BESIDE
    after = item.text[quote.cue_end : min(upto, quote.cue_end + BESIDE)]
    return cues.of_before(f"{_PAUSE.split(before)[-1]} {_PAUSE.split(after)[0]}", item.lang)


BESIDE = 24
"""Characters beside a reporting verb that may tell when something was said."""

_PAUSE = re.compile(r"[,.;:!?，。；：！？\n]")


def vouches(quote: Quote, item: Item) -> bool:
    """Whether a company only says that what its officer wrote is his, where the text quotes it: the letter is genuine."""
    return _GENUINE.search(quote.text) is not None and any(
        other.channel_kind == quote.channel_kind and other.kind == "direct" and other is not quote
        for other in item.reading.quotes
    )


_GENUINE = re.compile(
    r"\b(?:memo|letter|e-?mail|message|post|note|recording|document)s? (?:was|is|were|are) (?:genuine|authentic|real)\b"
    r"|(?:信|邮件|截图|录音|文件)(?:的?内容)?(?:属实|真实)"
)


def reports_results(quote: Quote, item: Item, stance: Stance, roster: Roster) -> bool:
    """Whether a company only reports its results: what it says then is no word on a claim, though it falls into its time."""
    if quote.kind != "indirect" or quote.responds_to or quote.speaker_entity not in roster.company_ids:
        return False
    if cues.replies(quote.cue or "", item.lang) or stance != "explain":
        return False
    return any(
        figure.metric in OF_RESULTS and quote.start <= figure.start < quote.end
        for figure in item.reading.figures
    )


OF_RESULTS = frozenset(
    {
        "revenue", "gross_profit", "operating_profit", "pretax_profit", "net_income", "ebitda", "eps", "gross_margin", "operating_margin",
        "cash", "deposits", "free_cash_flow", "deliveries", "unit_sales", "orders", "backlog", "dps", "same_store_sales",
    }
)  # fmt: skip
"""Metrics of what a company reports by the quarter."""


def is_of_another_time(said_on: date, voice: Voice, story: Story, roster: Roster) -> bool:
    """Whether words were said so long before a claim that they answer an earlier one, or by who has since left."""
    since = story.first_seen.not_before or story.first_seen.not_after
    if since is None or said_on >= since.date() - A_DAY:
        return False
    has_left = voice.company is not None and voice.entity not in {None, voice.company}
    has_left = has_left and voice.company not in roster.companies(voice.entity, since.date())
    return has_left or said_on < since.date() - LONG


A_DAY = timedelta(days=1)
"""By so much two zones differ: the day of a claim and that of its answer may be told as one and the day before."""

LONG = timedelta(days=14)
"""So long before a claim nothing answers it."""
