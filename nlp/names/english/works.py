"""Recognises what is neither a person nor a body by its context: a film, a series, a book, a device's feature.

Knows what is said of works and offices, not their titles.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from nlp.names import dictionary, lexicon
from nlp.names.english import around, context
from nlp.names.english.segments import Segment

_REACH = 4
"""Words before a title that are searched for "season two of"."""
_PHRASE = 8
"""Words after a title's comma that are searched for "a thriller"."""
_NEAR = 9
"""Words on either side of a title that are searched for shows and devices."""
_LONGEST = 5
"""Letters of the longest abbreviation that is a thing after an article: "an NDA"."""
_SAYING = frozenset({"said", "says", "announced", "plans"})
_EVES = frozenset({"Year", "Years", "Christmas"})


def is_work_or_thing(doc: Doc, segment: Segment) -> bool:
    """Whether the context shows a work, a feature or a thing."""
    if not segment.words:
        return False
    return (
        _is_led(doc, segment)
        or _is_owned_work(doc, segment)
        or _is_apposed(doc, segment.end)
        or _is_shown(doc, segment.end)
        or _is_function(segment)
        or _is_of_a_show(doc, segment)
        or _is_thing(doc, segment)
    )


def _is_led(doc: Doc, segment: Segment) -> bool:
    """Whether a word for a work introduces it: "the film Harbour", "a sequel to Harbour", "season two of Harbour"."""
    place = segment.start - 1
    while place > 0 and doc[place].lower_ in {"the", '"', "“", "‘", "'", ","}:
        if doc[place].text == ",":
            return False
        place -= 1
    if place < 0:
        return False
    before = doc[place].lower_
    if before in lexicon.words("en", "works", "nouns") and doc[place].tag_ in {"NN", "NNP"}:
        return True
    owner = segment.end < len(doc) and doc[segment.end].tag_ == "POS"
    if (segment.model == "PERSON" and before != "to") or owner or before not in {"of", "to", "in", "for"}:
        return before in lexicon.words("en", "works", "makes")
    near = [doc[at].lower_ for at in range(max(0, place - _REACH), place)]
    if before == "of" and any(
        word in {"season", "series", "episode", "episodes", "seasons"} for word in near
    ):
        return True
    return bool(near) and near[-1] in lexicon.words("en", "works", before)


def _is_owned_work(doc: Doc, segment: Segment) -> bool:
    """Whether it is a title with "The" after a person's possessive: "Ada Moss's The Harbour"."""
    place = segment.start - 1
    if segment.words[0] != "The":
        return False
    return place > 0 and doc[place].tag_ == "POS" and doc[place - 1].ent_type_ == "PERSON"


def _is_apposed(doc: Doc, end: int) -> bool:
    """Whether a word for a work follows the comma: "Harbour, a thriller about a ferry"."""
    if (
        end + 2 >= len(doc)
        or doc[end].text != ","
        or doc[end + 1].lower_ not in {"a", "an", "the", "his", "her"}
    ):
        return False
    for place in range(end + 2, min(end + _PHRASE, len(doc))):
        word = doc[place].lower_
        if word in lexicon.words("en", "works", "nouns"):
            return place + 1 == len(doc) or doc[place + 1].tag_ not in {"NN", "NNS", "NNP", "NNPS"}
        if not (doc[place].tag_ in {"JJ", "NN", "VBN", "CD", "HYPH", "NNP", "JJS"} or word == "-"):
            return False
    return False


def _is_shown(doc: Doc, end: int) -> bool:
    """Whether a verb of shows follows: "Harbour premieres in May"."""
    if end >= len(doc):
        return False
    if doc[end].lower_ in {"begins", "starts"}:
        return end + 1 < len(doc) and doc[end + 1].lower_ == "streaming"
    verb = end + 1 if doc[end].tag_ == "MD" and end + 1 < len(doc) else end
    return doc[verb].lower_ in lexicon.words("en", "works", "verbs") and doc[verb].tag_ != "NN"


def _is_function(segment: Segment) -> bool:
    return len(segment.words) > 1 and segment.words[-1] in {"Mode", "Score", "Feed", "Widget", "Playlist"}


def _is_of_a_show(doc: Doc, segment: Segment) -> bool:
    """Whether words of stage, screen or devices are near and nothing adjacent suggests a company: "Ghost Harvest took $41 million at the box office"."""
    words = [word for word in segment.words if word not in {"The", "A"}]
    titled = len(segment.words) > 1 or (segment.start > 0 and doc[segment.start - 1].text == "The")
    if len(segment.words) == 1 and segment.words[0].lower() in lexicon.words("en", "works", "around"):
        return True
    ordinary = all(map(dictionary.is_common, words)) and not any(map(lexicon.is_forename, words))
    if not titled or not words or not ordinary or _is_of_a_firm(doc, segment):
        return False
    first, last = max(0, segment.start - _NEAR), min(len(doc), segment.end + _NEAR)
    near = [doc[place].lower_ for place in (*range(first, segment.start), *range(segment.end, last))]
    return ("box", "office") in pairwise(near) or not lexicon.words("en", "works", "around").isdisjoint(near)


def _is_of_a_firm(doc: Doc, segment: Segment) -> bool:
    """Whether it ends like a company's name, or makes, says or owns something."""
    kinds = (lexicon.words("en", "organisations", kind) for kind in ("endings", "trades"))
    before = doc[segment.start - 1].lower_ if segment.start else ""
    made = before in {"by", "from", "at", "with", "studio", "publisher", "developer", "maker"}
    tells = segment.end < len(doc) and doc[segment.end].lower_ in _SAYING
    led = context.is_called_a_firm(doc, segment.start)
    kind = any(segment.words[-1].lower() in words for words in kinds)
    return made or tells or led or kind or around.behind(doc, segment) != 0


def _is_thing(doc: Doc, segment: Segment) -> bool:
    """Whether it is the eve of a holiday, a minister's field, or an abbreviation with an article."""
    before = segment.start - 1
    if before < 0:
        return False
    if segment.words == ("Eve",):
        return before > 0 and doc[before - 1].text in _EVES
    ordinary = all(dictionary.is_common(word) for word in segment.words)
    if doc[before].lower_ == "for" and before > 0:
        return ordinary and doc[before - 1].lower_ in {"minister", "secretary", "commissioner"}
    word = segment.words[0]
    short = len(segment.words) == 1 and word.isupper() and word.isalpha() and len(word) <= _LONGEST
    named = segment.end < len(doc) and doc[segment.end].tag_ in {"NN", "NNS", "NNP", "HYPH", "JJ"}
    return short and doc[before].lower_ in {"a", "an"} and not named
