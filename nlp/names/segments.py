"""Cuts an English Doc into segments: runs of capitalised words that may be a name, with what stands around them.

Knows words and marks, not which segment is what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Token

from nlp import marks
from nlp.names import dictionary, lexicon, pinyin

# What the model calls a name of anything; dates, sums and the like are none.
MODEL_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP", "WORK_OF_ART", "LAW", "EVENT"}
)
# Small words that stand inside a name where the model has one around them: "Administration for Market Regulation".
_JOINTS = frozenset(
    {"of", "for", "and", "&", "the", "de", "van", "von", "der", "-", ".", "bin", "al", "la", "du", "on"}
)


_LONGEST = 12
"""Words of the longest name; a longer run of capitals is a heading or a list."""


@dataclass(slots=True)
class Segment:
    """Tokens from `start` to before `end` that may be one name."""

    start: int
    end: int
    words: tuple[str, ...]
    """Without hyphens and full stops."""
    model: str | None
    """What the model calls it; None where it sees no name, or another one that only overlaps."""
    after_title: bool = False
    before_title: bool = False
    political: bool = False
    """The office beside it is one of a state."""
    after_honorific: bool = False
    label: str | None = None


def cut(doc: Doc) -> list[Segment]:
    """The segments of a Doc, in order."""
    texts = _texts(doc)
    titles = _titles(doc, texts)
    segments = [
        _segment(doc, start, end)
        for run_start, run_end in _runs(doc, texts, titles)
        for start, end in _split(doc, run_start, run_end)
    ]
    segments = [segment for segment in segments if segment.end - segment.start <= _LONGEST]
    for segment in segments:
        _look_around(doc, segment, titles)
    return segments


def _segment(doc: Doc, start: int, end: int) -> Segment:
    words = tuple(token.text for token in doc[start:end] if token.text[0].isalnum() or token.text == "&")
    labels = [token.ent_type_ for token in doc[start:end] if token.ent_type_ in MODEL_LABELS]
    whole = labels and all(label == labels[0] for label in labels) and len(labels) * 2 > end - start
    return Segment(start, end, words, labels[0] if whole else None)


def _texts(doc: Doc) -> list[str]:
    """The words as written; cut from the text, which is quicker than asking every token."""
    text = marks.text_of(doc)
    bounds = doc.to_array([IDX, LENGTH]).astype("int64").reshape(-1, 2).tolist()
    return [text[start : start + length] for start, length in bounds]


def _runs(doc: Doc, texts: list[str], titles: dict[int, tuple[int, bool]]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place in range(len(texts) + 1):
        if start is None and (place == len(texts) or texts[place].islower() or not texts[place][0].isalnum()):
            continue
        inside = place < len(doc) and (
            _is_name_word(doc, place, titles) or (start is not None and _is_joint(doc, place, titles))
        )
        if inside and start is not None and doc[place].is_sent_start and doc[place - 1].is_punct:
            yield from _trimmed(doc, start, place)
            start = place
        elif inside and start is None:
            start = place
        elif not inside and start is not None:
            yield from _trimmed(doc, start, place)
            start = None


def _trimmed(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and doc[end - 1].lower_ in _JOINTS and doc[end - 1].text != ".":
        end -= 1
    if start < end:
        yield start, end


def _is_name_word(doc: Doc, place: int, titles: dict[int, tuple[int, bool]]) -> bool:
    token = doc[place]
    first = token.text[0]
    if (
        place in titles
        or "$" in token.text
        or not (first.isupper() or _is_numbered(token) or _is_camel(token))
    ):
        return False
    listed = lexicon.words("en", "not_names", "words")
    amount = token.text[:3] in listed and token.text[3:4].isdigit()  # "EUR0.33"
    if amount or token.text in listed or token.lower_ in lexicon.words("en", "titles", "honorifics"):
        return False
    return (
        token.tag_ in {"NNP", "NNPS"}
        or _is_mistagged(token)
        or token.text in lexicon.words("firms", "en")
        or token.ent_type_ in MODEL_LABELS - {"NORP"}
        or _is_pronoun_like_surname(doc, place)
        or (
            token.text.isupper()
            and len(token.text) > 1
            and token.text.isalpha()
            and token.tag_ in {"NN", "NNS", "FW"}
        )
    )


def _is_numbered(token: Token) -> bool:
    """Whether a name may begin with a figure ("361 Degrees", "58.com"); an amount ("0.40") is none."""
    amount = token.text.replace(".", "").replace(",", "").isdigit() and not token.text.isdigit()
    return token.text[0].isdigit() and token.ent_type_ in MODEL_LABELS and not amount


def _is_mistagged(token: Token) -> bool:
    """Whether it is no ordinary word, whatever the tagger says: it takes Geely for an adverb."""
    return (
        token.is_alpha
        and len(token) > len("He")
        and token.ent_type_ != "NORP"
        and not token.is_stop
        and not dictionary.is_common(token.text)
    )


def _is_camel(token: Token) -> bool:
    """Whether it is written like "iPhone", "eBay"."""
    return token.text[0].islower() and any(letter.isupper() for letter in token.text[1:3]) and token.is_alpha


def _is_pronoun_like_surname(doc: Doc, place: int) -> bool:
    """Whether "He", "She" or "You" is the surname of a name in pinyin: a pronoun stands before no proper name."""
    if doc[place].text not in {"He", "She", "You"} or place + 1 >= len(doc):
        return False
    follows = doc[place + 1]
    return follows.tag_ == "NNP" and follows.text.istitle() and pinyin.is_given_name(follows.text)


def _is_joint(doc: Doc, place: int, titles: dict[int, tuple[int, bool]]) -> bool:
    token = doc[place]
    if place + 1 >= len(doc) or token.lower_ not in _JOINTS or place in titles:
        return False
    if not _is_name_word(doc, place + 1, titles):
        return False
    before, after = doc[place - 1], doc[place + 1]
    if token.text in {"-", "&"}:
        return not before.whitespace_ or token.text == "&"
    if token.text == ".":
        return not token.whitespace_ and not before.whitespace_
    if token.lower_ == "and" and (after.text.isupper() or _is_firm_before(doc, place)):
        return False  # "Morgan Stanley and CICC"
    return bool(token.ent_type_ in MODEL_LABELS and before.ent_type_ and after.ent_iob_ == "I")


def _is_firm_before(doc: Doc, place: int) -> bool:
    firms = lexicon.words("firms", "en")
    return any(doc[place - length : place].text in firms for length in (1, 2) if place >= length)


def _split(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts a run where the model sees two names of clean make, one after the other."""
    begin = start
    for place in range(start + 1, end):
        token = doc[place]
        if (
            token.ent_iob_ == "B"
            and token.ent_type_ in MODEL_LABELS
            and _parts_cleanly(doc, begin, place, end)
        ):
            yield begin, place
            begin = place
    yield begin, end


