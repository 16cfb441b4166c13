"""Decides whether a small word or mark belongs to an English name: "of" in a body's, the hyphen in a given name.

Knows what stands on either side, not whether that is a name.
"""

from __future__ import annotations

from nlp.names import dictionary, lexicon, pinyin
from nlp.names.english.page import Page

# Small words that stand inside a name where the model has one around them: "Administration for Market Regulation".
JOINTS = frozenset(
    {"of", "for", "and", "&", "the", "de", "van", "von", "der", "-", ".", "bin", "al", "la", "du", "on", "/"}
)
_MEMBERS = frozenset(
    {"People", "Children", "Women", "Men", "Farmers", "Veterans", "Teachers", "Workers", "Lloyd"}
)
"""Groups whose possessive opens a body's name."""
_CAMPUS = frozenset({"University", "College"})
_SAINTS = frozenset({"St.", "St", "Saint", "King", "Queen", "Prince"})
"""Titles before a possessive that opens the name of a school or a hospital."""
_PLURAL_POSSESSIVES = frozenset({"'", "’"})
"""Marks that the tagger also takes for the end of a quotation."""
_BUREAUS = frozenset({"Office", "Department", "Court"})
"""Bodies named after the office that they serve."""
_LISTS = frozenset({"Ministry", "Department", "Committee", "Office", "Institute"})
"""Bodies whose name lists their fields."""
_WORDS_BEFORE_S = 3
"""Words of the longest name with 's: "Ben & Jerry's"."""
_WORDS_BEFORE_AND = 3
"""Words from a body's "of" to its "and": "of Motor Manufacturers"."""
_SYLLABLE = 6
"""Letters of the longest syllable after the hyphen of a given name: "young", "kyoung"."""


def is_before_syllable(page: Page, place: int) -> bool:
    """Whether a hyphen continues a given name: "Min-jae", "Ka-shing", not "Seoul-based"."""
    if page.word(place) != "-" or place == 0 or _has_space(page, place) or _has_space(page, place - 1):
        return False
    before, after = page.word(place - 1), page.word(place + 1)
    if not (after.islower() and after.isalpha() and len(after) <= _SYLLABLE and before.istitle()):
        return False
    surnames = lexicon.words("en", "people", "korean")
    korean = page.word(place - 2) in surnames or page.word(place + 2) in surnames  # "Eun-ji Park"
    cantonese = after in lexicon.words("pinyin", "cantonese") and not lexicon.is_forename(before)
    chinese = pinyin.is_given_name(before + after) or (cantonese and page.word(place - 2).istitle())
    return korean or chinese or not dictionary.is_common(after)


def _has_space(page: Page, place: int) -> bool:
    """Whether a space follows the word."""
    return bool(page.doc[place].whitespace_)


def is_in_body(page: Page, place: int) -> bool:
    """Whether a small word continues a body's name, judged by the words before it."""
    word, before = page.lower(place), page.word(place - 1)
    if page.tag(place) == "POS" or word in _PLURAL_POSSESSIVES:
        return _is_possessive_in_name(page, place)
    if word == "at":  # University of Texas at Austin
        return page.word(place - 3) in _CAMPUS and page.lower(place - 2) == "of"
    if word in {",", "and", "&"} and _is_in_enumeration(page, place):
        return True
    if word == "and":  # Society of Makers and Traders
        ordinary = dictionary.is_common(before) and dictionary.is_common(page.word(place + 1))
        near = [page.lower(place - back) for back in range(1, _WORDS_BEFORE_AND + 1)]
        return ordinary and near[-1] != "" and not {"of", "for"}.isdisjoint(near)
    return word in {"of", "for"} and before[0].isupper() and _is_head(before)


def _is_possessive_in_name(page: Page, place: int) -> bool:
    """Whether a possessive is part of a name: "People's Bank of China", "Aircraft Engineers' Union", "Macy's Inc"."""
    legal = lexicon.words("en", "organisations", "legal")
    if page.word(place - 1) in _MEMBERS or page.lower(place + 1) in legal:
        return True
    if start_of_possessive_brand(page, place) is not None:
        return _ends_as_a_firm(page, place + 1)
    if not _is_body(page.word(place + 1)):
        return False
    saint = page.word(place - 2) in _SAINTS
    return saint or _is_plural_possessive(page, place) or is_office_possessive(page, place)


