"""What the named queries found in a window, and its summary in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from review.gloss import mentions
from review.rows import Row
from review.watched_names import Watching
from review.wording import BAD, after_claim, counted, known, shortened

CLAIMS = 5
"""Maximum open claims shown in the brief."""
NAMED = 64
"""Columns of a headline in the sentence; it stands whole with its story."""

SINCE = {
    "deny": "denied it",
    "confirm": "confirmed it",
    "correct": "corrected itself",
    "apologise": "apologised",
}
"""What a company that reversed its answer has done, by the stance of the later one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The query results of a window."""

    since: datetime
    until: datetime
    zone: tzinfo
    people: Watching
    new: list[Row]
    unanswered: list[Row]
    spoke: list[Row]
    speed: list[Row]
    figures: list[Row]
    compared: list[Row]
    """Of these, one of each pair of amounts."""
    hot: list[Row]
    peers: list[Row]
    declined: list[Row]
    today: list[Row]
    waiting: list[Row]
    missed: list[Row]
    asked: int
    """Number of sources polled."""
    decided: dict[tuple[str, str], str]
    """Standing decisions: (story, kind) to value."""
    first_articles: dict[str, Row]
    """Story to its first article."""
    answers: dict[str, Row]
    """Story to its first answer before the end of the window, as a row of `spoke`."""
    further: dict[str, Row]
    """Story that had been answered before the window to its company's weightiest own words in it."""
    apologies: dict[str, Row]
    """Story to the first apology by an officer of its company."""
    reversals: dict[str, tuple[Row, Row]]
    """Story to its company's answer and the later one that reverses it."""
    named: dict[str, tuple[str, ...]]
    """Line that is not in English to the names and amounts in it."""

    @property
    def own(self) -> list[Row]:
        """Stories about the own companies."""
        return [row for row in self.new if row["side"] == "own"]

    @property
    def top(self) -> list[Row]:
        """The new stories that may be told as top stories, in order."""
        return worth_telling(without_open_claims(self.new, self.unanswered), self.decided)

    @property
    def open_own(self) -> list[Row]:
        """Open claims about the own companies."""
        return [row for row in self.unanswered if row["side"] == "own"]

    @property
    def conflicts(self) -> list[Row]:
        """Checks that conflict or do not add up."""
        return [row for row in self.compared if row["verdict"] in BAD]

    @property
    def nothing_collected(self) -> bool:
        """Nothing was collected successfully."""
        in_vain = sum(row["failed"] == row["attempts"] for row in self.missed)
        return self.asked == in_vain and not self.new and not self.hot

    @property
    def quiet(self) -> bool:
        """No story, open claim or topic about the own companies."""
        return not (self.own or self.open_own or any(row["side"] == "own" for row in self.hot))

    def told_answers(self, story: str) -> list[Row]:
        """Return the answers that are shown with a story, or of which its entry tells stance and time."""
        turn = self.reversals.get(story) or ()
        return [row for row in (*turn, self.answers.get(story), self.latest_answer(story)) if row]

    def latest_answer(self, story: str) -> Row | None:
        """Return a story's answer as shown with it.

        It is the one that reverses an earlier one, or a further step in the window, whichever came later; else an officer's
        apology, else the first.
        """
        turn, further = self.reversals.get(story), self.further.get(story)
        later = [answer for answer in (turn and turn[1], further) if answer]
        if later:
            return max(later, key=lambda answer: str(answer["not_after"]))
        return self.apologies.get(story) or self.answers.get(story)

    def mentioned(self, row: Row, beside: str | None = None) -> str | None:
        """Return what a story's headline and claim mention that are not in English: "mentions Lei Jun". Not a name that they, or the words beside, hold in English."""
        lines = (row["headline"], row["claim"])
        held = " ".join(filter(None, (*lines, beside, self.headline(row["story"], row["headline"]))))
        return mentions(fact for line in lines for fact in self.named.get(line, ()) if fact not in held)

    def headline(self, story: str, headline: str) -> str:
        """Return a story's headline, as renamed by a person if at all."""
        return self.decided.get((story, "rename"), headline)


