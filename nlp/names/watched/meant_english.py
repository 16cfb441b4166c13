"""Decides whether an English word means the watched company of that name: "Target fell", not "Target date funds".

Weighs the words around it, and its capital where that tells anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from nlp.names import dictionary, lexicon
from nlp.names.english.context import lemma
from nlp.names.watched.forms import Match
from nlp.names.watched.page import Page

SURE = 3.0
STRONG = 2.0
WEAK = 1.0
ENOUGH = STRONG
"""The sum of signs that suffices."""

_BODIES = frozenset({"ORG", "MEDIA", "REGULATOR"})
_WORD = re.compile(r"[A-Za-z][A-Za-z&'’]*")
_BEFORE = re.compile(r"([\w'’&.]+)[ \t]$")
_NOUN_BEFORE = re.compile(r"([a-z]+), $")
_WITH_RIVALS = re.compile(
    r" and (?:its|two|three|four|five|several|other|rival) (?:\w+ )?(?:rivals|peers|competitors|partners|subsidiaries|companies|firms|banks|carmakers|retailers|airlines)\b"
)
_AFTER = re.compile(r"[ \t]([\w'’&]+(?:-\w+)*)")
_BRACKET = re.compile(r" \((?:[A-Z]+: ?)?[A-Z.]{1,6}[),]")
_LISTED = re.compile(r"(?:, | and | or | & )([A-Z])")
_LISTED_BEFORE = re.compile(r"[A-Za-z](?:, | and | or | & |, and )$")
_HYPHEN = re.compile(r"[-‐‑](\w+)")
_NEAR = 4
"""Words on either side that are searched for another sense, if that has no capital."""
_WINDOW = 60
"""Code points on either side that are searched for them."""
_LONGEST_LINE = 150
"""Code points of the longest headline."""
_SUFFERS = re.compile(
    r" (?:will be|would be|could be|is being|is to be|was|has been|had been|is) "
    r"(?:acquired|fined|sued|delisted|taken private|valued at|bought by|sold to (?=[A-Z])|sold by|owned by|spun off|downgraded|upgraded)\b"
)
"""What happens to companies."""


def is_meant(page: Page, match: Match, certain: Collection[str]) -> bool:
    """Whether the signs suffice for one place of a doubtful word; `certain` has the ids that are surely named."""
    return weight(page, match, certain) >= ENOUGH


def is_ordinary(page: Page, match: Match) -> bool:
    """Whether the sentence speaks of the ordinary thing: pies and orchards."""
    begin, end = page.sentence(match.start)
    return _speaks_of_ordinary_things(page.text[begin : match.start] + " " + page.text[match.end : end])


@lru_cache(maxsize=64)
def _speaks_of_ordinary_things(text: str) -> bool:
    """Whether a text speaks of fruit, crops or farms."""
    words = {word.lower() for word in _WORD.findall(text)}
    return not words.isdisjoint(lexicon.words("watch", "en", "counter"))


def is_other_sense(page: Page, match: Match) -> bool:
    """Whether an unmistakable name means something else here: another sense is spoken of, or a person's name follows."""
    behind = _AFTER.match(page.text, match.end)
    before = _BEFORE.search(page.text[max(0, match.start - _WINDOW) : match.start])
    if before and before[1].lower() in {"the", "a"} and behind and behind[1] == "of":
        return True  # "the GM of the hotel"
    if before and before[1].lower() in {"a", "an"} and _is_without_capital(page, match):
        return not _firm_noun(page, match.end)  # "a moonshot", not "a xiaomi phone"
    return _senses(page, match) or (behind is not None and _is_persons_title(page, match.end + 1, behind[1]))


def _is_without_capital(page: Page, match: Match) -> bool:
    return page.text[match.start : match.end].islower() and not match.form.text.islower()


def weight(page: Page, match: Match, certain: Collection[str]) -> float:
    """Sum up the signs: above nought for the company, below for the word."""
    weighed = STRONG * (match.form.entity in certain) - SURE * is_ordinary(page, match)
    begin, end = page.sentence(match.start)
    weighed -= WEAK * _speaks_of_ordinary_things(page.text[:begin] + page.text[end:])
    weighed += _capital(page, match) + _before(page, match) - _elsewhere(page, match)
    behind = _behind(page, match)
    weighed += max(behind, -WEAK) if match.form.entity in certain else behind
    around = page.name_around(match.start, match.end)
    told = around is not None and around[2] in {"ORG", "PRODUCT", "MEDIA"} and around[0] == match.start
    written = page.text[match.start : match.end]
    return weighed + WEAK * (told and written not in lexicon.firms())


def _capital(page: Page, match: Match) -> float:
    """Weigh its capital, which counts inside a sentence but not at its start or in a headline, unless a second word has one."""
    begin, end = page.sentence(match.start)
    if _is_body(page, match):
        return STRONG
    if is_headline(page.text[begin:end]) or _is_place_name(page, match):
        return 0.0
    if _has_second_capital(page, match):
        return STRONG
    return STRONG * (page.text[begin : match.start].strip(" \t\n\"“”'‘’([—–-") != "")


