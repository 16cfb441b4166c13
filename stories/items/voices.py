"""Whose voice words are: the subject's own, a third party's, or nobody's of interest. `title_voices` asks it of titles.

The speaker decides this, not the verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from records import Item, Party, Quote, Story
from stories.items.features import ISSUED
from stories.items.papers import is_apology_in_document
from stories.items.parents import speaks_for_parent
from stories.items.roster import Roster
from stories.speech import speakers
from stories.speech.subject_phrase import is_firm, is_organ
from stories.text.phrases import DENSE, phrases, plain


@dataclass(frozen=True, slots=True)
class Voice:
    """The speaker of some words."""

    party: Party
    name: str | None
    entity: str | None = None
    company: str | None = None
    """Watch-list id of the company spoken for; None if the speaker speaks for no company."""
    role: str | None = None
    organisation: str | None = None
    answers: bool = False
    """Whether this is a third party with a say in the matter: a rival, a regulator, the police, a former officer."""


STATED = frozenset({"statement", "filing"})
"""Channels in which a speaker is a party to the matter."""


def voice_of_quote(quote: Quote, item: Item, subject: str | None, roster: Roster) -> Voice | None:
    """Return the voice of a quote in a story about a subject; None if no speaker is named."""
    day = quote.said_on or item.at.date()
    named = roster.companies(quote.speaker_entity, day)
    own = subject in named
    if not own and quote.speaker_entity is None:
        own = subject in roster.named_in(quote.organisation, day)
        own = own or (
            speaks_for(quote.role, quote.speaker) and subject in roster.named_in(quote.speaker, day)
        )
        own = own or _is_its_officer(quote, item, subject, roster)
        own = own or (subject is not None and _is_issuer(quote, item, subject, roster))
        own = own or (subject is not None and _is_brand(quote.speaker, subject, roster, item.lang))
    if not own and subject is not None and is_apology_in_document(quote, item, subject, roster):
        return Voice("own", roster.name_of(subject), subject, company=subject)
    if quote.speaker is None and quote.speaker_entity is None:
        return None
    if not own and subject is not None and speaks_for(quote.role, quote.speaker):
        own = speaks_for_parent(quote.organisation, item, subject, roster)
    if own and roster.watchlist.person(quote.speaker_entity) is None:
        speaker = f"{quote.role or ''} {quote.speaker or ''}"
        own = not (
            speakers.lacks_authority(speaker, item.lang)
            or speakers.fobs_off(speaker, quote.text, item.lang)
            or _speaks_for_himself(quote)
            or _has_left(quote, item)
        )
    entity = quote.speaker_entity or (
        subject if own and _is_anonymous(quote, item, subject, roster, day) else None
    )
    return Voice(
        party="own" if own else "reaction",
        name=roster.name_of(entity) if entity else quote.speaker,
        entity=entity,
        company=subject if own else None,
        role=quote.role,
        organisation=quote.organisation,
        answers=not own
        and (
            bool(named or (quote.role and set(roster.named_in(quote.organisation, day)) - {subject}))
            or (subject is not None and roster.once_spoke_for(quote.speaker_entity, subject))
            or quote.channel_kind in STATED
            or item.kind in ISSUED
            or speakers.is_third_party(f"{quote.speaker} {quote.role or ''}", item.lang)
        ),
    )


def _speaks_for_himself(quote: Quote) -> bool:
    """Return whether somebody unnamed, in no office that speaks for a company, says this: "a Maker engineer"."""
    somebody = _SOMEBODY.match(quote.speaker or "") is not None
    agents = phrases("responses", "agents", "en")
    return (
        somebody
        and not speaks_for(quote.role, quote.speaker)
        and not agents.search(plain(quote.speaker or "", "en"))
    )


def _has_left(quote: Quote, item: Item) -> bool:
    """Return whether a text introduces a speaker by what he was: "Nora Beck, a former engineer at Maker"."""
    name = re.escape(quote.speaker or "")
    return bool(name) and re.search(rf"{name}, (?:(?:an?|the|its) )?(?:former|ex-)", item.text) is not None


_SOMEBODY = re.compile(r"(?:an?|one|another) ", re.IGNORECASE)


def _is_brand(speaker: str | None, subject: str, roster: Roster, lang: str) -> bool:
    """Return whether a brand speaks, alone or through an organ: "Corvo UK"."""
    company = roster.watchlist.company(subject)
    if company is None or not speaker:
        return False
    for brand in company.brands:
        if speaker.casefold().startswith(brand.casefold()):
            rest = speaker[len(brand) :].strip()
            if not rest or is_organ(rest, lang) or (rest[0].isupper() and " " not in rest):
                return True
    return False


def _is_anonymous(quote: Quote, item: Item, subject: str | None, roster: Roster, day: date) -> bool:
    """Return whether a company's speaker is anonymous, so that the words count as the company's: "a spokesman for Maker"."""
    words, lang = quote.speaker or "", item.lang
    if subject is None:
        return False
    before, name, behind = words.rpartition(roster.name_of(subject))
    if _ITSELF.fullmatch(words) or (name and not behind and not _GIVEN_NAME.search(before)):
        return True
    if lang in DENSE and (speaks_for(None, words) or is_organ(words, lang)):
        named = any(mention.label == "PERSON" and mention.text in words for mention in item.reading.mentions)
        return not named and not phrases("responses", "heads", "zh").search(plain(words, "zh"))
    if _is_brand(words, subject, roster, lang):
        return True
    return (
        (subject in roster.named_in(words, day) or subject in roster.named_in(quote.organisation, day))
        and speaks_for(None, words)
        and words.startswith(("A ", "An ", "The ", "a ", "an ", "the "))
    )


_GIVEN_NAME = re.compile(r"(?:^|\s)(?!(?:The|An?) )[A-ZÀ-Þ][\w.’'-]* $")
"""What stands before a name in that of a person who bears the company's: "Elsa Norvik", not "a spokesman for Norvik"."""

