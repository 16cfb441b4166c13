"""Weighs what follows an English word: verbs and possessions of companies for the company, other nouns and names against it."""

from __future__ import annotations

import re

from nlp.names import dictionary, lexicon
from nlp.names.english.context import lemma
from nlp.names.watched import english_signs as signs
from nlp.names.watched.english_signs import AFTER, STRONG, SURE, WEAK, WINDOW, WORD
from nlp.names.watched.match import Match
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


def weigh_behind(match: Match) -> float:
    """Weigh what follows it."""
    page = match.page
    rest = page.text[match.end : match.end + WINDOW]
    owns = rest[:2] in {"'s", "’s"} and not signs.is_place_name(match)
    if owns or _is_speaker(match) or _WITH_RIVALS.match(rest):
        return STRONG
    if _BRACKET.match(rest):
        return SURE
    if hyphened := _HYPHEN.match(rest):
        tied = page.is_foreign or hyphened[1].lower() in lexicon.words("watch", "en", "tied")
        return STRONG if tied else -STRONG  # "Amazon-owned", "Apple-Chef"
    if other := _LISTED.match(page.text, match.end):
        name = page.name_around(other.start(1), other.start(1) + 1)
        return STRONG * (name is not None and name[2] == "ORG")
    if rest.startswith(", "):
        return _apposed(match.written, rest[2:])
    following = AFTER.match(rest)
    return _followed(match, following[1]) if following else 0.0


def _is_speaker(match: Match) -> bool:
    """Whether it opens a headline before a colon, as who speaks does: "Target: 40 million cards hit"."""
    return match.lead.strip(" \t\n") == "" and match.is_before(": ") and signs.is_unpunctuated(match)


def _apposed(written: str, rest: str) -> float:
    """Weigh a clause or a noun over the comma: "Block, the payments firm", "Shell, which"."""
    words = [word.lower() for word in WORD.findall(rest)[:7]]
    if words[:1] == ["which"]:
        return WEAK if dictionary.is_noun(written) else STRONG
    if words[:1] and words[0] in {"the", "a", "an", "whose"}:
        firm = not lexicon.words("en", "organisations", "apposed").isdisjoint(words[1:])
        return STRONG * firm
    return 0.0


def _followed(match: Match, word: str) -> float:
    """Weigh the next word: a verb or a possession of companies for it, another noun or a name against it."""
    page, lower, headline = match.page, word.lower(), signs.is_in_headline(match)
    if signs.has_firm_noun(match):
        return SURE
    if _has_firm_verb(match, word):
        # "Travelers faced long lines": a plural that opens the sentence is anybody, unless money is spoken of, or "it"
        anybody = _is_plural_at_head(match) and not (headline or word.endswith("s"))
        return STRONG * (not anybody or _MONEY.search(match.sentence) is not None)
    if not word.islower():
        return 0.0 if headline else _followed_by_name(page, match.end + 1, word)
    if match.end + 1 in page.verbs:
        suffers = _SUFFERS.match(page.text, match.end) is not None
        return STRONG if suffers or match.start in page.proper else WEAK
    second = signs.has_second_capital(match)
    if lower == "of":
        return -STRONG * (headline or not second)
    head = signs.opens(match) and not second
    return -STRONG * head * (lower not in lexicon.words("watch", "en", "small"))


def _has_firm_verb(match: Match, word: str) -> bool:
    """Whether the next word is a verb that companies take, in a headline also after "to"."""
    text, verbs = match.page.text, match.page.verbs
    headline = signs.is_in_headline(match)
    headed = headline or signs.is_unpunctuated(match)
    if headed and word.lower() in _ADVERBS and (further := AFTER.match(text, match.end + 1 + len(word))):
        word = further[1]
    if word.lower() == "to":
        later = AFTER.match(text, match.end + len(" to"))
        return headed and later is not None and (later.start(1) in verbs or _is_firm_verb(later[1]))
    if not _is_firm_verb(word):
        return False
    return (headed and (word.islower() or headline)) or (
        word.islower() and (match.end + 1 in verbs or not dictionary.is_noun(word))
    )


def _is_firm_verb(word: str) -> bool:
    verbs = lexicon.words("en", "organisations", "verbs")
    return lemma(word) in verbs or lemma(word) in lexicon.words("watch", "en", "acts")


def _is_plural_at_head(match: Match) -> bool:
    """Whether a plural opens the sentence, where its capital tells nothing: "Travelers faced long lines"."""
    word = match.written
    is_plural = word.endswith("s") and not dictionary.is_listed(word) and dictionary.is_noun(word)
    return is_plural and signs.opens(match)


def _followed_by_name(page: Page, place: int, word: str) -> float:
    if not word[0].isupper():
        return -SURE * word.isdigit()  # "Block 9"
    lower = word.lower()
    if lower in lexicon.words("en", "titles", "heads") or lower in lexicon.words("en", "titles", "modifiers"):
        return STRONG
    if word in lexicon.words("watch", "en", "legal") or any(letter.isdigit() for letter in word):
        return STRONG
    if signs.is_persons_title(page, place, word):
        return -SURE
    return -STRONG if word in lexicon.words("watch", "en", "extensions") else 0.0