def pairs_of_amounts(figures: list[Row]) -> list[Row]:
    """Return the checks in order without those of the same amounts between other outlets, which tell nothing new."""
    told = ("metric", "period", "verdict", "left_value", "left_low", "right_value", "derivation")
    return list({tuple(map(row.get, told)): row for row in reversed(figures)}.values())[::-1]


def without_open_claims(new: list[Row], unanswered: list[Row]) -> list[Row]:
    """Return the new stories except open claims, which have their own section."""
    waiting = {row["story"] for row in unanswered[:CLAIMS]}
    return [row for row in new if row["story"] not in waiting]


def worth_telling(new: list[Row], decided: dict[tuple[str, str], str]) -> list[Row]:
    """Return the stories that nobody marked as to be ignored and nobody paid for."""
    return [
        row
        for row in new
        if decided.get((row["story"], "status")) != "ignore" and not _PAID.match(row["headline"])
    ]


def widest_of(new: list[Row], decided: dict[tuple[str, str], str]) -> Row | None:
    """Return the story about the own companies that most outlets carry, or None."""
    own = [row for row in worth_telling(new, decided) if row["side"] == "own"]
    return max(own, key=lambda row: (row["outlets"], row["documents"]), default=None)


_PAID = re.compile(
    r"\W?(?:(?:sponsored|advertisement|advertorial|promoted)(?: (?:content|post|article|feature))?"
    r"|(?:paid|partner) (?:content|post|article|feature))"
    r"(?: by [^:|]{1,40})?(?:\s*[\]):|–—]|\s+-\s)"
    r"|[【\[(（]?(?:推广|广告|赞助|商业推广|推廣|廣告|贊助)[】\]）):：]",
    re.IGNORECASE,
)
"""Labels with which outlets mark paid content before a headline; "Sponsored athletes go to court" has none."""


def night_in_a_sentence(night: Night) -> str:
    """Return the night in one sentence of counts and headlines. It never says "quiet" if nothing was collected."""
    if night.nothing_collected:
        return "Nothing was collected in this window, so it cannot be called quiet."
    if night.quiet:
        seen = counted(len(night.new), "story", "stories")
        others = len(night.unanswered)
        claims = f"{counted(others, 'open claim')} about peers" if others else "no open claim"
        return f"No significant coverage in this window: nothing about us, {claims}; {seen} about others."
    sentence = "; ".join(_parts_of_the_night(night))
    return sentence[0].upper() + sentence[1:] + "."


def _parts_of_the_night(night: Night) -> Iterator[str]:
    yield _open_claims(night)
    if widest := widest_of(night.new, night.decided):
        yield _widest(night, widest)
    elif night.hot and not night.own:
        yield f"{counted(len(night.hot), 'topic')} about us or our peers on hot search, no article about us yet"
    if night.conflicts:
        yield f"{counted(len(night.conflicts), 'figure conflicts', 'figures conflict')}"


def _open_claims(night: Night) -> str:
    ours, others = len(night.open_own), len(night.unanswered) - len(night.open_own)
    if ours:
        about_others = f", {others} about peers" if others else ""
        about = list(dict.fromkeys(night.people.name(row["subject"]) for row in night.open_own))
        named = (
            f" ({', '.join(filter(None, about))})"
            if len(night.people.own()) > 1 and len(about) <= CLAIMS
            else ""
        )
        return f"{counted(ours, 'claim')} about us without an answer{named}{about_others}"
    if others:
        return f"no open claim about us, {others} about peers"
    return "no claim is open"


def _widest(night: Night, first: Row) -> str:
    told = shortened(night.headline(first["story"], first["headline"]), NAMED)
    answer = night.answers.get(first["story"])
    outlets = counted(first["outlets"], "outlet")
    if answer is None:
        return f"the widest story about us is “{told}” ({outlets})"
    who = night.people.speaker(answer["entity"], answer["speaker"]) or "the company"
    least, most = answer["latency_min"], answer["latency_max"]
    when = f" {after_claim(least, most)}" if known(least, most) else ""
    turn = night.reversals.get(first["story"])
    since = f"; the company has since {SINCE[turn[1]['stance']]}" if turn else ""
    return f"the widest story about us is “{told}” ({outlets}), answered by {who}{when}{since}"