_ITSELF = re.compile(
    r"(?:the|our|its) (?:board(?: of directors)?|directors|management|company|group|bank|firm|issuer)"
    r"|(?:本|该|我)?(?:公司|集团|行|司)|(?:公司|集团|本行)?(?:董事会|管理层)",
    re.IGNORECASE,
)
"""How a company refers to itself and its board in its own releases."""


def _is_issuer(quote: Quote, item: Item, subject: str, roster: Roster) -> bool:
    """Return whether "the Board" or "the Company" speaks in a release or filing of the subject."""
    if item.kind not in ISSUED or subject not in roster.companies(item.entity, item.at.date()):
        return False
    return _ITSELF.fullmatch(quote.speaker or "") is not None


def _is_its_officer(quote: Quote, item: Item, subject: str | None, roster: Roster) -> bool:
    """Return whether somebody introduced by an office alone is the subject's: it is the organisation named last before.

    Only companies have some offices. Any organisation has the others: they count beside a name, near the subject's. A
    union or museum that bears the subject's name is no other organisation. "Its chief executive" may belong to anyone.
    """
    if subject is None or quote.organisation is not None or not quote.role or not quote.speaker:
        return False
    at = item.text.find(quote.speaker)
    at = (quote.speaker_start or 0) if at < 0 else at
    place = _named_last(quote, item, at, subject, roster)
    if place is None:
        return False
    companies = roster.all_companies((m.entity for m in item.reading.mentions if m.entity), item.at.date())
    breaks = len(_BREAK.findall(item.text[place:at]))
    office, owned, whose = _introduction(quote, item, at)
    if owned or (whose and _is_elsewhere(whose, quote, item)):
        return False
    if speakers.is_officer(quote.role, item.lang):
        return companies == {subject} or not breaks
    near = breaks <= (NEAR if companies == {subject} else 0)
    return near and speaks_for(office, None) and not speakers.is_third_party(office, item.lang)


