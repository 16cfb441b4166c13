"""Finds offices in English text ("executive vice chairman"), and tells them from the same words in a name."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.names import dictionary, lexicon
from nlp.names.english import joints

_DOERS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant", "ess", "eur", "ect", "cate")
"""Endings of occupations: "drummer", "pianist", "architect", "advocate"."""


def titles_in(doc: Doc, texts: list[str]) -> dict[int, tuple[int, bool]]:
    """Map each token of an office to where the office ends and whether it is political."""
    heads, modifiers = lexicon.words("en", "titles", "heads"), lexicon.words("en", "titles", "modifiers")
    words = [text.lower() for text in texts]
    found: dict[int, tuple[int, bool]] = {}
    place = 0
    while place < len(words):
        if words[place] not in heads and words[place] not in modifiers:
            if texts[place].istitle() and _is_calling(doc, texts, place):
                found[place] = (place + 1, True)
            place += 1
            continue
        if _is_of_a_name(doc, place, heads):
            place += 1
            continue
        end = place
        last_head: int | None = None
        while end < len(words):
            word = words[end]
            if word in heads or _completes(words, end):
                last_head = end
            elif word not in modifiers and not (word in {"-", "and", ",", "&"} and end > place):
                break
            end += 1
        if last_head is not None and not (
            last_head + 2 < len(words) and joints.is_office_possessive(doc, last_head + 1)
        ):
            state = words[last_head] in lexicon.words("en", "titles", "political")
            found.update(dict.fromkeys(range(place, last_head + 1), (last_head + 1, state)))
        place = max(end, place + 1)
    return found


def _is_calling(doc: Doc, texts: list[str], place: int) -> bool:
    """Whether an occupation opens the sentence before a person's name: "Drummer Tunde Alabi"."""
    if place + 2 >= len(texts) or not (texts[place + 1].istitle() and texts[place + 2].istitle()):
        return False
    noun, given = texts[place], texts[place + 1]
    return (
        bool(doc[place].is_sent_start)
        and lexicon.is_given(given)
        and (noun.lower().endswith(_DOERS) or lexicon.is_forename(given))
        and dictionary.is_listed(noun)
        and not lexicon.is_given(noun)
    )


def _is_of_a_name(doc: Doc, place: int, heads: frozenset[str]) -> bool:
    """Whether a word of an office belongs to a name here: "Sony Group President", "Court of Justice", "Dean Marsh"."""
    token = doc[place]
    if not token.text[0].isupper():
        return False
    if _is_forename(doc, place) or (place and doc[place - 1].text == "Best"):
        return True  # "Dean Marsh"; "Best Actress"
    if token.lower_ not in heads:
        return _follows_name(doc, place) and not _leads_to_head(doc, place, heads)
    before = doc[place - 1].lower_ if place else ""
    bodies = lexicon.words("en", "bodies", "heads")
    if before in {"of", "for"} and place > 1 and doc[place - 2].lower_ in bodies:
        return True  # Center for Justice
    after = doc[place + 1] if place + 1 < len(doc) else None
    endings = lexicon.words("en", "organisations", "endings")
    return (
        after is not None
        and after.text[0].isupper()
        and (after.lower_ in endings or after.lower_ == "center")
        and not (_follows_name(doc, place) and _leads_to_head(doc, place, heads))
    )


def _leads_to_head(doc: Doc, place: int, heads: frozenset[str]) -> bool:
    """Whether only words of an office follow, up to its head: "Japanese Prime Minister", but not after "Sony Group"."""
    modifiers = lexicon.words("en", "titles", "modifiers")
    if doc[place].lower_ in lexicon.words("en", "organisations", "endings"):
        return False
    end = place + 1
    while end < len(doc) and doc[end].text[0].isupper() and doc[end].lower_ in modifiers - heads:
        end += 1
    return end < len(doc) and doc[end].text[0].isupper() and doc[end].lower_ in heads


def _is_forename(doc: Doc, place: int) -> bool:
    """Whether it is a forename and the model sees a person: "her husband, Dean Marsh"."""
    if not lexicon.is_forename(doc[place].text) or place + 1 >= len(doc):
        return False
    token, follows = doc[place], doc[place + 1]
    return token.ent_iob_ == "B" and token.ent_type_ == "PERSON" and follows.ent_iob_ == "I"


def _completes(words: list[str], place: int) -> bool:
    """Whether a word completes an office before it: "attorney general", "secretary of state"."""
    if not place:
        return False
    before = words[place - 1]
    if words[place] == "general":
        return before in lexicon.words("en", "titles", "generals")
    offices = {"secretary", "secretaries", "minister"}
    departments = lexicon.words("en", "titles", "departments")
    if words[place] == "of":
        return before in offices and place + 1 < len(words) and words[place + 1] in departments
    if words[place] not in departments:
        return False
    start = place - 1 if before == "of" else place - 2
    return start > 0 and words[start] == "of" and words[start - 1] in offices


def _follows_name(doc: Doc, place: int) -> bool:
    return place > 0 and doc[place - 1].text[0].isupper() and not doc[place].is_sent_start
