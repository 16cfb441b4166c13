"""Weighs what follows an English word: verbs and possessions of companies for the company, other nouns and names against it."""

from __future__ import annotations

import re

from nlp.names import dictionary, lexicon
from nlp.names.english.context import lemma
from nlp.names.watched.english_signs import (
    AFTER,
    STRONG,
    SURE,
    WEAK,
    WINDOW,
    WORD,
    has_firm_noun,
    has_second_capital,
    is_headline,
    is_persons_title,
    is_place_name,
    is_unpunctuated,
)
from nlp.names.watched.index import Match
from nlp.names.watched.page import Page

_WITH_RIVALS = re.compile(
    r" and (?:its|two|three|four|five|several|other|rival) (?:\w+ )?(?:rivals|peers|competitors|partners|subsidiaries|companies|firms|banks|carmakers|retailers|airlines)\b"
)
_BRACKET = re.compile(r" \((?:[A-Z]+: ?)?[A-Z.]{1,6}[),]")
_LISTED = re.compile(r"(?:, | and | or | & )([A-Z])")
_HYPHEN = re.compile(r"[-‐‑](\w+)")
_SUFFERS = re.compile(
    r" (?:will be|would be|could be|is being|is to be|was|has been|had been|is) "
    r"(?:acquired|fined|sued|delisted|taken private|valued at|bought by|sold to (?=[A-Z])|sold by|owned by|spun off|downgraded|upgraded)\b"
)
"""What happens to companies."""
_ADVERBS = frozenset({"now", "still", "also", "again", "finally", "later"})
_MONEY = re.compile(r"[$€£¥%]|\bits?\b|\b(?:million|billion|quarter|shares|profit|revenue|sales|investors)\b")


def weigh_behind(page: Page, match: Match) -> float:
    """Weigh what follows it."""
    rest = page.text[match.end : match.end + WINDOW]
    if (rest[:2] in {"'s", "’s"} and not is_place_name(page, match)) or _is_speaker(page, match, rest):
        return STRONG
    if _BRACKET.match(rest):
        return SURE
    if hyphened := _HYPHEN.match(rest):
        tied = page.is_foreign or hyphened[1].lower() in lexicon.words("watch", "en", "tied")
        return STRONG if tied else -STRONG  # "Amazon-owned", "Apple-Chef"
    if _LISTED.match(rest) or _WITH_RIVALS.match(rest):
        return STRONG * (_is_listed_with_firm(page, match.end) or _WITH_RIVALS.match(rest) is not None)
    if rest.startswith(", "):
        return _apposed(page.text[match.start : match.end], rest[2:])
    following = AFTER.match(rest)
    return _followed(page, match, following[1]) if following else 0.0


def _is_speaker(page: Page, match: Match, rest: str) -> bool:
    """Whether it opens a headline before a colon, as who speaks does: "Target: 40 million cards hit"."""
    begin, end = page.sentence(match.start)
    opens = page.text[begin : match.start].strip(" \t\n") == ""
    return opens and rest.startswith(": ") and is_unpunctuated(page.text[begin:end])


def _is_listed_with_firm(page: Page, end: int) -> bool:
    other = _LISTED.match(page.text, end)
    name = page.name_around(other.start(1), other.start(1) + 1) if other else None
    return name is not None and name[2] == "ORG"


def _apposed(written: str, rest: str) -> float:
    """Weigh a clause or a noun over the comma: "Block, the payments firm", "Shell, which"."""
    words = [word.lower() for word in WORD.findall(rest)[:7]]
    if words[:1] == ["which"]:
        return WEAK if dictionary.is_noun(written) else STRONG
    if words[:1] and words[0] in {"the", "a", "an", "whose"}:
        firm = not lexicon.words("en", "organisations", "apposed").isdisjoint(words[1:])
        return STRONG * firm
    return 0.0


def _followed(page: Page, match: Match, word: str) -> float:
    """Weigh the next word: a verb or a possession of companies for it, another noun or a name against it."""
    lower = word.lower()
    begin, end = page.sentence(match.start)
    headline = is_headline(page.text[begin:end])
    if has_firm_noun(page, match.end):
        return SURE
    if _has_firm_verb(page, match, word):
        anybody = _is_plural_at_head(page, match) and not (headline or word.endswith("s"))
        return STRONG * _is_of_business(page.text[begin:end]) if anybody else STRONG
    if not word.islower():
        return 0.0 if headline else _followed_by_name(page, match.end + 1, word)
    if match.end + 1 in page.verbs:
        suffers = _SUFFERS.match(page.text, match.end) is not None
        return STRONG if suffers or match.start in page.proper else WEAK
    if lower == "of":
        return -STRONG * (headline or not has_second_capital(page, match))
    head = page.text[begin : match.start].strip(" \"“'‘(") == "" and not has_second_capital(page, match)
    return -STRONG * head * (lower not in lexicon.words("watch", "en", "small"))


def _has_firm_verb(page: Page, match: Match, word: str) -> bool:
    """Whether the next word is a verb that companies take, in a headline also after "to"."""
    line = page.text[slice(*page.sentence(match.start))]
    headed = is_headline(line) or is_unpunctuated(line)
    if headed and word.lower() in _ADVERBS and (further := AFTER.match(page.text, match.end + 1 + len(word))):
        word = further[1]
    if word.lower() == "to":
        later = AFTER.match(page.text, match.end + len(" to"))
        return headed and later is not None and (later.start(1) in page.verbs or _is_firm_verb(later[1]))
    if not _is_firm_verb(word):
        return False
    return (headed and (word.islower() or is_headline(line))) or (
        word.islower() and (match.end + 1 in page.verbs or not dictionary.is_noun(word))
    )


def _is_firm_verb(word: str) -> bool:
    known = lemma(word)
    return known in lexicon.words("en", "organisations", "verbs") or known in lexicon.words(
        "watch", "en", "acts"
    )


def _is_plural_at_head(page: Page, match: Match) -> bool:
    """Whether a plural opens the sentence, where its capital tells nothing: "Travelers faced long lines"."""
    begin, _ = page.sentence(match.start)
    word = page.text[match.start : match.end]
    opens = page.text[begin : match.start].strip(" \t\n\"“'‘(") == ""
    return opens and word.endswith("s") and not dictionary.is_listed(word) and dictionary.is_noun(word)


def _is_of_business(sentence: str) -> bool:
    """Whether a sentence speaks of money or shares, or goes on with "it", as after no plural."""
    return _MONEY.search(sentence) is not None


def _followed_by_name(page: Page, place: int, word: str) -> float:
    if not word[0].isupper():
        return -SURE * word.isdigit()  # "Block 9"
    lower = word.lower()
    if lower in lexicon.words("en", "titles", "heads") or lower in lexicon.words("en", "titles", "modifiers"):
        return STRONG
    if word in lexicon.words("watch", "en", "legal") or any(letter.isdigit() for letter in word):
        return STRONG
    if is_persons_title(page, place, word):
        return -SURE
    return -STRONG if word in lexicon.words("watch", "en", "extensions") else 0.0
