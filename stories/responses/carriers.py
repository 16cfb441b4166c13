"""Decides which candidates carry one answer: the same speaker with the same words, or a title that only reports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from stories.conclusions.headlines import asks
from stories.responses.answer_index import Answers
from stories.responses.wordings import Answer, Known, letters, words
from stories.speech.stances import UNSAID, patterns
from stories.text import numerals, tokens

if TYPE_CHECKING:
    from records import Interval, Stance
    from stories.responses.candidates import Candidate

SAME_WORDS = 0.6
"""Minimum share of the shorter wording's terms in the other."""

FEWEST = 3
"""Minimum terms for that if both are paraphrases: "data was stolen" may belong to several answers."""

SAME_POST = 0.25
"""Minimum share if one is a post and the other reports a post by the same speaker at that time."""

SOON = timedelta(hours=36)
"""A title without words, or a paraphrase, reports an answer that the same speaker gave within this time before it."""

ZONES = timedelta(hours=12)
"""A day in a text may be the day at the place of the event: "late on Tuesday, local time"."""

EARLIER = timedelta(hours=6)
"""It may be seen this much before the text with the words."""

TELLING = frozenset({"deny", "confirm", "apologise", "correct"})
"""Stances that survive translation: different ones on one day are different answers."""

OWNED = frozenset({"confirm", "apologise", "correct", "promise"})
"""Stances that contradict a denial, whatever words they share with it."""

PLAIN: frozenset[Stance] = frozenset({"explain", "holding"})
"""Stances that contradict none."""


def merge(candidates: Sequence[Candidate], state: AnswerGroups | None = None) -> list[list[Candidate]]:
    """Return the candidates grouped by answer.

    What one text quotes of a speaker on one occasion goes together to the answer that any piece repeats, except what a
    post does not contain; if pieces repeat different answers, each goes to its own. Titles without words are assigned last.

    Args:
        candidates: all candidates of a story.
        state: left by an earlier pass; it does not affect the result.
    """
    state = state or AnswerGroups()
    ordered = sorted(candidates, key=lambda c: (c.item.at, c.item.id, c.start or 0))
    state.update([candidate for candidate in ordered if candidate.worded])
    answers = state.answers.copy()
    for title in (candidate for candidate in ordered if not candidate.worded):
        at = title.item.at
        told_of = {
            answer.number
            for answer, other in answers.possible_for_title(title, at - SOON, at + EARLIER)
            if _same(title, other)
        }
        answer = _nearest(title, [answers.found[number] for number in sorted(told_of)])
        answers.add_candidate(answer or answers.new_answer(), title)
    return [[*answer.candidates] for answer in answers.found]


@dataclass(slots=True)
class AnswerGroups:
    """The answers formed by a story's candidates with words, so that the next pass need not start over."""

    answers: Answers = field(default_factory=Answers)
    _candidates: list[Candidate] = field(default_factory=list)
    _added: list[Known] = field(default_factory=list)
    """The candidates in order of addition, each with its answer."""

    def update(self, ordered: Sequence[Candidate]) -> None:
        """Update to a story's candidates, in order of time, from the first text that changed."""
        known = _texts_alike(self._candidates, ordered)
        self.answers.remove_last(self._added[known:])
        del self._added[known:]
        self._candidates = [*ordered]
        for pieces in _occasions(ordered[known:]):
            repeated = [
                _nearest(told, self.answers.repeated(piece, _least(piece), _same))
                for piece, told in zip(pieces, _in_one_channel(pieces), strict=True)
            ]
            fitting = {answer.number: answer for answer in repeated if answer is not None}
            if len(fitting) == 1:
                (whole,) = fitting.values()
                repeated = [
                    None if told is None and _is_not_in_post(piece, whole) else whole
                    for piece, told in zip(pieces, repeated, strict=True)
                ]
            new = self.answers.new_answer() if None in repeated else None
            for piece, answer in zip(pieces, repeated, strict=True):
                if one := answer or new:
                    self.answers.add_candidate(one, piece)
                    self._added.append((one, piece))


