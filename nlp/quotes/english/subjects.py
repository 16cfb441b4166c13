"""Finds the logical subject of an English verb through coordination, participles and relative clauses."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.quotes.lexicon import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
SHARING = frozenset({"conj", "advcl", "xcomp", "dep", "ccomp", "parataxis"})
"""How a verb without a subject may hang on the one whose subject it shares."""

RELATIVE = frozenset({"who", "which", "that", "whom"})
BRINGING = frozenset({"led", "prompted", "prompting", "caused", "forced", "moved", "provoked"})
"""Verbs that bring somebody, be it a body, to say what an infinitive says: "led the board to suggest"."""

READ = frozenset({"read", "reads"})
PAPER = 6
"""Tokens before "that read" in which the piece of writing stands: "a statement to Twitter that read"."""

DEEPEST = 6
"""Verbs followed upwards; longer chains are errors of the parse."""


def speaker_of(verb: Token) -> Token | None:
    """Like `subject_of`, but a product never speaks: the subject of the clause above does, or nobody."""
    subject = subject_of(verb)
    if subject is None or subject.ent_type_ != "PRODUCT":
        return subject
    if verb.lower_ in {"said", "told", "added"}:  # a person whose forename is a thing, too: Crystal Moss
        return subject
    above = (_own_subject(clause) for clause in verb.ancestors)
    return next((one for one in above if one is not None and one.ent_type_ != "PRODUCT"), None)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Head of the noun phrase whose action the verb is, or None."""
    own = _own_subject(verb)
    if own is not None:
        return _antecedent(verb, own)
    return _with_whom(verb) or _shared(verb, depth)


def _with_whom(verb: Token) -> Token | None:
    """Return the noun between a preposition and a participle: "despite the mayor saying that"."""
    before = verb.nbor(-1) if verb.i else verb
    noun = before.head if before.dep_ == "appos" else before
    if verb.tag_ != "VBG" or noun.dep_ not in {"pobj", "dobj", "nsubj"}:
        return None
    led = noun.head.lower_ in {"with", "despite"} or (
        noun.head.lower_ == "to"
        and noun.head.head.lower_ in {"responding", "reacting", "responded", "reacted"}
    )
    quoted = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).lower_ in {"quoting", "quoted", "quotes"}
    return before if (noun.dep_ == "pobj" and led and verb.dep_ != "xcomp") or quoted else None


