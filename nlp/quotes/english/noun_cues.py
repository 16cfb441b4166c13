"""English noun cues: "Ms. Moss's claim that the wall would hold", "a warning from the bank that …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.quotes.draft import Draft
from nlp.quotes.english.content_end import without_joints
from nlp.quotes.english.cue import speaks
from nlp.quotes.english.drafting import reported
from nlp.quotes.english.page import NAMES, POSSESSIVES, Page
from nlp.quotes.english.stretches import trimmed
from nlp.quotes.english.turning import turns_away
from nlp.quotes.lexicon import words

GIVEN = frozenset({"by", "from", "of"})
"""Between such a noun and whoever it comes from."""


def claims(page: Page) -> Iterator[Draft]:
    """A draft for each clause after a noun of saying that names whose it is."""
    nouns = words("en")["subjects"]["sayings"]
    for number, word in enumerate(page.lower):
        if word not in nouns or page.inside[number] != -1 or page.pos[number] != "NOUN":
            continue
        token = page.doc[number]
        that = _that(page, token)
        speaker = _owner(token) if that is not None else None
        stretch = _content(page, that) if that is not None and speaker is not None else None
        if stretch is None or page.inside[stretch[0]] != -1:
            continue
        yield reported(page, page.chars(*stretch), speaker, token, ("indirect", "claim"))


def _that(page: Page, noun: Token) -> int | None:
    """Return the "that" which follows a noun, or whoever the words come from."""
    number = noun.i + 1
    source = next((child for child in noun.rights if child.i == number), None)
    if source is not None and source.lower_ in GIVEN:
        inside = (inner.i for inner in source.subtree if inner.lower_ == "that" and inner.i > source.i)
        number = next(inside, source.right_edge.i + 1)
    follows = page.doc[number] if number < len(page.doc) else None
    opens = follows is not None and follows.lower_ == "that" and follows.dep_ == "mark"
    return number if opens else None


def _owner(noun: Token) -> Token | None:
    """Whoever a noun of saying belongs to or comes from: a name, or somebody who speaks."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child if child.ent_type_ in NAMES or (child.pos_ != "DET" and speaks(child)) else None
    before = noun.i - 1
    while before > 0 and noun.doc[before].pos_ == "ADJ":
        before -= 1
    if before > 0 and noun.doc[before].lower_ in POSSESSIVES and noun.doc[before - 1].ent_type_ in NAMES:
        return noun.doc[before - 1]
    for child in noun.rights:
        if child.lower_ in GIVEN:
            inner = next((one for one in child.rights if one.dep_ == "pobj"), None)
            return inner if inner is not None and inner.pos_ in {"NOUN", "PROPN"} and speaks(inner) else None
    return None


def _content(page: Page, that: int) -> tuple[int, int] | None:
    """The clause a "that" opens, up to what the writer says of it."""
    verb = page.doc[that].head
    if verb.i < that:
        return None
    last = min(verb.right_edge.i, page.stop[that])
    for number in range(that + 1, last):
        if page.doc[number].is_punct and page.inside[number] == -1 and turns_away(page, number):
            last = number - 1
            break
    return trimmed(page, that, without_joints(page, that, last))