def _is_body(page: Page, match: Match) -> bool:
    """Whether the models found a body of several words at exactly this place: "the Hungarian National Bank"."""
    around = page.name_around(match.start, match.end)
    if around is None or around[:2] != (match.start, match.end) or around[2] not in _BODIES:
        return False
    return around[2] == "REGULATOR" or _has_second_capital(page, match)


def _is_place_name(page: Page, match: Match) -> bool:
    """Whether a country or town has this name, so that a capital or a possessive tells nothing."""
    return page.text[match.start : match.end] in lexicon.words("places", "en")


def _has_second_capital(page: Page, match: Match) -> bool:
    """Whether a second word of the name is capitalised: "a Calder Air jet"."""
    return any(word[0].isupper() for word in _WORD.findall(page.text[match.start : match.end])[1:])


def is_headline(sentence: str) -> bool:
    """Whether all words but small ones are capitalised, so that a capital tells nothing."""
    words = _WORD.findall(sentence)
    capitals: int = sum(word[0].isupper() for word in words)
    if capitals * 3 <= len(words) * 2:
        return False
    small = lexicon.words("watch", "en", "small") | lexicon.words("watch", "en", "articles")
    return not any(word.islower() and word not in small for word in words)


def _before(page: Page, match: Match) -> float:
    """Weigh the word before it: an article or another name against it, "rival" and "sued" for it."""
    begin, end = page.sentence(match.start)
    before = page.text[begin : match.start]
    if _LISTED_BEFORE.search(before) and page.names_in(max(begin, match.start - _WINDOW), match.start):
        return WEAK
    found = _BEFORE.search(before)
    if found is None:
        return 0.0
    if found[1].lower() in lexicon.words("watch", "en", "articles"):
        is_named = (
            match.form.label == "PRODUCT"
            or _firm_noun(page, match.end)
            or _leads_noun(page, match)
            or _is_band(page, match)
        )
        return 0.0 if is_named or _has_second_capital(page, match) else -SURE - WEAK
    return _led_by(found[1], headline=is_headline(page.text[begin:end]))


def _is_band(page: Page, match: Match) -> bool:
    """Whether it is a capitalised plural with an article, as teams and unions are: "the Padres"."""
    written = page.text[match.start : match.end]
    plural = written.endswith("s") and not written.endswith("ss") and dictionary.is_noun(written)
    return plural and not is_headline(page.text[slice(*page.sentence(match.start))])


def _led_by(word: str, *, headline: bool) -> float:
    """Weigh a word before it that is no article: "rival" for it, another name against it."""
    if word.lower() in lexicon.words("en", "organisations", "cues_before"):
        return STRONG
    if lemma(word) in lexicon.words("en", "organisations", "verbs"):
        return STRONG if headline else WEAK
    if word[0].isupper() and not word.endswith(("'s", "’s", ".")) and not _may_lead(word):
        return -SURE  # "Niger Delta"
    return 0.0


def _may_lead(word: str) -> bool:
    """Whether a capitalised word may stand before a name without belonging to it: "Monday", "Why", "Retailer"."""
    lower = word.lower()
    return (
        lower in lexicon.words("watch", "en", "leading")
        or word in lexicon.firms()
        or lower in lexicon.words("en", "titles", "heads")
    )


def _behind(page: Page, match: Match) -> float:
    """Weigh what follows it."""
    rest = page.text[match.end : match.end + _WINDOW]
    if rest[:2] in {"'s", "’s"} and not _is_place_name(page, match):
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
    following = _AFTER.match(rest)
    return _followed(page, match, following[1]) if following else 0.0


def _followed(page: Page, match: Match, word: str) -> float:
    """Weigh the next word: a verb or a possession of companies for it, another noun or a name against it."""
    lower = word.lower()
    begin, end = page.sentence(match.start)
    headline = is_headline(page.text[begin:end])
    if _firm_noun(page, match.end):
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
        return -STRONG * (headline or not _has_second_capital(page, match))
    head = page.text[begin : match.start].strip(" \"“'‘(") == "" and not _has_second_capital(page, match)
    return -STRONG * head * (lower not in lexicon.words("watch", "en", "small"))


def _is_plural_at_head(page: Page, match: Match) -> bool:
    """Whether a plural opens the sentence, where its capital tells nothing: "Travelers faced long lines"."""
    begin, _ = page.sentence(match.start)
    word = page.text[match.start : match.end]
    opens = page.text[begin : match.start].strip(" \t\n\"“'‘(") == ""
    return opens and word.endswith("s") and not dictionary.is_listed(word) and dictionary.is_noun(word)


_MONEY = re.compile(r"[$€£¥%]|\bits?\b|\b(?:million|billion|quarter|shares|profit|revenue|sales|investors)\b")


def _is_of_business(sentence: str) -> bool:
    """Whether a sentence speaks of money or shares, or goes on with "it", as after no plural."""
    return _MONEY.search(sentence) is not None


