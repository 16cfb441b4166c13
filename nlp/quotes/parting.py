"""Where an English report ends because somebody goes on whom the parse takes for a part of what is said. Leaves its end to `reach`."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.cue import Cue
from nlp.quotes.inflection import verb_forms
from nlp.quotes.page import Page
from nlp.quotes.same_speaker import in_series

OTHERS = frozenset({"another", "others", "some", "many"})


def parted(page: Page, cue: Cue, clause: Token) -> int | None:
    """The token at which somebody goes on whom the parse takes for a part of what is said."""
    for child in cue.verb.rights:
        if child.i > clause.i and child.dep_ == "ccomp" and in_series(page, cue.verb, child):
            return int(child.left_edge.i)
    if (going_on := _next_participle(cue, clause)) is not None:
        return going_on
    for child in clause.rights:
        if child.dep_ != "conj":
            continue
        if child.lower_ in verb_forms() and in_series(page, cue.verb, child) and not _own(child):
            return int(child.left_edge.i)  # "said it was late, called it a shame"
        if _acts_himself(cue, clause, child) or _acts_besides(cue, clause, child):
            return int(child.left_edge.i)
        told = goes_on_with_that(child)
        other = _other_speaker(child) if child.i in page.cues and not told else None
        if other is not None:
            return int(other.left_edge.i)
    return None


def _acts_himself(cue: Cue, clause: Token, joined: Token) -> bool:
    """Whether a verb joined to what is said is the speaker's own, by its tense: "has said he wants peace and pointed to …"."""
    did = any(child.lower_ == "did" and child.dep_ == "aux" for child in joined.lefts)
    past = (joined.tag_ == "VBD" or did) and cue.verb.tag_ in {"VBD", "VBN"}
    return past and _present(clause) and not _own(joined)


def _acts_besides(cue: Cue, clause: Token, joined: Token) -> bool:
    """Whether somebody named does what is joined to what is said, by its tense: "said she will vote no and Ms. Orr was expected to follow"."""
    past = joined.tag_ == "VBD" or any(
        child.tag_ == "VBD" for child in joined.lefts if child.dep_ == "auxpass"
    )
    named = any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.ent_type_ == "PERSON" for child in joined.lefts
    )
    return past and named and cue.verb.tag_ == "VBD" and _present(clause)


def _present(clause: Token) -> bool:
    """Whether a clause tells what is or will be."""
    return clause.tag_ in {"VBZ", "VBP"} or any(
        child.tag_ in {"VBZ", "VBP"} or child.lower_ in {"will", "can", "wo", "ca", "'ll", "’ll"}
        for child in clause.lefts
        if child.dep_ == "aux"
    )


def _next_participle(cue: Cue, clause: Token) -> int | None:
    """Where the speaker's next participle begins, which the parse joins to what is said: "arguing that … and asking"."""
    inner = (child for child in clause.rights if child.dep_ == "ccomp")
    for verb in (clause, *inner):
        for child in verb.rights:
            if child.dep_ == "conj" and child.tag_ == cue.verb.tag_ == "VBG" != verb.tag_:
                return int(child.left_edge.i)
    return None


def _own(joined: Token) -> bool:
    """Whether a joined verb has a subject or a helper of its own."""
    return any(
        child.dep_ in {"nsubj", "nsubjpass", "expl", "mark", "aux", "auxpass"} and child.lower_ != "did"
        for child in joined.lefts
    )


def _other_speaker(verb: Token) -> Token | None:
    """Whoever else speaks beside a report: "said it would wait, and the union warned …"."""
    return next(
        (
            child
            for child in verb.lefts
            if child.dep_ == "nsubj" and (child.pos_ in {"NOUN", "PROPN"} or child.lower_ in OTHERS)
        ),
        None,
    )


def goes_on_with_that(clause: Token) -> bool:
    """Whether a clause goes on with what is said: "… and that nobody had asked"."""
    return any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in clause.lefts)
