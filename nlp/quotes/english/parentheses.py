"""English reports whose cue stands after or inside them: "Taxes will rise, he said.", "The merger, he argued, would …"."""

from __future__ import annotations

from nlp.quotes.english.content_end import last_word
from nlp.quotes.english.cue import Cue
from nlp.quotes.english.page import Page
from nlp.quotes.english.speech import look_at
from nlp.quotes.english.stretches import FINITE, Stretch, has_verb, trimmed
from nlp.quotes.lexicon import is_somebody, nouns, verbs
from nlp.quotes.marks import Marked

FARTHEST = 16
"""Tokens between a cue and the comma or stop that ends its parenthesis."""

ENDS = frozenset({",", ".", "!", "?", ";", ":"})
ASIDE = frozenset({"though", "although", "as", "while", "who", "which", "according"})
"""What opens the writer's own words after a parenthesis."""

REASONS = frozenset({"as", "because", "since", "after", "while"})
"""What opens, after who spoke, why or when he did: "…, an aide said, as he was not allowed to speak"."""

BEHIND = frozenset({"after", "amid", "following", "despite"})


SPANS = frozenset({
    "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minutes",
})  # fmt: skip

TOPIC = frozenset({"of", "against"})
"""After a cue they name what somebody spoke of, and tell nothing that was said: "warned of delays, which …"."""

APPOSED = frozenset({"DET", "NOUN", "PROPN", "ADJ"})
"""What opens an apposition to the speaker."""

SETTING = frozenset({
    "as", "when", "while", "after", "in", "on", "at", "but", "however", "asked", "speaking", "during", "for", "by",
    "with", "if",
})  # fmt: skip
"""What opens words before a parenthesis that only tell when, where or why somebody spoke."""


def enclosed(page: Page, cue: Cue) -> bool:
    """Whether commas stand on both sides of a subject and its cue."""
    if cue.subject is None or cue.last + 1 >= len(page.doc):
        return False
    left = _left(page, cue)
    return page.written[cue.last + 1] == "," and page.written[left - 1] == ","


def around(page: Page, cue: Cue) -> list[Stretch]:
    """Return the content before and after a parenthetical cue, or one of them; empty if the cue is no parenthesis."""
    begin, stop = page.begin[cue.first], page.stop[cue.last]
    comma = _left(page, cue) - 1
    if (
        (cue.that_only and not _stands_aside(cue))
        or cue.verb.dep_ == "relcl"
        or cue.subject is None
        or _tells_which(page, cue)
        or _says_it(cue)
        or not begin <= cue.subject.i <= stop
        or comma <= begin
    ):
        return []
    right = _right(page, cue, stop)
    if right is None or page.written[comma] != "," or page.inside[comma] != -1:
        return []
    head = trimmed(page, begin, comma - 1)
    if head is not None and _tells_how(page, cue, head[0]):
        return []
    if right > stop or page.written[right] != ",":
        return [head] if head is not None and has_verb(page, head) else []
    marked = right < stop and page.inside[right + 1] != -1
    topic = cue.subject.i < cue.first and any(
        page.lower[number] in TOPIC for number in range(cue.last + 1, right)
    )
    if marked or topic:
        return []
    behind = trimmed(page, right + 1, last_word(page, stop))
    if behind is not None and cue.subject.i > cue.last and page.pos[behind[0]] in APPOSED:
        behind = None  # "…, said Ada Moss, a scholar at Tarn"
    return _sides(page, (begin, comma - 1), head, behind)


def _tells_how(page: Page, cue: Cue, first: int) -> bool:
    """Whether words before a cue tell how somebody came to speak: "Asked whether he would run again, he said no."."""
    opens = page.doc[first + (page.lower[first] in {"when", "while", "if"})]
    return (
        opens.lower_ in verbs("questioned") and opens.tag_ in {"VBN", "VBD", "VBG"} and opens.head == cue.verb
    )


def _stands_aside(cue: Cue) -> bool:
    """Return whether a verb that needs "that" is a bare parenthetical: "Who, he demanded, will pay?"."""
    verb, subject = cue.verb, cue.subject
    if cue.lemma not in verbs("aside") or verb.tag_ not in FINITE or subject is None:
        return False
    last = verb.i + 1 == len(verb.doc)
    done = not (last or verb.nbor().is_punct) and any(
        child.dep_ in {"dobj", "xcomp", "acomp"} and child != subject for child in verb.rights
    )
    phrase = subject.doc[subject.left_edge.i : subject.i + 1].text
    return not done and (
        subject.tag_ == "PRP"
        or subject.ent_type_ == "PERSON"
        or subject.lower_ in nouns("several")
        or is_somebody(phrase)
    )