def _has_firm_verb(page: Page, match: Match, word: str) -> bool:
    """Whether the next word is a verb that companies take, in a headline also after "to"."""
    line = page.text[slice(*page.sentence(match.start))]
    headed = is_headline(line) or _is_unpunctuated(line)
    if word.lower() == "to":
        later = _AFTER.match(page.text, match.end + len(" to"))
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


def _is_unpunctuated(line: str) -> bool:
    """Whether it is a short line without a final mark, as headlines are."""
    return len(line) < _LONGEST_LINE and line.rstrip(' \n%)"”')[-1:].isalnum()


def _followed_by_name(page: Page, place: int, word: str) -> float:
    if not word[0].isupper():
        return -SURE * word.isdigit()  # "Block 9"
    lower = word.lower()
    if lower in lexicon.words("en", "titles", "heads") or lower in lexicon.words("en", "titles", "modifiers"):
        return STRONG
    if word in lexicon.words("watch", "en", "legal") or any(letter.isdigit() for letter in word):
        return STRONG
    if _is_persons_title(page, place, word):
        return -SURE
    return -STRONG if word in lexicon.words("watch", "en", "extensions") else 0.0


def _firm_noun(page: Page, end: int) -> bool:
    """Whether one of the next two words is something that companies have."""
    words = _AFTER.findall(page.text[end : end + _WINDOW])[:2]
    first = _AFTER.match(page.text, end)
    if first is None:
        return False
    if _is_of_firms(words[0]):
        return True
    second = _AFTER.match(page.text, first.end())
    plain = words[0].lower() not in lexicon.words("watch", "en", "small") and first.start(1) not in page.verbs
    return plain and second is not None and _is_of_firms(second[1])


def _is_of_firms(word: str) -> bool:
    lower = word.lower()
    return not _nouns().isdisjoint({lower, lower + "s", lower.removesuffix("s")})


def _leads_noun(page: Page, match: Match) -> bool:
    """Whether its capital inside a sentence and the noun behind it make it a name: "an Apple codec"."""
    if match.start not in page.proper or is_headline(page.text[slice(*page.sentence(match.start))]):
        return False
    follows = _AFTER.match(page.text, match.end)
    if follows is None or not follows[1].islower() or match.end + 1 in page.verbs:
        return False
    small = lexicon.words("watch", "en", "small")
    behind = _AFTER.match(page.text, follows.end())
    if page.text[: match.start].lower().endswith("the ") and (behind is None or behind[1] in small):
        return False  # "Ghost in the Shell returns to"
    return follows[1] not in small and not _senses(page, match)


@cache
def _nouns() -> frozenset[str]:
    lists = (
        ("watch", "en", "cues"),
        ("en", "organisations", "cues_after"),
        ("en", "organisations", "belongings"),
    )
    return frozenset().union(*(lexicon.words(*path) for path in lists))


def _apposed(written: str, rest: str) -> float:
    """Weigh a clause or a noun over the comma: "Block, the payments firm", "Shell, which"."""
    words = [word.lower() for word in _WORD.findall(rest)[:7]]
    if words[:1] == ["which"]:
        return WEAK if dictionary.is_noun(written) else STRONG
    if words[:1] and words[0] in {"the", "a", "an", "whose"}:
        firm = not lexicon.words("en", "organisations", "apposed").isdisjoint(words[1:])
        return STRONG * firm
    return 0.0


def _is_listed_with_firm(page: Page, end: int) -> bool:
    other = _LISTED.match(page.text, end)
    name = page.name_around(other.start(1), other.start(1) + 1) if other else None
    return name is not None and name[2] == "ORG"


def _is_persons_title(page: Page, place: int, word: str) -> bool:
    """Whether a person's name follows that it belongs to: "GM Hikaru Nakamura", "Delta Goodrem"."""
    if not lexicon.is_given(word) or dictionary.is_common(word) or word in lexicon.firms():
        return False
    family = _AFTER.match(page.text, place + len(word))
    name = page.name_around(place, place + len(word))
    alone = name is not None and name[2] == "PERSON"
    return alone or (family is not None and family[1].istitle() and not dictionary.is_common(family[1]))


def _elsewhere(page: Page, match: Match) -> float:
    """Weigh nearby words about another sense, and a person of that name in the text."""
    written = page.text[match.start : match.end]
    bearer = dictionary.is_common(written) and any(
        label == "PERSON" and page.text[start:end].endswith(f" {written}") for start, end, label in page.names
    )
    return SURE * _senses(page, match) + SURE * bearer


def _senses(page: Page, match: Match) -> bool:
    """Whether a nearby word speaks of another sense."""
    written = page.text[match.start : match.end].lower()
    senses = lexicon.load("watch")["en"]["senses"].get(written)
    if senses is None:
        return False
    begin, end = page.sentence(match.start)
    left = _WORD.findall(page.text[begin : match.start])
    right = _WORD.findall(page.text[match.end : end])
    if written not in lexicon.words("watch", "en", "capitalised"):
        left, right = left[-_NEAR:], right[:_NEAR]
    return not {word.lower() for word in (*left, *right)}.isdisjoint(senses.split())
