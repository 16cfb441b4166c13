"""What a company or officer publishes itself that may answer a story: posts, releases, filings; also apologies reported without words.

Such words were said when they were published.
"""

from __future__ import annotations

from collections.abc import Iterator

from records import Item, Stance, Story
from stories.conclusions import latency
from stories.items import digests
from stories.items.roster import Roster
from stories.items.voices import Voice
from stories.responses import releases, reported
from stories.responses.candidates import Candidate
from stories.responses.non_answers import OF_RESULTS
from stories.speech.answers import REFUTES
from stories.speech.stances import stance_in_words, stance_of

CHANNELS = {"filing": "filing", "release": "statement"}
"""Kind of item a company issues to the channel it is."""


def of_post(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    """Yield a post of a watched account: the subject's as an answer, others' as a reaction; without a claim only what denies or apologises."""
    text = item.text.strip()
    if item.entity is None or digests.is_wordless(item):
        return
    own = story.subject in roster.companies(item.entity, item.at.date())
    if story.claim is None and not (own and stance_of(text, item.lang) in REFUTES):
        return
    name = roster.name_of(item.entity)
    yield Candidate(
        item=item,
        voice=Voice("own", name, item.entity, company=story.subject)
        if own
        else Voice("reaction", name, item.entity),
        text=text,
        lang=item.lang,
        stance=stance_in_words(text, item.lang),
        rule="responses/post",
        evidence=f"a post of {name}'s own account" + (" while the claim was open" if story.claim else ""),
        confidence=0.9,
        responded=item.seen,
        start=0,
        end=len(item.text),
        channel=item.platform,
        channel_kind="post",
    )


def of_release(item: Item, story: Story, roster: Roster, *, quoted: bool = False) -> Iterator[Candidate]:
    """Yield what the subject's own release or filing says about the claim; an answer point by point denies it.

    If the title says that it answers and none of its words are `quoted`, it answers from its first sentence on.
    """
    if story.claim is None or story.subject is None or item.entity is None:
        return
    if story.subject not in roster.companies(item.entity, item.at.date()):
        return
    points = releases.point_by_point(item)
    place = releases.sentence_on(story.claim, item, story.subject, roster)
    if place is None and releases.is_answer(item) and not quoted:
        place = releases.first_sentence(item)
    name = roster.name_of(item.entity)
    results = [figure.start for figure in item.reading.figures if figure.metric in OF_RESULTS]
    for start, end in points or ([place] if place else []):
        if any(start <= result < end for result in results):
            continue
        text = item.text[start:end]
        yield Candidate(
            item=item,
            voice=Voice("own", name, item.entity, company=story.subject),
            text=text,
            lang=item.lang,
            stance="deny" if points else stance_of(text, item.lang),
            rule="responses/release",
            evidence=f"a {item.kind} of {name} says this about the claim",
            confidence=0.75,
            responded=item.seen,
            start=start,
            end=end,
            channel=item.kind,
            channel_kind=CHANNELS[item.kind],
            direct=False,
        )


def of_reports(item: Item, story: Story, roster: Roster) -> Iterator[Candidate]:
    """Yield the first answer of each stance that an article tells of the subject without quoting it; without a claim only an apology."""
    told: set[Stance] = set()
    for report in reported.answers(item, story, roster):
        if report.stance in told or (story.claim is None and report.stance != "apologise"):
            continue
        told.add(report.stance)
        yield Candidate(
            item=item,
            voice=report.voice,
            text=item.text[report.start : report.end].strip(),
            lang=item.lang,
            stance=report.stance,
            rule="responses/reported",
            evidence=f"the text tells that {report.voice.name} answered so",
            confidence=0.8,
            responded=latency.answered(None, item, story),
            start=report.start,
            end=report.end,
            direct=False,
        )
