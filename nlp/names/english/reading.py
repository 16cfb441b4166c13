"""Finds the names of an English Doc by correcting the model's. Knows no watch list.

The model reads unknown companies as people or places and misses them at the start of a sentence; each rule corrects one
such habit. This module sets the order of the rules and makes the names of a text agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from itertools import pairwise

from spacy.tokens import Doc

from nlp.names import dictionary, lexicon
from nlp.names.english import alone, around, own_words, rules, segments
from nlp.names.english.neighbours import by_apposition, by_list, by_neighbour
from nlp.names.english.page import Page
from nlp.names.english.segments import Segment
from nlp.names.english.weights import weigh


def find(doc: Doc, texts: list[str]) -> list[tuple[int, int, str]]:
    """Return start token, end token and label of each name, in order; `texts` are the Doc's words as written."""
    page = Page(doc, texts)
    found = segments.cut(page)
    _apply(
        found,
        rules.by_word,
        rules.by_work,
        by_neighbour,
        rules.by_make,
        rules.by_title,
        by_apposition,
    )
    groups = _groups(found)
    for group in groups:
        _by_works(group)
    weigh(found)
    _apply(found, rules.by_deed)
    for group in groups:
        by_list(group)
    _apply(found, rules.by_model)
    found = sorted([*found, *_surnames_missed(page, found)], key=lambda segment: segment.start)
    _label_by_full_names(found)
    for group in groups:
        _by_firms(group)
    _by_brackets(found)
    _by_repetition(found)
    return [
        (segment.start, segment.end, segment.label)
        for segment in found
        if segment.label and segment.label != rules.NONE
    ]


def _apply(found: list[Segment], *rules_in_turn: Callable[[Segment], str | None]) -> None:
    """Ask each rule in turn about the segments that no earlier rule labelled."""
    for rule in rules_in_turn:
        for segment in found:
            if segment.label is None:
                segment.label = rule(segment)


def _surnames_missed(page: Page, found: list[Segment]) -> list[Segment]:
    """Return surnames of people in the text that the tagger takes for ordinary words before a verb: "Long added"."""
    surnames = {segment.words[-1] for segment in found if segment.label == "PERSON" and segment.several}
    taken = {place for segment in found for place in range(segment.start, segment.end)}
    return [
        Segment(page, place, place + 1, (word,), None, label="PERSON")
        for place, word in enumerate(page.words)
        if word in surnames and place not in taken and page.tag(place + 1) in {"VBD", "VBZ"}
    ]


def _label_by_full_names(found: list[Segment]) -> None:
    """Label single words by the full names in the text: a person where there is one, else a company.

    A lone forename is a person where nothing around it suggests a company. A well-known company may be a surname
    ("Bill Ford"), but never a forename.
    """
    firms = lexicon.firms()
    people = [segment.words for segment in found if segment.label == "PERSON"]
    known = {words[-1] for words in people} | {words[0] for words in people if words[0] not in firms}
    places = lexicon.words("places", "en")
    introduced: set[str] = set()
    known |= _lone_surnames(found, known)
    for segment in found:
        word = segment.words[0] if segment.words else ""
        introduced.update(segment.words if segment.label == "PERSON" else ())
        if word in places and word not in introduced and segment.label == "GPE":
            continue  # a country or a town; a person of that name is introduced in full
        if len(segment.words) == 1 and word in known and segment.label in {rules.SINGLE, "ORG", "GPE", None}:
            segment.label = "PERSON"
        elif segment.label == rules.SINGLE:
            segment.label = "PERSON" if _is_called_by_forename(segment) else "ORG"


def _lone_surnames(found: list[Segment], known: Collection[str]) -> frozenset[str]:
    """Return the words that are surnames although the text has no full name with them."""
    places: dict[str, list[Segment]] = defaultdict(list)
    for segment in found:
        if (
            len(segment.words) == 1
            and segment.words[0] not in known
            and segment.label in {rules.SINGLE, "ORG"}
        ):
            places[segment.words[0]].append(segment)
    return frozenset(word for word, segments in places.items() if alone.is_person(segments))


def _is_called_by_forename(segment: Segment) -> bool:
    """Whether it is a forename, no ordinary word, and nothing around it suggests a company: "Theresa left"."""
    word = segment.words[0]
    named = lexicon.is_forename(word) or (lexicon.is_given(word) and not dictionary.is_common(word))
    return named and word not in lexicon.firms() and around.weigh(segment) >= 0


def _groups(found: list[Segment]) -> list[list[Segment]]:
    """Return the lists of two or more names: "Nio, Zeekr and Leapmotor"."""
    groups: list[list[Segment]] = []
    for segment in found:
        if groups and _continues_list(groups[-1][-1], segment):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return [group for group in groups if len(group) > 1]


def _by_works(group: list[Segment]) -> None:
    """Mark unlabelled items as no names in a list of features or titles: "Focus Mode, Sleep Score and Body Battery"."""
    if any(member.label == rules.NONE for member in group):
        for member in group:
            plain = len(member.words) > 1 and all(dictionary.is_common(word) for word in member.words)
            if member.label is None and plain:
                member.label = rules.NONE


def _by_firms(group: list[Segment]) -> None:
    """Make all items of a list companies where one is."""
    labels = [member.label for member in group]
    if "ORG" not in labels:
        return
    strange = labels.count("GPE") == 1 and not any(_is_known_place(member) for member in group)
    for member in group:
        things = member.label == "PERSON" and own_words.ends_with_things(member.words)
        if member.label is None or things or (member.label == "GPE" and strange):
            member.label = "ORG"


def _by_brackets(found: list[Segment]) -> None:
    """Give a body's label to the abbreviation in brackets after it: "the Office of Budgets (OOB)"."""
    for body, short in pairwise(found):
        one = len(short.words) == 1 and short.words[0].isupper() and short.start == body.end + 1
        if one and body.label in {"ORG", "REGULATOR", "MEDIA"} and body.after() == "(":
            short.label = body.label


def _by_repetition(found: list[Segment]) -> None:
    """Give an unlabelled name the label it has elsewhere in the text."""
    known = {
        segment.words: segment.label
        for segment in found
        if segment.label in {"ORG", "MEDIA", "REGULATOR", "PERSON"}
    }
    for segment in found:
        if segment.label is None and segment.words in known:
            segment.label = known[segment.words]


def _continues_list(left: Segment, right: Segment) -> bool:
    between = left.page.words[left.end : right.start]
    return between in ([","], ["and"], ["or"], ["&"], [",", "and"])


def _is_known_place(segment: Segment) -> bool:
    return segment.page.doc[segment.start : segment.end].text in lexicon.words("places", "en")