def _parts_cleanly(doc: Doc, start: int, place: int, end: int) -> bool:
    if place - start > _LONGEST or end - place > _LONGEST:
        return False
    left, right = doc[start:place], doc[place:end]
    if left[0].ent_type_ in {"GPE", "NORP", "ORG"} and right[0].ent_type_ == "PERSON" and len(right) > 1:
        return True
    is_place = left.text in lexicon.words("places", "en")
    return is_place and right[0].ent_type_ == "ORG" and len(right) > 1 and left[0].ent_type_ == "GPE"


def _titles(doc: Doc, texts: list[str]) -> dict[int, tuple[int, bool]]:
    """Of each token in a run of words that name an office: where the run ends, and whether it is one of a state."""
    heads, modifiers = lexicon.words("en", "titles", "heads"), lexicon.words("en", "titles", "modifiers")
    words = [text.lower() for text in texts]
    found: dict[int, tuple[int, bool]] = {}
    place = 0
    while place < len(words):
        if words[place] not in heads and words[place] not in modifiers:
            place += 1
            continue
        if _is_of_a_body(doc, place, heads):
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
        if last_head is not None:
            state = words[last_head] in lexicon.words("en", "titles", "political")
            found.update(dict.fromkeys(range(place, last_head + 1), (last_head + 1, state)))
        place = max(end, place + 1)
    return found


def _is_of_a_body(doc: Doc, place: int, heads: frozenset[str]) -> bool:
    """Whether a word of an office is a body's here: "Sony Group President", "Court of Justice", "Justice Department"."""
    token = doc[place]
    if not token.text[0].isupper():
        return False
    if token.lower_ not in heads:
        return token.lower_ not in {"majority", "minority"} and _follows_name(doc, place)
    if place and doc[place - 1].lower_ == "of" and token.ent_type_ == "ORG" and token.ent_iob_ == "I":
        return True
    after = doc[place + 1] if place + 1 < len(doc) else None
    endings = lexicon.words("en", "organisations", "endings")
    return (
        after is not None
        and after.text[0].isupper()
        and (after.lower_ in endings or after.lower_ == "center")
    )


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


def _look_around(doc: Doc, segment: Segment, titles: dict[int, tuple[int, bool]]) -> None:
    before, after = segment.start - 1, segment.end
    while before >= 0 and doc[before].text in {"-", "–"}:
        before -= 1
    segment.after_title = before in titles
    if before >= 0 and doc[before].lower_ in lexicon.words("en", "titles", "honorifics"):
        segment.after_honorific = True
    if after < len(doc) and doc[after].tag_ == "POS":
        after += 1
    segment.before_title = after in titles
    segment.political = (before in titles and titles[before][1]) or (after in titles and titles[after][1])