def start_of_possessive_brand(page: Page, place: int) -> int | None:
    """Return where the company name begins that this possessive ends: Moody's, McDonald's."""
    starts = range(max(0, place - _WORDS_BEFORE_S), place)
    names = ((start, page.doc[start : place + 1].text.replace("’", "'")) for start in starts)
    return next((start for start, name in names if name in lexicon.firms()), None)


def start_of_shop(page: Page, place: int) -> int | None:
    """Return where a shop's name of an occupation and a forename begins: "Trader Joe's"."""
    if not page.word(place - 2).istitle() or not lexicon.is_forename(page.word(place - 1)):
        return None
    heads = lexicon.words("en", "titles", "heads")
    calling = page.lower(place - 2) in heads - lexicon.words("en", "titles", "political")
    owner = page.tag(place + 1) in {"NN", "NNS", "JJ"} and page.lower(place + 1) not in heads
    return place - 2 if calling and not owner else None  # "Captain Kane's goal" is a person's


def _ends_as_a_firm(page: Page, place: int) -> bool:
    """Whether the capitalised words from here end like a company: "Investors Service", "China"."""
    heads = lexicon.words("en", "titles", "heads")
    end = place
    while page.word(end).istitle() and page.lower(end) not in heads:
        end += 1
    last = page.word(end - 1)
    trade = last.lower() in lexicon.words("en", "organisations", "trades")
    return end > place and (_is_body(last) or trade or last in lexicon.words("places", "en"))


def _is_plural_possessive(page: Page, place: int) -> bool:
    """Whether an ordinary plural stands before the possessive mark: Engineers', Owners', not Rogers' or Philips'."""
    word = page.word(place - 1)
    if page.word(place) not in _PLURAL_POSSESSIVES or _has_space(page, place - 1) or not word.endswith("s"):
        return False
    named = lexicon.is_family(word) or lexicon.is_given(word)
    return word.istitle() and dictionary.is_common(word) and not named


def is_office_possessive(page: Page, place: int) -> bool:
    """Whether an office's possessive stands before its bureau: "Attorney General's Office"."""
    if page.tag(place) != "POS" or page.word(place + 1) not in _BUREAUS:
        return False
    before = page.word(place - 1)
    return before.istitle() and before.lower() in lexicon.words("en", "titles", "heads") | {"general"}


def _is_body(word: str) -> bool:
    ending = word.lower() in lexicon.words("en", "organisations", "endings")
    return word.istitle() and (ending or _is_head(word))


def _is_head(word: str) -> bool:
    """Whether a body's name may begin with the word: Ministry, Bank."""
    return word.lower() in lexicon.words("en", "bodies", "heads")


def _is_in_enumeration(page: Page, place: int) -> bool:
    """Whether a comma or "and" continues a body's list of fields: "Ministry of Trade, Industry and Energy"."""
    before = place - 1
    while before > 1 and (page.word(before).istitle() or page.word(before) in {",", "and", "&"}):
        if page.lower(before - 1) in {"of", "for", "on"}:
            return page.word(before - 2) in _LISTS and (page.word(place) != "," or _and_follows(page, place))
        before -= 1
    return False


def _and_follows(page: Page, place: int) -> bool:
    """Whether capitalised words follow, with "and" before the last."""
    place += 1
    while page.word(place).istitle() or page.word(place) == ",":
        place += 1
    return page.word(place) in {"and", "&"} and page.word(place + 1).istitle()


def is_in_name(page: Page, place: int, labels: frozenset[str]) -> bool:
    """Whether a small word between two name words is inside one name."""
    word, after = page.lower(place), page.word(place + 1)
    if word == "&":
        return True
    if word == "-":
        return not _has_space(page, place - 1)
    if word == "/":
        return (page.word(place - 1), after) == ("A", "S")
    if word == ".":
        return not _has_space(page, place) and not _has_space(page, place - 1)
    if word == "and" and after.isupper():
        return False  # "Morgan Stanley and CICC"
    return page.kind(place) in labels and page.kind(place - 1) != "" and page.doc[place + 1].ent_iob_ == "I"
