"""Decides whether a small word or mark belongs to an English name: "of" in a body's, the hyphen in a given name.

Knows what stands on either side, not whether that is a name.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from nlp.names import dictionary, lexicon, pinyin

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
_SYLLABLE = 6
"""Letters of the longest syllable after the hyphen of a given name: "young", "kyoung"."""


def is_before_syllable(doc: Doc, place: int) -> bool:
    """Whether a hyphen continues a given name: "Min-jae", "Ka-shing", not "Seoul-based"."""
    token = doc[place]
    if token.text != "-" or token.whitespace_ or not 0 < place < len(doc) - 1:
        return False
    before, after = doc[place - 1], doc[place + 1]
    if not (after.is_lower and after.is_alpha and before.text.istitle()) or before.whitespace_:
        return False
    surnames = lexicon.words("en", "people", "korean")
    korean = (place > 1 and doc[place - 2].text in surnames) or (
        place + 2 < len(doc) and doc[place + 2].text in surnames  # "Eun-ji Park"
    )
    cantonese = after.text in lexicon.words("pinyin", "cantonese") and not lexicon.is_forename(before.text)
    chinese = pinyin.is_given_name(before.text + after.text) or (
        cantonese and place > 1 and doc[place - 2].text.istitle()
    )
    return len(after) <= _SYLLABLE and (korean or chinese or not dictionary.is_common(after.text))


def is_in_body(doc: Doc, place: int) -> bool:
    """Whether a small word continues a body's name, judged by the words before it."""
    token, before = doc[place], doc[place - 1]
    if token.tag_ == "POS" or token.text in _PLURAL_POSSESSIVES:
        return _is_possessive_in_name(doc, place)
    if token.lower_ == "at":  # University of Texas at Austin
        return place > len(_CAMPUS) and doc[place - 3].text in _CAMPUS and doc[place - 2].lower_ == "of"
    if token.text in {",", "and", "&"} and _is_in_enumeration(doc, place):
        return True
    if token.lower_ == "and":  # Society of Makers and Traders
        ordinary = dictionary.is_common(before.text) and dictionary.is_common(doc[place + 1].text)
        return ordinary and place > 2 and any(word.lower_ in {"of", "for"} for word in doc[place - 3 : place])  # noqa: PLR2004
    bodies = lexicon.words("en", "bodies", "heads")
    return token.lower_ in {"of", "for"} and before.text[0].isupper() and before.lower_ in bodies


def _is_possessive_in_name(doc: Doc, place: int) -> bool:
    """Whether a possessive is part of a name: "People's Bank of China", "Aircraft Engineers' Union", "Macy's Inc"."""
    before, after = doc[place - 1], doc[place + 1]
    if before.text in _MEMBERS or after.lower_ in lexicon.words("en", "organisations", "legal"):
        return True
    if start_of_possessive_brand(doc, place) is not None:
        return _ends_as_a_firm(doc, place + 1)
    if not _is_body(after):
        return False
    saint = place > 1 and doc[place - 2].text in _SAINTS
    return saint or _is_plural_possessive(doc, place) or is_office_possessive(doc, place)


def start_of_possessive_brand(doc: Doc, place: int) -> int | None:
    """Return where the company name begins that this possessive ends: Moody's, McDonald's."""
    starts = range(max(0, place - _WORDS_BEFORE_S), place)
    brands = (start for start in starts if doc[start : place + 1].text.replace("’", "'") in lexicon.firms())
    return next(brands, None)


def start_of_shop(doc: Doc, place: int) -> int | None:
    """Return where a shop's name of an occupation and a forename begins: "Trader Joe's"."""
    if place < 2 or not doc[place - 2].text.istitle() or not lexicon.is_forename(doc[place - 1].text):  # noqa: PLR2004
        return None
    heads = lexicon.words("en", "titles", "heads")
    calling = doc[place - 2].lower_ in heads - lexicon.words("en", "titles", "political")
    follows = doc[place + 1] if place + 1 < len(doc) else None
    owner = follows is not None and follows.tag_ in {"NN", "NNS", "JJ"} and follows.lower_ not in heads
    return place - 2 if calling and not owner else None  # "Captain Kane's goal" is a person's


def _ends_as_a_firm(doc: Doc, place: int) -> bool:
    """Whether the capitalised words from here end like a company: "Investors Service", "China"."""
    heads = lexicon.words("en", "titles", "heads")
    end = place
    while end < len(doc) and doc[end].text.istitle() and doc[end].lower_ not in heads:
        end += 1
    last = doc[end - 1]
    trade = last.lower_ in lexicon.words("en", "organisations", "trades")
    return end > place and (_is_body(last) or trade or last.text in lexicon.words("places", "en"))


def _is_plural_possessive(doc: Doc, place: int) -> bool:
    """Whether an ordinary plural stands before the possessive mark: Engineers', Owners', not Rogers' or Philips'."""
    before = doc[place - 1]
    word = before.text
    if doc[place].text not in _PLURAL_POSSESSIVES or before.whitespace_ or not word.endswith("s"):
        return False
    named = lexicon.is_family(word) or lexicon.is_given(word)
    return word.istitle() and dictionary.is_common(word) and not named


def is_office_possessive(doc: Doc, place: int) -> bool:
    """Whether an office's possessive stands before its bureau: "Attorney General's Office"."""
    heads = lexicon.words("en", "titles", "heads")
    before, after = doc[place - 1], doc[place + 1]
    return (
        doc[place].tag_ == "POS"
        and after.text in _BUREAUS
        and before.text.istitle()
        and (before.lower_ in heads or before.lower_ == "general")
    )


def _is_body(token: Token) -> bool:
    bodies = lexicon.words("en", "organisations", "endings") | lexicon.words("en", "bodies", "heads")
    return token.text.istitle() and token.lower_ in bodies


def _is_in_enumeration(doc: Doc, place: int) -> bool:
    """Whether a comma or "and" continues a body's list of fields: "Ministry of Trade, Industry and Energy"."""
    before = place - 1
    while before > 1 and (doc[before].text.istitle() or doc[before].text in {",", "and", "&"}):
        if doc[before - 1].lower_ in {"of", "for", "on"}:
            heads = doc[before - 2].text in _LISTS
            return heads and (doc[place].text != "," or _and_follows(doc, place))
        before -= 1
    return False


def _and_follows(doc: Doc, place: int) -> bool:
    """Whether capitalised words follow, with "and" before the last."""
    place += 1
    while place < len(doc) and (doc[place].text.istitle() or doc[place].text == ","):
        place += 1
    return place + 1 < len(doc) and doc[place].text in {"and", "&"} and doc[place + 1].text.istitle()


def is_in_name(doc: Doc, place: int, labels: frozenset[str]) -> bool:
    """Whether a small word between two name words is inside one name."""
    token, before, after = doc[place], doc[place - 1], doc[place + 1]
    if token.text in {"-", "&"}:
        return not before.whitespace_ or token.text == "&"
    if token.text == "/":
        return (before.text, after.text) == ("A", "S")
    if token.text == ".":
        return not token.whitespace_ and not before.whitespace_
    if token.lower_ == "and" and after.text.isupper():
        return False  # "Morgan Stanley and CICC"
    return bool(token.ent_type_ in labels and before.ent_type_ and after.ent_iob_ == "I")