def led_in(page: Page, cue: Cue, mark: Marked) -> Stretch | None:
    """Return the words before a cue whose sentence continues in marks: "If the wall fails, she added, “we close the port”".

    Only a small letter tells that the marks go on with a sentence; after a capital the words before are the writer's.
    """
    doc, begin = page.doc, page.begin[cue.first]
    comma = _left(page, cue) - 1
    initial = page.text[mark.inner_start : mark.inner_start + 1]
    if cue.subject is None or not initial.islower() or comma <= begin or doc[comma].text != ",":
        return None
    head = trimmed(page, begin, comma - 1)
    if head is None or not has_verb(page, head) or any(number in page.cues for number in range(*head)):
        return None
    opens = doc[head[0]]
    part = opens.tag_ in {"VBN", "VBG", "WP", "WRB"} or opens.lower_ == "whether"
    if doc[comma - 1].dep_ == "cc" or (part and opens.lower_ != "when"):
        return None  # "is ill and, a spokesman said, “…”"; "Whether it holds, she said, “…”"
    if opens.lower_ in SETTING - {"if", "but", "when"}:
        return None
    himself = any(doc[number].lower_ in {"he", "she", "they"} for number in range(head[0] + 1, head[0] + 3))
    return None if opens.lower_ == "when" and himself else head


def _says_it(cue: Cue) -> bool:
    """Return whether a cue's object already is its content: "When the poll asked for a second choice, most said Biden."."""
    return cue.lemma == "say" and any(
        child.dep_ == "dobj" and child.ent_type_ not in {"DATE", "TIME"} for child in cue.verb.rights
    )


def _tells_which(page: Page, cue: Cue) -> bool:
    """Return whether a subject and its cue form a relative clause: ", a charge Ms. Moss has denied"."""
    left = _left(page, cue)
    if cue.subject is None or cue.subject.i > cue.first or page.lower[left] not in {"a", "an"}:
        return False
    noun = cue.subject.pos_ == "PRON" or any(
        page.pos[number] == "NOUN" for number in range(left + 1, cue.subject.i)
    )
    return noun and cue.subject.pos_ in {"PROPN", "PRON"}


def _left(page: Page, cue: Cue) -> int:
    """First token of the parenthesis: of the subject, or of the cue."""
    if cue.subject is None:
        return cue.first
    left: int = min(cue.first, max(cue.subject.left_edge.i, page.begin[cue.first]))
    as_told = left > page.begin[cue.first] and page.lower[left - 1] == "as" and cue.subject.i < cue.first
    return left - as_told  # "The bank knew, as the Echo reported."


def _right(page: Page, cue: Cue, stop: int) -> int | None:
    """Return the token that ends the parenthesis, or None if other content comes first."""
    for number in range(cue.last + 1, min(stop, cue.last + FARTHEST) + 1):
        if page.written[number] in ENDS:
            return number
        around = page.inside[number]
        if around != -1 and look_at(page, page.marks[around]).title:
            continue  # …, she said on her podcast “Beyond the Mill.”
        if page.lower[number] in REASONS and page.dep[number] == "mark":
            return number
        if page.tag[number] in FINITE or around != -1:
            return None
    return stop + 1 if stop - cue.last < FARTHEST else None


def _sides(page: Page, before: Stretch, head: Stretch | None, rest: Stretch | None) -> list[Stretch]:
    said = head is not None and has_verb(page, head)
    if head is not None and not said and rest is not None and page.lower[rest[0]] == "but":
        # "The sheriff paid for it, Orr said, but …", whose verb the tagger takes for a participle
        said = any(page.pos[number] == "VERB" for number in range(head[0], head[1] + 1))
    if head is not None and said and (rest is None or _aside(page, rest)):
        return [head]
    if rest is None or not (has_verb(page, rest) or has_verb(page, before)):
        return []
    setting = page.lower[before[0]] in SETTING and not said
    adverb = before[0] == before[1] and page.pos[before[0]] == "ADV"
    opening = None if setting or adverb else trimmed(page, *before, fewest=1)
    return [part for part in (opening, rest) if part is not None]


def _aside(page: Page, rest: Stretch) -> bool:
    """Return whether the writer continues after a parenthesis; after "and" the content mostly does."""
    doc = page.doc
    first, last = rest
    if page.tag[first] in {"VBN", "VBD"} and page.lower[first] not in {"did", "had", "was", "were"}:
        # ", produced by …"; with a subject of its own it goes on with what is said
        return not any(child.dep_ in {"nsubj", "nsubjpass"} for child in doc[first].lefts)
    if page.lower[first] == "and" and first < last:
        return any(number in page.cues for number in range(first, last + 1))
    if page.lower[first] == "but" and first < last:
        return page.pos[first + 1] not in {"VERB", "AUX"} and page.inside[first + 1] == -1
    if page.tag[first] == "VBG":  # ", he said, opening the session"
        return True
    behind = page.pos[first] == "ADP" and page.lower[first] in BEHIND  # ", she said, after years of debate"
    return behind or page.lower[first] in ASIDE or tells_when(page, first)


def tells_when(page: Page, first: int) -> bool:
    """Return whether words only give the time of speaking: ", a day after a study found …"."""
    following = [page.lower[number] for number in range(first, min(first + 4, len(page.doc)))]
    spans = [number for number, word in enumerate(following) if word in SPANS]
    return (
        bool(spans)
        and spans[0] > 0
        and bool(set(following[spans[0] + 1 :][:1]) & {"after", "before", "since"})
    )
