"""Recognises what is neither a person nor a body by its context: a film, a series, a book, a device's feature.

Knows what is said of works and offices, not their titles.
"""

from __future__ import annotations

from itertools import pairwise

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


def is_work_or_thing(segment: Segment) -> bool:
    """Whether the context shows a work, a feature or a thing."""
    if not segment.words:
        return False
    return (
        _is_introduced(segment)
        or _is_owned_work(segment)
        or _is_apposed(segment)
        or _has_verb_of_shows(segment)
        or _is_feature(segment)
        or _is_of_a_show(segment)
        or _is_thing(segment)
    )


def _is_introduced(segment: Segment) -> bool:
    """Whether a word for a work introduces it: "the film Harbour", "a sequel to Harbour", "season two of Harbour"."""
    page, place = segment.page, segment.start - 1
    while place > 0 and page.lower(place) in {"the", '"', "“", "‘", "'"}:
        place -= 1
    before = page.lower(place)
    if before in lexicon.words("en", "works", "nouns") and page.tag(place) in {"NN", "NNP"}:
        return True
    named = (segment.model == "PERSON" and before != "to") or segment.owns
    if named or before not in {"of", "to", "in", "for"}:
        return before in lexicon.words("en", "works", "makes")
    near = [page.lower(at) for at in range(place - _REACH, place)]
    if before == "of" and not {"season", "series", "episode", "episodes", "seasons"}.isdisjoint(near):
        return True
    return near[-1] in lexicon.words("en", "works", before)


def _is_owned_work(segment: Segment) -> bool:
    """Whether it is a title with "The" after a person's possessive: "Ada Moss's The Harbour"."""
    page, place = segment.page, segment.start - 1
    return segment.words[0] == "The" and page.tag(place) == "POS" and page.kind(place - 1) == "PERSON"


def _is_apposed(segment: Segment) -> bool:
    """Whether a word for a work follows the comma: "Harbour, a thriller about a ferry"."""
    page, start = segment.page, segment.end + 2
    if segment.after() != "," or segment.after(2) not in {"a", "an", "the", "his", "her"}:
        return False
    for place in range(start, start + _PHRASE - 2):
        if page.lower(place) in lexicon.words("en", "works", "nouns"):
            return page.tag(place + 1) not in {"NN", "NNS", "NNP", "NNPS"}
        if page.tag(place) not in {"JJ", "NN", "VBN", "CD", "HYPH", "NNP", "JJS"} and page.word(place) != "-":
            return False
    return False


def _has_verb_of_shows(segment: Segment) -> bool:
    """Whether a verb of shows follows: "Harbour premieres in May"."""
    if segment.after() in {"begins", "starts"}:
        return segment.after(2) == "streaming"
    page, verb = segment.page, segment.end
    if page.tag(verb) == "MD":
        verb += 1
    return page.lower(verb) in lexicon.words("en", "works", "verbs") and page.tag(verb) != "NN"


def _is_feature(segment: Segment) -> bool:
    return segment.several and segment.words[-1] in {"Mode", "Score", "Feed", "Widget", "Playlist"}


def _is_of_a_show(segment: Segment) -> bool:
    """Whether words of stage, screen or devices are near and nothing adjacent suggests a company: "Ghost Harvest took $41 million at the box office"."""
    page, around_shows = segment.page, lexicon.words("en", "works", "around")
    words = [word for word in segment.words if word not in {"The", "A"}]
    titled = segment.several or page.word(segment.start - 1) == "The"
    if not segment.several and segment.words[0].lower() in around_shows:
        return True
    ordinary = all(map(dictionary.is_common, words)) and not any(map(lexicon.is_forename, words))
    if not titled or not words or not ordinary or _is_of_a_firm(segment):
        return False
    near = [page.lower(place) for place in range(segment.start - _NEAR, segment.start)]
    near += [page.lower(place) for place in range(segment.end, segment.end + _NEAR)]
    return ("box", "office") in pairwise(near) or not around_shows.isdisjoint(near)


def _is_of_a_firm(segment: Segment) -> bool:
    """Whether it ends like a company's name, or makes, says or owns something."""
    kinds = (lexicon.words("en", "organisations", kind) for kind in ("endings", "trades"))
    return (
        segment.before() in {"by", "from", "at", "with", "studio", "publisher", "developer", "maker"}
        or segment.after() in _SAYING
        or context.is_called_a_firm(segment)
        or any(segment.words[-1].lower() in words for words in kinds)
        or around.after(segment) != 0
    )


def _is_thing(segment: Segment) -> bool:
    """Whether it is the eve of a holiday, a minister's field, or an abbreviation with an article."""
    page, word = segment.page, segment.words[0]
    if segment.words == ("Eve",):
        return page.word(segment.start - 2) in _EVES
    if segment.before() == "for":
        ordinary = all(dictionary.is_common(word) for word in segment.words)
        return ordinary and segment.before(2) in {"minister", "secretary", "commissioner"}
    short = not segment.several and word.isupper() and word.isalpha() and len(word) <= _LONGEST
    named = page.tag(segment.end) in {"NN", "NNS", "NNP", "HYPH", "JJ"}
    return short and segment.before() in {"a", "an"} and not named
