"""Gives each quotation in English marks the cue and the speaker it belongs to, by what stands before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from nlp.quotes.acting import acting, actor
from nlp.quotes.cues import Cue
from nlp.quotes.marks import Marked
from nlp.quotes.page import STOPS, Page
from nlp.quotes.phrases import names_in, phrase_of
from nlp.quotes.speech import Look, look_at

DASHES = frozenset({"-", "–", "—", "--", "―"})
ADDRESSED = frozenset({"tell", "ask", "inform", "remind", "assure", "warn", "advise"})
FAR = 28
"""Tokens between a cue and the quotation it introduces; further away it introduces something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cue for a quotation; without a verb only the speaker is known."""

    rule: str
    confidence: float
    cue: Cue | None
    subject: Token | None


class Attribution:
    """Reads one page; holds the cues by their place."""

    def __init__(self, page: Page, cues: list[Cue]) -> None:
        self.page = page
        self.cue_at = {cue.verb.i: cue for cue in cues}
        self.order = sorted(self.cue_at)

    def attribute(self, number: int) -> Found | None:
        """The best cue of a mark, or None where nothing around it speaks."""
        page = self.page
        mark = page.marks[number]
        look = look_at(page, mark)
        before = self._before(mark, look)
        if before is not None and before.confidence >= 0.9:
            return before
        after = self._after(mark, look)
        if after is not None and (before is None or after.confidence >= before.confidence):
            return after
        return before or self._signed(mark, look)

    def _before(self, mark: Marked, look: Look) -> Found | None:
        """S V (…): “…” and S V, “…” and S V “…”."""
        page, doc = self.page, self.page.doc
        first, _ = page.mark_tokens(mark)
        joint = first - 1
        while joint >= 0 and doc[joint].is_space and page.block_of[joint] == page.block_of[first]:
            joint -= 1
        crossed = joint >= 0 and page.block_of[joint] != page.block_of[first]
        while crossed and joint >= 0 and doc[joint].is_space:
            joint -= 1
        joined = doc[joint].text if joint >= 0 else ""
        if joint >= 0 and page.inside[joint] != -1:
            joint = self._over_title(joint)
            joined = ","
        if joint < 0:
            return None
        if crossed and joined not in {":", ","}:
            return None
        begin = page.begin[joint]
        if joined == ":":
            cue = self._last_cue(max(begin, joint - FAR), joint - 1)
            if cue is not None:
                return Found("cue_colon", 0.96, cue, acting(page, cue, begin, joint))
            name = next(iter(names_in(page, begin, joint - 1)), None)
            if name is not None and name[1] == joint - 1 and name[0] <= begin + 1:
                return Found("name_colon", 0.85, None, doc[name[1]])
            subject = actor(page, begin, joint - 1)
            if subject is not None and look.sentence:
                return Found("colon", 0.7, None, subject)
            return None
        if joined == ",":
            cue = self._last_cue(max(begin, joint - 14), joint - 1)
            if cue is not None and not self._has_content(cue, joint) and (look.sentence or look.words >= 3):
                return Found("cue_comma", 0.94, cue, acting(page, cue, begin, joint))
            return None
        cue = None if joined in STOPS else self._last_cue(max(begin, joint - 14), joint)
        if cue is None:
            return None
        if joined.lower() == "that" and cue.clause and look.words >= 4:  # noqa: PLR2004 — words
            return Found("cue_that", 0.9, cue, acting(page, cue, begin, joint))
        if cue.last == joint:
            return Found("cue_marks", 0.93, cue, acting(page, cue, begin, joint))
        if self._introduces(cue, joint, look, page.text[mark.inner_start : mark.inner_start + 1]):
            return Found("cue_addressee", 0.85, cue, acting(page, cue, begin, joint))
        return None

    def _introduces(self, cue: Cue, joint: int, look: Look, initial: str) -> bool:
        """Whether what stands between a cue and the marks tells to whom, when or where, and is no part of what is said."""
        if not cue.clause or not look.sentence or look.words < 4 or self._has_content(cue, joint):  # noqa: PLR2004 — words
            return False
        doc = self.page.doc
        if doc[joint].pos_ in {"ADP", "DET", "AUX", "PRON", "ADJ"} or doc[joint].dep_ in {
            "det",
            "poss",
            "aux",
        }:
            return False
        if not initial.islower() or cue.lemma in ADDRESSED:
            return True
        return doc[cue.last + 1].pos_ in {"ADV", "ADP"} or doc[joint].ent_type_ in {"DATE", "TIME"}

    def _over_title(self, joint: int) -> int:
        """The token before a title in marks that ends with a comma (told ABC’s “This Week,” “…”), or -1."""
        page = self.page
        mark = page.marks[page.inside[joint]]
        look = look_at(page, mark)
        if (
            page.text[mark.inner_end - 1] != ","
            or look.words > 5
            or not page.text[mark.inner_start].isupper()
        ):  # noqa: PLR2004
            return -1
        first = page.mark_tokens(mark)[0] - 1
        return first if first >= 0 and page.inside[first] == -1 else -1

    def _after(self, mark: Marked, look: Look) -> Found | None:
        """“…,” S V and “…,” V S."""
        page, doc = self.page, self.page.doc
        _, last = page.mark_tokens(mark)
        start = last + 1
        if (
            start >= len(doc)
            or page.block_of[start] != page.block_of[last]
            or doc[start].is_space
            and start + 1 >= len(doc)
        ):
            return None
        comma = doc[start].text == ","
        if comma or doc[start].is_space:
            start += 1
        if start >= len(doc) or page.inside[start] != -1 or page.block_of[start] != page.block_of[last]:
            return None
        stop = page.stop[start]
        end = start
        while end <= stop and page.inside[end] == -1:
            end += 1
        cue = self._first_cue(start, min(end - 1, start + FAR))
        if cue is None or not self._begins(cue, start):
            return None
        subject = acting(page, cue, start, end, after=True)
        if subject is None:
            return None
        if look.last in {",", "?", "!", "—", "-", "–", "…"} or comma:
            return Found("marks_cue", 0.97, cue, subject)
        if look.last == ".":
            if self._has_content(cue, end) or doc[min(end, len(doc) - 1) - 1].text in {":", ","}:
                return None
            tail = end - cue.last
            return Found("marks_stop_cue", 0.92 if tail < 5 else 0.8, cue, subject) if tail < 12 else None
        if look.words >= 3 and not self._has_content(cue, end):
            return Found("marks_cue_bare", 0.88, cue, subject)
        return None

    def _begins(self, cue: Cue, start: int) -> bool:
        """Whether a cue and its subject open what follows the marks."""
        doc = self.page.doc
        left = cue.first
        if cue.subject is not None and start <= cue.subject.i < cue.first:
            left = max(phrase_of(self.page, cue.subject)[0], start)
        return (
            all(
                doc[number].pos_ in {"ADV", "PUNCT", "CCONJ", "SPACE", "AUX"}
                or doc[number].dep_ in {"aux", "mark"}
                for number in range(start, left)
            )
            or (
                left - start <= 3
                and not any(doc[number].tag_ in {"VBD", "VBZ"} for number in range(start, left))
            )
            or (
                cue.subject is None
                and left - start <= 12
                and not any(doc[number].tag_ in {"VBD", "VBZ", "VBP"} for number in range(start, left))
            )
        )

    def _has_content(self, cue: Cue, end: int) -> bool:
        """Whether a cue already reports a clause of its own before a token."""
        doc = self.page.doc
        for number in range(cue.last + 1, min(end, cue.last + 12, len(doc))):
            if self.page.inside[number] != -1:
                return False
            if doc[number].lower_ == "that" and doc[number].dep_ == "mark":
                return True
        return any(
            child.dep_ == "ccomp"
            and child.i > cue.last
            and child.i < end
            and self.page.inside[child.i] == -1
            and any(
                inner.dep_ in {"nsubj", "nsubjpass"}
                and self.page.inside[inner.i] == -1
                and inner.i > cue.last
                for inner in child.children
            )
            for child in cue.verb.children
        )

    def _last_cue(self, first: int, last: int) -> Cue | None:
        for number in range(last, first - 1, -1):
            if self.page.inside[number] != -1:
                return None
            if number in self.cue_at:
                return self.cue_at[number]
        return None

    def _first_cue(self, first: int, last: int) -> Cue | None:
        for number in range(first, last + 1):
            if number in self.cue_at:
                return self.cue_at[number]
        return None

    def _signed(self, mark: Marked, look: Look) -> Found | None:
        """“…” — Name."""
        page, doc = self.page, self.page.doc
        _, last = page.mark_tokens(mark)
        number = last + 1
        while number < len(doc) and doc[number].is_space and number < last + 3:
            number += 1
        if number + 1 >= len(doc) or doc[number].text not in DASHES or not look.sentence:
            return None
        names = names_in(page, number + 1, min(number + 4, len(doc) - 1))
        if not names or names[0][0] > number + 2:
            return None
        return Found("signature", 0.85, None, doc[names[0][0] : names[0][1] + 1].root)
