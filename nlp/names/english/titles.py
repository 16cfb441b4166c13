"""Finds offices in English text ("executive vice chairman"), and tells them from the same words in a name."""

from __future__ import annotations

from nlp.names import dictionary, lexicon
from nlp.names.english import joints
from nlp.names.english.page import Page

_DOERS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant", "ess", "eur", "ect", "cate")
"""Endings of occupations: "drummer", "pianist", "architect", "advocate"."""


def titles_in(page: Page) -> dict[int, tuple[int, bool]]:
    """Map each token of an office to where the office ends and whether it is political."""
    heads, modifiers = lexicon.words("en", "titles", "heads"), lexicon.words("en", "titles", "modifiers")
    found: dict[int, tuple[int, bool]] = {}
    place = 0
    while place < len(page):
        word = page.lower(place)
        if word not in heads and word not in modifiers:
            if page.words[place].istitle() and _is_calling(page, place):
                found[place] = (place + 1, True)
            place += 1
            continue
        if _is_of_a_name(page, place, heads):
            place += 1
            continue
        end = place
        last_head: int | None = None
        while end < len(page):
            word = page.lower(end)
            if word in heads or _completes(page, end):
                last_head = end
            elif word not in modifiers and not (word in {"-", "and", ",", "&"} and end > place):
                break
            end += 1
        if last_head is not None and not joints.is_office_possessive(page, last_head + 1):
            state = page.lower(last_head) in lexicon.words("en", "titles", "political")
            found.update(dict.fromkeys(range(place, last_head + 1), (last_head + 1, state)))
        place = max(end, place + 1)
    return found


def _is_calling(page: Page, place: int) -> bool:
    """Whether an occupation opens the sentence before a person's name: "Drummer Tunde Alabi"."""
    noun, given = page.word(place), page.word(place + 1)
    return (
        given.istitle()
        and page.word(place + 2).istitle()
        and page.opens_sentence(place)
        and lexicon.is_given(given)
        and (noun.lower().endswith(_DOERS) or lexicon.is_forename(given))
        and dictionary.is_listed(noun)
        and not lexicon.is_given(noun)
    )


def _is_of_a_name(page: Page, place: int, heads: frozenset[str]) -> bool:
    """Whether a word of an office belongs to a name here: "Sony Group President", "Court of Justice", "Dean Marsh"."""
    if not page.words[place][0].isupper():
        return False
    if _is_forename(page, place) or page.word(place - 1) == "Best":
        return True  # "Dean Marsh"; "Best Actress"
    if page.lower(place) not in heads:
        return _follows_name(page, place) and not _leads_to_head(page, place, heads)
    if page.lower(place - 1) in {"of", "for"} and page.lower(place - 2) in lexicon.words(
        "en", "bodies", "heads"
    ):
        return True  # Center for Justice
    after = page.lower(place + 1)
    return (
        page.word(place + 1)[:1].isupper()
        and (after in lexicon.words("en", "organisations", "endings") or after == "center")
        and not (_follows_name(page, place) and _leads_to_head(page, place, heads))
    )


def _leads_to_head(page: Page, place: int, heads: frozenset[str]) -> bool:
    """Whether only words of an office follow, up to its head: "Japanese Prime Minister", but not after "Sony Group"."""
    modifiers = lexicon.words("en", "titles", "modifiers")
    if page.lower(place) in lexicon.words("en", "organisations", "endings"):
        return False
    end = place + 1
    while page.word(end)[:1].isupper() and page.lower(end) in modifiers - heads:
        end += 1
    return page.word(end)[:1].isupper() and page.lower(end) in heads


def _is_forename(page: Page, place: int) -> bool:
    """Whether it is a forename and the model sees a person: "her husband, Dean Marsh"."""
    if not lexicon.is_forename(page.word(place)) or place + 1 >= len(page):
        return False
    token, follows = page.doc[place], page.doc[place + 1]
    return token.ent_iob_ == "B" and token.ent_type_ == "PERSON" and follows.ent_iob_ == "I"


def _completes(page: Page, place: int) -> bool:
    """Whether a word completes an office before it: "attorney general", "secretary of state"."""
    word, before = page.lower(place), page.lower(place - 1)
    if word == "general":
        return before in lexicon.words("en", "titles", "generals")
    offices = {"secretary", "secretaries", "minister"}
    departments = lexicon.words("en", "titles", "departments")
    if word == "of":
        return before in offices and page.lower(place + 1) in departments
    start = place - 1 if before == "of" else place - 2
    return word in departments and page.lower(start) == "of" and page.lower(start - 1) in offices


def _follows_name(page: Page, place: int) -> bool:
    return page.word(place - 1)[:1].isupper() and not page.opens_sentence(place)
