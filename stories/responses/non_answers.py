"""Words that answer nothing although their speaker might: the claim itself, earlier statements, results reported meanwhile."""

from __future__ import annotations

import re
from datetime import date, timedelta

from records import Item, Quote, Stance, Story
from stories.conclusions.claims import REMARK
from stories.conclusions.headlines import wording
from stories.items.roster import Roster
from stories.items.voices import Voice
from stories.speech import cues, speakers
from stories.speech.stances import patterns


def makes_claim(quote: Quote, item: Item, story: Story, roster: Roster) -> bool:
    """Return whether the speaker makes the claim, where it was first told: a former engineer who alleges it.

    Taking it back answers it. An anonymous source makes the claim wherever it is quoted.
    """
    speaker = f"{quote.role or ''} {quote.speaker or ''}"
    if quote.speaker_entity is None and speakers.is_unnamed(speaker, item.lang):
        return True
    if story.claim != wording(item, roster) or quote.stance in TAKES_BACK:
        return False
    return speakers.lacks_authority(speaker, item.lang) or cues.accuses(quote.cue or "", item.lang)


def is_the_remark(item: Item, story: Story) -> bool:
    """Return whether an item gives the subject's own words that are the claim."""
    return story.claim_rule == REMARK and item.id == story.claim_item


TAKES_BACK = frozenset({"apologise", "correct"})


def was_said_before(quote: Quote, item: Item) -> bool:
    """Return whether a text repeats an earlier statement without giving its day: 公司此前披露, "it reported last month".

    The day beside "retracted the firm's earlier claim that …" is that of the retraction.
    """
    if quote.rule == NOUN and quote.cue_start is not None:
        before = item.text[max(quote.cue_start - CLAUSE, 0) : quote.cue_start]
        return any(pattern.search(before) for pattern in patterns("restated", item.lang))
    if quote.said_on is not None or quote.responds_to or quote.cue_start is None or quote.cue_end is None:
        return False
    before = item.text[
        max(quote.cue_start - BESIDE, quote.end if quote.end <= quote.cue_start else 0) : quote.cue_start
    ]
    upto = quote.start if quote.start >= quote.cue_end else quote.cue_end + BESIDE
    after = item.text[quote.cue_end : min(upto, quote.cue_end + BESIDE)]
    # "Had said" dates nothing beside an occasion: "had said on the earnings call that ...".
    cue = item.text[quote.cue_start : quote.cue_end] if item.lang == "en" and quote.channel is None else ""
    return cues.dates_earlier(f"{_PAUSE.split(before)[-1]}{cue} {_PAUSE.split(after)[0]}", item.lang)


def only_adds_nothing(quote: Quote, item: Item) -> bool:
    """Return whether a speaker who gives words declines only to go beyond them: "declined to comment further"."""
    return (
        quote.stance in {"decline", "silent"}
        and any(
            pattern.search(item.text, quote.start, quote.end + BESIDE)
            for pattern in patterns("beyond", item.lang)
        )
        and any(
            other is not quote
            and other.speaker_entity == quote.speaker_entity
            and other.stance != quote.stance
            for other in item.reading.quotes
        )
    )


NOUN = "claim"
"""Rule of a quotation behind a noun of saying: "the firm's claim that …"."""

CLAUSE = 60
"""Characters before such a noun that are searched for what is done with the statement."""

BESIDE = 24
"""Characters beside a reporting verb that are searched for a time."""

_PAUSE = re.compile(r"[,.;:!?，。；：！？\n]")


def vouches(quote: Quote, item: Item) -> bool:
    """Return whether a company only confirms that a quoted letter or post is genuine."""
    return _GENUINE.search(quote.text) is not None and any(
        other.channel_kind == quote.channel_kind and other.kind == "direct" and other is not quote
        for other in item.reading.quotes
    )


_GENUINE = re.compile(
    r"\b(?:memo|letter|e-?mail|message|post|note|recording|document)s? (?:was|is|were|are) (?:genuine|authentic|real)\b"
    r"|(?:信|邮件|截图|录音|文件)(?:的?内容)?(?:属实|真实)"
)


def reports_results(quote: Quote, item: Item, stance: Stance, roster: Roster) -> bool:
    """Return whether a company only reports results, which is no word on a claim of the same days."""
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
"""Metrics of quarterly results."""


def is_of_another_time(said_on: date, voice: Voice, story: Story, roster: Roster) -> bool:
    """Return whether words are too old to answer the claim, or come from someone who has since left."""
    since = story.first_seen.not_before or story.first_seen.not_after
    if since is None or said_on >= since.date() - A_DAY:
        return False
    has_left = voice.company is not None and voice.entity not in {None, voice.company}
    has_left = has_left and voice.company not in roster.companies(voice.entity, since.date())
    return has_left or said_on < since.date() - LONG


A_DAY = timedelta(days=1)
"""Difference between time zones: claim and answer of one day may be dated a day apart."""

LONG = timedelta(days=14)
"""Nothing said this long before a claim answers it."""