def _shared(verb: Token, depth: int) -> Token | None:
    """Return the subject a verb shares with the word it depends on."""
    head = verb.head
    if depth >= DEEPEST or head == verb:
        return _first_did(verb)
    alone = verb.tag_ in {"VBG", "VBN"} or (head.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBZ"})
    participle = verb.dep_ == "acl" and alone and head.pos_ in {"NOUN", "PROPN"}
    if participle:
        apart = verb.i > 0 and verb.nbor(-1).text in {",", "—", "–", "--"} and not head.ent_type_
        clause = next((one for one in head.ancestors if one.pos_ in {"VERB", "AUX"}), None) if apart else None
        acting = None if clause is None else subject_of(clause, DEEPEST)
        return _issuer(head) or acting or head  # "disputed the reading, saying that …"
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return subject_of(head.head, depth + 1)
    shared = (
        verb.dep_ in SHARING and head.pos_ in {"VERB", "AUX"} and (verb.dep_ != "ccomp" or verb.tag_ == "VBG")
    )
    return (
        _led_to(verb)
        or _resumed(verb, depth)
        or _caller(verb)
        or (_agent(verb) if shared else None)
        or (subject_of(head, depth + 1) if shared else None)
    )


def _first_did(verb: Token) -> Token | None:
    """Return the subject of a preceding verb the parse takes for content: "Holt paused, then said"."""
    before = verb.nbor(-1) if verb.i else verb
    if before.lower_ != "then":
        return None
    first = next((child for child in verb.lefts if child.dep_ == "ccomp" and child.tag_ == verb.tag_), None)
    return None if first is None else _own_subject(first)


def _resumed(verb: Token, depth: int) -> Token | None:
    """Return the subject of a participle the parse attaches to the content: "Moss quit, arguing that it leaks and warning of more"."""
    reported = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "conj":
        return None
    for _ in range(DEEPEST - depth):
        if reported.dep_ != "ccomp" or reported.tag_ == "VBG":
            return None
        reported = reported.head
        if reported.tag_ == "VBG":
            return subject_of(reported, depth + 1)
    return None


def _agent(verb: Token) -> Token | None:
    """Return the agent of a passive before a participle: "was dismissed by Moss, hinting that …"."""
    by = next((child for child in verb.head.rights if child.dep_ == "agent" and child.i < verb.i), None)
    done = next((child for child in by.rights if child.dep_ == "pobj"), None) if by is not None else None
    return done if verb.tag_ == "VBG" and done is not None and done.pos_ in {"PROPN", "PRON"} else None


def _issuer(noun: Token) -> Token | None:
    """Return the issuer of a document that says something: the bank in "The bank issued a statement saying that …"."""
    tables = words("en")["subjects"]
    given = noun.dep_ == "dobj" and noun.lower_ in tables["writings"]
    put_out = noun.head.i < noun.i and noun.head.lower_ in {"put", "puts", "putting"}
    if not given or not (put_out or noun.head.lower_ in tables["giving"]):
        return None
    return subject_of(noun.head, DEEPEST - 1)


def _caller(verb: Token) -> Token | None:
    """Return the sender of a call or letter that says something: "received a letter from a tenant, saying …"."""
    if verb.tag_ != "VBG" or verb.head.lower_ not in {"received", "receive", "receives", "got", "get"}:
        return None
    heads = [verb.head, *(child for child in verb.head.rights if child.dep_ == "dobj")]
    sources = (prep for head in heads for prep in head.rights if prep.lower_ == "from" and prep.i < verb.i)
    return next((noun for prep in sources for noun in prep.rights if noun.dep_ == "pobj"), None)


def _led_to(verb: Token) -> Token | None:
    """Return who is made to speak: Ms. Hart in "prompting Ms. Hart to say"."""
    if verb.dep_ not in {"xcomp", "advcl"} or not any(child.lower_ == "to" for child in verb.lefts):
        return None
    for child in verb.head.rights:
        brought = child.ent_type_ == "PERSON" or child.tag_ == "PRP" or verb.head.lower_ in BRINGING
        if child.dep_ == "dobj" and child.i < verb.i and brought:
            return child
    return None


def _own_subject(verb: Token) -> Token | None:
    own = [child for child in verb.children if child.dep_ in SUBJECTS and not child.text.startswith("-")]
    # of two only the nearer speaks: "the minister, Ada Moss said", "which the paper said it kept"
    related = own and (own[0].tag_ == "WDT" or own[0].lower_ == "that")
    if len(own) > 1 and own[-1].i < verb.i and (related or _nearer(own[-1], verb)):
        return own[-1]
    return own[0] if own else None


def _nearer(subject: Token, verb: Token) -> bool:
    """Whether the last of two subjects is a person, or a name between a comma and its verb: "paid for it, Orr said,"."""
    between = subject.i == verb.i - 1 and subject.i > 0 and subject.nbor(-1).text == ","
    return subject.ent_type_ == "PERSON" or (between and subject.pos_ == "PROPN")


def _antecedent(verb: Token, subject: Token) -> Token:
    """Return whom a relative pronoun means; any other subject itself."""
    if subject.lower_ not in RELATIVE or subject.tag_ not in {"WDT", "WP", "IN"}:
        return subject
    clause = verb
    for _ in range(DEEPEST):
        if clause.dep_ == "relcl" and subject.lower_ == "who":
            return _human(_bearer(clause.head))
        if clause.dep_ == "relcl":
            paper = _paper_before(verb, subject) or clause.head
            return _issuer(paper) or paper
        if clause.dep_ not in {"conj", "ccomp", "xcomp"}:
            break
        clause = clause.head
    return subject


def _paper_before(verb: Token, which: Token) -> Token | None:
    """The piece of writing before ", which" or "that read", whatever the parse hangs it on: "a figure in the report, which said"."""
    if which.i > 1 and which.nbor(-1).text == ",":
        before = [which.nbor(-2)]
    else:
        before = list(which.doc[max(which.i - PAPER, 0) : which.i])[::-1] if verb.lower_ in READ else []
    return next((noun for noun in before if noun.lower_ in words("en")["subjects"]["writings"]), None)


def _bearer(name: Token) -> Token:
    """Return the bearer of an alias: Ada Moss in "Ada Moss, known as the Mill Rose, who said"."""
    named = name.dep_ == "pobj" and name.head.lower_ == "as" and name.head.head.lower_ == "known"
    bearer = name.head.head.head
    return bearer if named and bearer.pos_ in {"NOUN", "PROPN"} else name


def _human(noun: Token) -> Token:
    """Return the human antecedent of "who": the analysts in "analysts at Corvo Bank, who"."""
    joined = [child for child in noun.rights if child.dep_ == "conj" and child.ent_type_ == "PERSON"]
    if joined and noun.ent_type_ != "PERSON":
        return joined[-1]
    if (
        noun.dep_ == "pobj"
        and noun.ent_type_ in {"ORG", "GPE", "MEDIA", "REGULATOR"}
        and noun.head.head.pos_ in {"NOUN", "PROPN"}
    ):
        return noun.head.head
    return noun
