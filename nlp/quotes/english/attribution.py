"""Attributes each quotation in English marks to a cue and a speaker, by what stands before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from nlp.quotes.english.cue import Cue
from nlp.quotes.english.mark_sources import acting, actor, owner, sent_by
from nlp.quotes.english.page import STOPS, Page
from nlp.quotes.english.phrases import names_in, phrase_of
from nlp.quotes.english.speech import behind, in_phrase, look_at, was_asked
from nlp.quotes.lexicon import verbs
from nlp.quotes.marks import Look, Marked

DASHES = frozenset({"-", "–", "—", "--", "―"})
FAR = 28
"""Tokens between a cue and the quotation it introduces; further away it introduces something else."""

APPOSED = 60
"""The same after the quotation, where it tells at length who speaks and the cue comes last."""

NEAR = 14
"""The same where only a comma or nothing joins them."""

SHORT = 3
"""Words up to which marks may hold a borrowed phrase."""

TAIL = 12
"""Tokens that may follow a cue which belongs to the finished sentence before it."""

SURE = frozenset({"cue_colon", "cue_marks", "cue_that", "asked"})
"""Rules whose cue before the words is not weighed against one after them."""

RANKS = (
    "colon", "name_colon", "cue_addressee", "marks_stop_cue", "cue_comma", "marks_cue_bare", "cue_colon",
    "marks_cue",
)  # fmt: skip
"""The other rules, the likeliest last: of a cue before the words and one after them the later in this list wins."""


OPEN_ENDED = frozenset(",?!—–-…")


@dataclass(frozen=True, slots=True)
class Found:
    """A cue for a quotation; without a verb only the speaker is known."""

    rule: str
    cue: Cue | None
    subject: Token | None
    across: bool = False
    """A colon at the end of the paragraph before leads to it; another may be named after the marks."""

    def outranks(self, other: Found) -> bool:
        """Whether this cue is the likelier of two on either side of the words."""
        mine, theirs = ("cue_comma" if one.across else one.rule for one in (self, other))
        return RANKS.index(mine) >= RANKS.index(theirs)


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
        if before is not None and before.rule in SURE and not before.across:
            return before
        after = self._after(mark, look)
        if after is not None and (before is None or after.outranks(before)):
            return after
        return before or self._signed(mark, look)

    def _before(self, mark: Marked, look: Look) -> Found | None:
        """A cue that stands before its words: S V (…): “…” and S V, “…” and S V “…”."""
        joint, joined = self._joint(mark)
        if joint < 0:
            return None
        if joined == ":":
            return self._colon(joint, look)
        if joined in STOPS:
            return None
        if joined == "," and was_asked(self.page, joint - 1):
            return Found("asked", None, None)
        begin = self.page.begin[joint]
        cue = self._last_cue(max(begin, joint - NEAR), joint - (joined == ","))
        if cue is None:
            return None
        rule = self._joined_by(cue, joint, joined, (mark, look))
        return None if rule is None else Found(rule, cue, acting(self.page, cue, begin, joint))

    def _joined_by(self, cue: Cue, joint: int, joined: str, words: tuple[Marked, Look]) -> str | None:
        """Return the rule that joins a cue to the marks after it; None if they are not its content."""
        mark, look = words
        if joined == ",":
            whole = look.sentence or look.words >= SHORT
            return "cue_comma" if whole and not self._has_content(cue, joint) else None
        if joined.lower() == "that" and look.words > SHORT:
            return "cue_that"
        if cue.last == joint:
            return "cue_marks"
        initial = self.page.text[mark.inner_start : mark.inner_start + 1]
        return "cue_addressee" if self._introduces(cue, joint, look, initial) else None

    def _joint(self, mark: Marked) -> tuple[int, str]:
        """Return the token, and its text, that joins a mark to the words before it; -1 if nothing does."""
        page = self.page
        first, _ = page.mark_tokens(mark)
        joint = page.no_blank(first - 1)
        if joint < 0:
            return -1, ""
        joined = page.written[joint]
        crossed = page.block_of[joint] != page.block_of[first]
        return (-1, "") if crossed and joined not in {":", ","} else (joint, joined)

    def _colon(self, joint: int, look: Look) -> Found | None:
        page = self.page
        begin = page.begin[joint]
        cue = self._last_cue(max(begin, joint - FAR), joint - 1)
        told_of = cue is not None and cue.verb.dep_ in {"acl", "relcl"} and self._has_content(cue, joint)
        if cue is not None and not told_of:
            return Found("cue_colon", cue, acting(page, cue, begin, joint), page.doc[joint + 1].is_space)
        name = next(iter(names_in(page, begin, joint - 1)), None)
        if name is not None and name[1] == joint - 1 and name[0] <= begin + 1:
            return Found("name_colon", None, page.doc[name[1]])
        source = sent_by(page, begin, joint)
        if source is None and look.words > 1:
            source = owner(page, begin, joint)
        if source is not None:
            return Found("name_colon", None, source)
        subject = actor(page, begin, joint - 1)
        return Found("colon", None, subject) if subject is not None and look.sentence else None

    def _introduces(self, cue: Cue, joint: int, look: Look, initial: str) -> bool:
        """Return whether the words between a cue and the marks only say to whom, when or where it was said."""
        if not cue.clause or not look.sentence or look.words <= SHORT or self._has_content(cue, joint):
            return False
        doc = self.page.doc
        if self.page.pos[joint] in {"ADP", "DET", "AUX", "PRON", "ADJ"} or self.page.dep[joint] in {
            "det",
            "poss",
            "aux",
        }:
            return False
        if not initial.islower() or cue.lemma in verbs("addressing"):
            return True
        return self.page.pos[cue.last + 1] in {"ADV", "ADP"} or doc[joint].ent_type_ in {"DATE", "TIME"}

    def _after(self, mark: Marked, look: Look) -> Found | None:
        """A cue that follows its words: “…,” S V and “…,” V S."""
        start, end, comma = behind(self.page, mark)
        cue = self._first_cue(start, min(end - 1, start + APPOSED))
        if cue is None or not self._begins(cue, start):
            return None
        subject = acting(self.page, cue, start, end, after=True)
        says_next = self.page.lower[start] in {"and", "but"} and cue.first <= start + 2
        if subject is None or (
            says_next and subject.i > cue.last
        ):  # praises it as “soothing,” and adds that …
            return None
        if self._within_clause(cue, mark, start):
            return None
        rule = self._joined_behind(cue, subject, look, (start, end, comma))
        return None if rule is None else Found(rule, cue, subject)

    def _within_clause(self, cue: Cue, mark: Marked, start: int) -> bool:
        """Return whether a cue has other content and the marks end a different clause: "Hours after calling it “flat,” Tarn said it …"."""
        first = self.page.mark_tokens(mark)[0]
        led = self.page.begin[first] < first and self.page.lower[first - 1] not in {":", ","}
        led = led and self.page.lower[min(cue.last + 1, self.page.stop[start])] != ","
        return led and self._has_content(cue, self.page.stop[start])

    def _joined_behind(
        self, cue: Cue, subject: Token, look: Look, follows: tuple[int, int, bool]
    ) -> str | None:
        """Return the rule that joins a cue to the marks before it; None if it starts a sentence of its own."""
        start, end, comma = follows
        if comma or look.last in OPEN_ENDED:
            # of what had been called a “witch hunt,” she said that …
            if cue.lemma in verbs("object") or (in_phrase(self.page, start) and self._has_content(cue, end)):
                return None
            apart = look.last in "?!" and not comma and self._stands_alone(cue, start, end)
            return None if apart else "marks_cue"
        if cue.loose or self._has_content(cue, end):
            return None
        if look.last == ".":
            apart = self._leads_on(cue, end) or end - cue.last > TAIL or in_phrase(self.page, start)
            return None if apart else "marks_stop_cue"
        inside = subject.dep_ == "pobj" and subject.i < cue.first  # “high crimes” in the charter justify
        return "marks_cue_bare" if look.words >= SHORT and not inside else None

    def _stands_alone(self, cue: Cue, start: int, end: int) -> bool:
        """Return whether the words after "“…?”" form a separate sentence, with their own content or none."""
        opens = self.page.doc[start]
        if cue.lemma == "ask" and cue.first <= start + 2:  # “Who pays?” she asked before answering, “…”
            return False
        if opens.text[:1].isupper() and opens.pos_ in {"ADV", "SCONJ", "ADP", "CCONJ"}:
            return True
        return self._has_content(cue, end) or self._leads_on(cue, end)

    def _leads_on(self, cue: Cue, end: int) -> bool:
        """Return whether a cue after marks introduces the next marks: "“…?” Mr. Ishiba replied: “…”"."""
        joint = min(end, len(self.page.doc) - 1) - 1
        return joint > cue.verb.i - 1 and self.page.written[joint] in {":", ","}

    def _begins(self, cue: Cue, start: int) -> bool:
        """Return whether a cue and its subject come first after the marks."""
        doc = self.page.doc
        left = cue.first
        if cue.subject is not None and start <= cue.subject.i < cue.first:
            left = max(phrase_of(self.page, cue.subject)[0], start)
        before = [doc[number] for number in range(start, left)]
        if all(
            token.pos_ in {"ADV", "PUNCT", "CCONJ", "SPACE", "AUX"} or token.dep_ in {"aux", "mark"}
            for token in before
        ):
            return True
        if any(token.lower_ in {"why", "how", "what", "whether"} for token in before):
            return False  # has “a lot to answer” over why his backers replied so
        return len(before) <= (SHORT if cue.subject is not None else TAIL) and not any(
            token.tag_ in {"VBD", "VBZ"} for token in before
        )

    def _has_content(self, cue: Cue, end: int) -> bool:
        """Return whether a cue already has a content clause before a token."""
        doc = self.page.doc
        for number in range(cue.last + 1, min(end, cue.last + 12, len(doc))):
            if self.page.inside[number] != -1:
                return False
            if (
                self.page.written[number] == "," and number + 1 < end and self.page.tag[number + 1] == "VBG"
            ):  # “…?” she asked, adding that …
                break
            if self.page.lower[number] == "that" and (
                self.page.dep[number] == "mark" or self.page.tag[number] == "IN"
            ):
                return True
        return any(
            child.dep_ == "ccomp" and child.i > cue.last and child.i < end and self.page.inside[child.i] == -1
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
        found = [self.cue_at[number] for number in range(first, last + 1) if number in self.cue_at]
        main = (cue for cue in found if cue.verb.dep_ == "ROOT")
        # "…,” said Ada Moss, of Tarn, where the mill claimed two lives, told the Echo
        told_where = found and found[0].verb.dep_ == "relcl" and found[0].verb.left_edge.tag_ == "WRB"
        return next(main, found[0]) if told_where else next(iter(found), None)

    def _signed(self, mark: Marked, look: Look) -> Found | None:
        """A name after a dash: “…” — Ada Moss."""
        page, doc = self.page, self.page.doc
        _, last = page.mark_tokens(mark)
        number = last + 1
        while number < len(doc) and doc[number].is_space and number <= last + 2:
            number += 1
        if number + 1 >= len(doc) or page.written[number] not in DASHES or not look.sentence:
            return None
        names = names_in(page, number + 1, min(number + 4, len(doc) - 1))
        if not names or names[0][0] > number + 2:
            return None
        return Found("signature", None, doc[names[0][0] : names[0][1] + 1].root)
