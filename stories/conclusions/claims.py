"""The claim of a story, which calls for an answer.

`subject_titles` reads each title, `first_sighting` dates the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from records import Item
from stories.conclusions.subject_titles import LEAST, SubjectTitle
from stories.speech.tone import asking

NEVER = datetime.max.replace(tzinfo=UTC)
"""Later than any item."""

SLOW = timedelta(hours=1)
"""A board may show the claim up to this long after the answer."""


class Claim(NamedTuple):
    """The item that makes a story's claim, and why it is chosen."""

    item: Item
    rule: str
    evidence: str


def claim_of(titles: Sequence[SubjectTitle], name: str) -> Claim | None:
    """Return the claim, or None.

    In this order: the subject's own words, if they came first and later titles speak of its remarks; the topic that the answers quote, if it was seen by the first of them; the first report, if any title
    calls for an answer; the earliest title about the subject, if someone apologised, denied, declined or was silent,
    or did so before any title called for it; a title that reports silence, if no answer precedes it; a title that calls for an answer, if the answer was seen first. The subject's
    own titles are no claims, unless it disclosed the matter before anyone else reported it.

    Args:
        titles: those of the story, beside its subject, in order of time.
        name: the subject's name.
    """
    about = [title for title in titles if title.is_about]
    if remark := _remark(about):
        return Claim(remark.item, REMARK, _evidence("remark", remark.item, name))
    unanswered = [title for title in about if not title.answers or title.accuses]
    asking = [title for title in unanswered if not title.is_silent and not title.speaks]
    answered = _answered(titles)
    quoted = [title for title in asking if title.item.kind == "topic" and title.key in answered]
    calling = _not_mended([title for title in asking if title.calls], asking)
    admitted = _first_time(title for title in titles if title.admits)
    replied = _first_time(title for title in titles if title.replies)
    if replied < min(admitted, _first_time(calling)):
        admitted = replied  # nothing has called for an answer yet, so something unseen had
    before = [title for title in asking if not title.is_own_word and not title.is_business]
    opened = _opened(about, before)
    if admitted == NEVER and opened < _first_time(calling) and (not calling or _first_time(before) < opened):
        asking, admitted = before, opened  # likewise if its own word or act follows news other than business
    owned = [title for title in about if title.discloses]
    late = [title for title in calling if not title.is_own_word and not title.is_business]
    calling = [title for title in calling if title.item.at <= admitted]
    asking = [title for title in asking if title.item.at <= admitted]
    first_answer = _first_time(title for title in about if title.answers)
    silent = [title for title in unanswered if title.is_silent and title.item.at < first_answer]
    timely = [title for title in quoted if first_answer == NEVER or title.item.at <= first_answer + SLOW]
    others = _of_others(titles, admitted) if admitted != NEVER else []
    asked = asking if admitted != NEVER else []
    told = (*calling, *timely) or asked
    disclosed: list[SubjectTitle] = []
    if told and _first_time(owned) < _first_time(told):
        calling, timely, disclosed = [], [], owned
    begun = [title for title in before if calling and title.item.at < _first_time(calling)]
    # A topic that answers name, but seen only after the first of them, comes after titles that were seen
    # before.
    for rule, found in (
        ("disclosed", disclosed),
        ("answered", timely),
        ("begun", begun),
        ("calls", calling),
        ("answered", [] if asked else quoted),
        ("before", asked),
        ("answered", quoted),
        ("silence", silent),
        ("others", others),
        ("later", late),
    ):
        if found:
            first = _first(found).item
            return Claim(first, f"claim/{rule}", _evidence(rule, first, name))
    return None


REMARK, LATER = "claim/remark", "claim/later"

EVIDENCE = {
    "remark": "later titles speak of these words of {name} as the affair",
    "disclosed": "{name} disclosed the matter itself",
    "answered": "the texts say that this topic was answered, or that it trended",
    "begun": "the first report, before the titles about {name} that call for an answer",
    "calls": "the earliest title about {name} that calls for an answer",
    "before": "the earliest title about {name} before it apologised, denied, declined or replied",
    "silence": "the title says that {name} is silent, so something was asked",
    "later": "the earliest title about {name} that calls for an answer was seen after the answer",
    "others": "what was told before the word of {name}, which no title about it had called for",
}


def _evidence(rule: str, item: Item, name: str) -> str:
    """Return why an item is the claim, with the words of its title that call for an answer."""
    calls = asking(item.title or item.text[:80], item.lang) if rule == "calls" else ()
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(calls))
    return EVIDENCE[rule].format(name=name) + (f": {words}" if words else "")


def _remark(about: Sequence[SubjectTitle]) -> SubjectTitle | None:
    """Return the title with which the story begins if it gives the subject's own words, and later titles speak of remarks."""
    first = min(about, key=lambda title: (title.item.at, title.item.id), default=None)
    if first is None or not first.speaks or first.answers or first.calls:
        return None
    return first if any(title.is_on_remarks for title in about if title is not first) else None


def _first(titles: Iterable[SubjectTitle]) -> SubjectTitle:
    return min(titles, key=lambda title: (title.item.at, title.item.id))


def _first_time(titles: Iterable[SubjectTitle]) -> datetime:
    """Return the time of the earliest title, NEVER if there is none."""
    return min((title.item.at for title in titles), default=NEVER)


def _of_others(titles: Sequence[SubjectTitle], admitted: datetime) -> list[SubjectTitle]:
    """Return what was told before a company's own word if nothing about it calls for one: an authority's finding, a celebrity's affair."""
    before = [title for title in titles if title.item.entity is None and title.item.at <= admitted]
    found = [title for title in before if title.is_about and title.is_third_party_answer]
    return found or [
        title
        for title in before
        if not title.is_about and not title.answers and asking(title.item.title, title.item.lang)
    ]


def _answered(titles: Sequence[SubjectTitle]) -> set[str]:
    """Return the keys of wordings that the texts say were answered or trended."""
    topics = [title for title in titles if title.item.kind == "topic"]
    found = {key for title in titles for key in title.answered}
    if topics:
        found |= {key for title in titles for key in title.trended}
    telling = {key for key in found if len(key) >= LEAST}
    for topic in topics:
        if any(key in topic.key for key in telling):
            found.add(topic.key)
            telling.add(topic.key)
    return found


def _opened(about: Sequence[SubjectTitle], before: Sequence[SubjectTitle]) -> datetime:
    """Return when a company's own line first showed that something called for it: words, a remedy, or an act on a matter told before."""
    for title in about:
        terms = title.opening
        if terms is not None and (
            not terms
            or any(not terms.isdisjoint(other.terms) for other in before if other.item.at < title.item.at)
        ):
            return title.item.at
    return NEVER


def _not_mended(calling: list[SubjectTitle], asking: Sequence[SubjectTitle]) -> list[SubjectTitle]:
    """Return the titles that call for an answer; if the first is the subject's remedy, the earlier news it remedies instead."""
    if not calling or not (first := _first(calling)).is_own_word:
        return calling
    before = [
        title
        for title in asking
        if title.item.at < first.item.at and not title.is_own_word and not title.is_business
    ]
    return before or calling