def _texts_alike(before: Sequence[Candidate], now: Sequence[Candidate]) -> int:
    """Return how many leading candidates are unchanged, whole texts only."""
    pairs = zip(before, now, strict=False)
    alike = next(
        (place for place, (one, other) in enumerate(pairs) if one is not other and one != other),
        min(len(before), len(now)),
    )
    changed = {told[alike].item.id for told in (before, now) if alike < len(told)}
    while alike and now[alike - 1].item.id in changed:
        alike -= 1
    return alike


def _occasions(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return what each text quotes of one speaker on one occasion, in order."""
    occasions: list[list[Candidate]] = []
    of_text: dict[str, list[list[Candidate]]] = defaultdict(list)
    for candidate in candidates:
        here = of_text[candidate.item.id]
        beside = [pieces for pieces in here if any(_together(candidate, other) for other in pieces)]
        back = next((pieces for pieces in beside if _takes_back(pieces[0])), None)
        mine = (pieces for pieces in beside if any(_alike(candidate, other) for other in pieces))
        pieces = back or next(mine, next(iter(beside), None))
        denied = back is None and any(other.stance == "deny" for told in beside for other in told)
        if pieces is None or (denied and _takes_back(candidate)):
            here.append([candidate])
            occasions.append(here[-1])
        else:
            pieces.append(candidate)
    return occasions


def _in_one_channel(pieces: Sequence[Candidate]) -> list[Candidate]:
    """Return the pieces of one occasion, with the channel that any of them names."""
    kind = next((piece.channel_kind for piece in pieces if piece.channel_kind), None)
    return [replace(piece, channel_kind=piece.channel_kind or kind) for piece in pieces]


def _is_not_in_post(piece: Candidate, answer: Answer) -> bool:
    """Return whether an answer is a post, which is known whole, and these words do not stand in it: they were said elsewhere."""
    posts = {told.lang for told in answer.candidates if told.item.kind == "post"}
    return piece.direct and piece.lang in posts


def _takes_back(candidate: Candidate) -> bool:
    """Return whether the words withdraw what the speaker said before, which makes them another answer."""
    return any(pattern.search(candidate.text) for pattern in patterns("withdrawn", candidate.lang))


def _nearest(candidate: Candidate, fitting: Sequence[Answer]) -> Answer | None:
    """Return the nearest of the answers that a candidate may belong to, the first of equals."""
    return min(fitting, key=lambda answer: _distance(candidate, answer), default=None)


def _distance(candidate: Candidate, answer: Answer) -> tuple[bool, bool, float]:
    """Sort key: a title or translation belongs to the answer with its stance that is nearest in time.

    A translation prefers the answer given in the channel that it names.
    """
    is_translation = candidate.worded and all(told.lang != candidate.lang for told in answer.candidates)
    elsewhere = is_translation and candidate.channel_kind not in {
        told.channel_kind for told in answer.candidates
    }
    by_stance = is_translation or not candidate.worded
    return (by_stance and candidate.stance not in answer.stances, elsewhere, answer.seconds_to(candidate))


def _least(candidate: Candidate) -> float:
    """Return the minimum share of words for a candidate."""
    return SAME_POST if candidate.item.kind == "post" or candidate.channel_kind == "post" else SAME_WORDS


def _alike(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates have one speaker, and either both or neither say something."""
    if one.voice.party != other.voice.party or not _same_voice(one, other):
        return False
    return one.stance == other.stance or not {one.stance, other.stance} & UNSAID


def _together(one: Candidate, other: Candidate) -> bool:
    return (_alike(one, other) or _summed_up(one, other)) and _same_occasion(one, other)


def _summed_up(one: Candidate, other: Candidate) -> bool:
    """Return whether one gives as the company's word, in brief, what its officer is quoted with: no stance of its own, or his."""
    if one.direct == other.direct or not (one.worded and other.worded):
        return False
    stances = {one.stance, other.stance}
    if len(stances) > 1 and (stances & UNSAID or not stances & PLAIN):
        return False
    told, quoted = (other, one) if one.direct else (one, other)
    company = told.voice.company
    return company is not None and told.voice.entity == company == quoted.voice.company


def _same(one: Candidate, other: Candidate) -> bool:
    if not _alike(one, other):
        return False
    if one.worded and other.worded:
        return _same_words(one, other)
    if one.worded == other.worded:
        asking = asks(one.text, one.lang) and one.item.at - other.item.at <= SOON
        return asking or letters(one.text) == letters(other.text)
    title, words = (other, one) if one.worded else (one, other)
    since = title.item.at - words.item.at
    told_there = title.item.id == words.item.id  # an article's headline reports the words in it
    return -EARLIER <= since <= SOON and (told_there or title.stance in {words.stance, "explain"})


def _same_voice(one: Candidate, other: Candidate) -> bool:
    if one.voice.entity and other.voice.entity and one.voice.entity != other.voice.entity:
        company = one.voice.company
        return company is not None and company in {one.voice.entity, other.voice.entity} and _held(one, other)
    if one.voice.entity or other.voice.entity:
        return one.voice.entity == other.voice.entity
    return tokens.fold(one.voice.name or "") == tokens.fold(other.voice.name or "")


def _same_occasion(one: Candidate, other: Candidate) -> bool:
    """Return whether a text quotes both pieces on one occasion, as far as channel and day tell."""
    return (
        one.item.id == other.item.id
        and (one.claimed_on is None or other.claimed_on is None or one.claimed_on == other.claimed_on)
        and (one.channel_kind is None or other.channel_kind is None or one.channel_kind == other.channel_kind)
    )


def _same_words(one: Candidate, other: Candidate) -> bool:
    if one.lang != other.lang:
        return _across_languages(one, other)
    mine, theirs = letters(one.text), letters(other.text)
    if mine in theirs or theirs in mine:
        return True
    ours, others = words(one.text, one.lang), words(other.text, other.lang)
    least = min(len(ours), len(others))
    if "deny" in (stances := {one.stance, other.stance}) and stances & OWNED:
        return False
    if least < FEWEST and not (one.direct or other.direct):
        return False
    share = SAME_POST if _quotes_post(one, other) or _quotes_post(other, one) else SAME_WORDS
    return bool(least) and len(ours & others) / least >= share


def _quotes_post(post: Candidate, quote: Candidate) -> bool:
    """Return whether a candidate may quote this very post: same account holder, in a post, on its day."""
    if post.item.kind != "post" or quote.item.kind == "post" or quote.channel_kind != "post":
        return False
    posted, quoted = post.responded, quote.responded
    return _has_begun(posted, quoted.not_after) and _has_begun(quoted, posted.not_after)


def _held(one: Candidate, other: Candidate) -> bool:
    """Return whether what is reported of the company is what its officer said."""
    mine, theirs = letters(one.text), letters(other.text)
    return one.worded and other.worded and one.lang == other.lang and (mine in theirs or theirs in mine)


def _figures(candidate: Candidate) -> frozenset[str]:
    return frozenset(numerals.numbers(candidate.text, candidate.lang))


def _across_languages(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates in different languages are one answer: the same speaker, day and, if named, channel.

    Without a common channel, a denial is no translation of an apology or an explanation, nor a stance of another that gives
    other figures; and where a day is missing, too, both were published within that of a retelling.
    """
    kinds = {one.channel_kind, other.channel_kind}
    if len(kinds) > 1 and None not in kinds:
        return False
    stances = {one.stance, other.stance}
    if None in kinds and len(stances) > 1 and (stances & TELLING or _figures(one) != _figures(other)):
        return False
    if one.claimed_on and other.claimed_on:
        return one.claimed_on == other.claimed_on
    if None in kinds and abs(one.item.at - other.item.at) > SOON:
        return False
    slack = ZONES if one.claimed_on or other.claimed_on else timedelta()
    return _has_begun(one.responded, _latest(other, slack)) and _has_begun(
        other.responded, _latest(one, slack)
    )


def _has_begun(interval: Interval, by: datetime | None) -> bool:
    """Return whether an interval may have begun by a moment; an open side rules nothing out."""
    return interval.not_before is None or by is None or interval.not_before <= by


def _latest(candidate: Candidate, slack: timedelta) -> datetime:
    """Return the latest time of a statement.

    A named day may end later elsewhere, but not after the text was published.
    """
    end = candidate.responded.not_after or candidate.item.at
    return max(end, min(end + slack, candidate.item.at))