def _introduction(quote: Quote, item: Item, at: int) -> tuple[str, bool, str]:
    """Return how a text introduces somebody at a place: the office beside the name, whether an owner stands before it, whose it is behind it.

    "Ada Moss, the guild's head of tolls": "head of tolls", True, "tolls". No office beside the name: "". A firm that is
    called by its trade is no other owner: "Ada Moss, the airline's head of tolls". Before a name only a spokesperson counts.
    """
    name, role = re.escape(quote.speaker or ""), quote.role or ""
    found = re.compile(rf"{name},([^.,;“”\"\n]{{0,24}}?)\b{re.escape(role)}\b").match(item.text, at)
    if found is None:
        before = item.text[max(at - OFFICE, 0) : at].rstrip()
        speaks = before.endswith(role) and "spokes" in role.casefold()
        return role if speaks else "", _OWNED.search(before) is not None, ""
    whose = _WHOSE.match(item.text, found.end())
    words = item.text[found.end() : whose.end()] if whose else ""
    owned = _POSSESSIVE.search(found[1]) is not None and not is_firm(found[1])
    return f"{role}{words}", owned, whose[1] if whose else ""


def _is_elsewhere(whose: str, quote: Quote, item: Item) -> bool:
    """Return whether an office is held at something else than a company's division: "a spokesman for the mayor", "chief executive of Ofgas"."""
    if _ITSELF.fullmatch(whose) or is_firm(whose):
        return False
    named = _NAMED.search(whose) is not None
    return named or "spokes" in (quote.role or "").casefold() or speakers.is_third_party(whose, item.lang)


def _named_last(quote: Quote, item: Item, at: int, subject: str, roster: Roster) -> int | None:
    """Return where a text names the subject or lets it speak before a place, if no other organisation comes after that.

    Whom the speaker himself names does not introduce him.
    """
    day = item.at.date()
    named = [
        (
            mention.end,
            subject in {*roster.companies(mention.entity, day), *roster.named_in(mention.text, day)},
        )
        for mention in item.reading.mentions
        if mention.end <= at
        and (roster.companies(mention.entity, day) or (not mention.entity and mention.label in BODIES))
    ]
    spoke = [
        (quote.end, own)
        for quote in item.reading.quotes
        if quote.speaker_end is not None and max(quote.speaker_end, quote.end) <= at
        if (own := subject in roster.companies(quote.speaker_entity, day))
        or speakers.is_third_party(quote.speaker or "", item.lang)
    ]
    said = [(end, own) for end, own in named if own or not quote.start < end <= quote.end]
    end, own = max((*said, *spoke), default=(0, False))
    return end if own else None


BODIES = frozenset({"ORG", "REGULATOR"})

NEAR = 1
"""Paragraphs that may end between the name of a company and that of somebody in an office which other bodies have, too."""

_POSSESSIVE = re.compile(r"['’]s? |\b(?:its|their|whose) ")
_BREAK = re.compile(r"\n+")
_NAMED = re.compile(r"\b[A-Z]")
_WHOSE = re.compile(r" (?:of|for|at|with|to) ([^.,;:“”\"\n]+)")


OFFICE = 40
"""Characters before a name that are searched for its office."""

_OWNED = re.compile(r"\b(?:its|their|whose)\b[^.,]*$|其[^，。]*$")


_ABOUT = re.compile(
    r"(?:关于|關於|就|针对|針對)|(?:Statement|Notice|Update) (?:on|regarding|concerning|about) "
)
"""Titles of notices that name their topic and not their issuer."""


def voice_of_issuer(item: Item, story: Story, roster: Roster) -> Voice | None:
    """Return the voice of a notice whose title names only its topic: of the subject, or of an authority about it."""
    if item.kind not in ISSUED or not _ABOUT.match(item.title):
        return None
    if item.entity is None or story.subject not in roster.companies(item.entity, item.at.date()):
        return Voice("reaction", item.source, answers=True)
    return Voice("own", roster.name_of(item.entity), item.entity, company=story.subject)


def speaks_for(role: str | None, speaker: str | None) -> bool:
    """Return whether the words name an office that speaks for a company."""
    words = f"{role or ''} {speaker or ''}"
    return bool(
        phrases("responses", "offices", "en").search(plain(words, "en"))
        or phrases("responses", "offices", "zh").search(words)
    )
