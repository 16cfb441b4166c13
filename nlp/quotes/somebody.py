"""What an English noun without a name may stand for: a person, a firm, a body, a piece of writing. Knows words only."""

from __future__ import annotations

import re

from nlp.quotes.lexicon import words

NAMELESS = re.compile(r"(?:an?|the|one|his|her|their|[\w’' ]+[’']s)\s+(?!.*(?:ies|[^s]s)$)", re.IGNORECASE)
"""A phrase in the singular: "the source", "her lawyer"."""

FIRMS = frozenset({
    "company", "firm", "bank", "group", "carmaker", "automaker", "retailer", "manufacturer", "startup", "agency",
    "airline", "brokerage", "lender", "regulator", "newspaper", "network", "campaign", "insurer", "chipmaker",
    "drugmaker", "supplier", "developer", "utility", "operator", "maker", "producer", "conglomerate",
})  # fmt: skip
COLLECTIVE = FIRMS | frozenset({
    "committee", "panel", "board", "council", "commission", "department", "ministry", "office", "union", "association",
    "party", "team", "court", "government", "administration", "think-tank", "tank", "police", "family", "league", "club",
    "account", "blog", "site", "website", "magazine", "paper", "channel", "charity", "fund", "exchange", "studio", "airport",
    "hospital", "school", "watchdog", "bureau", "authority", "trust", "university", "alliance", "coalition", "institute", "organization", "organisation", "country", "state", "city",
})  # fmt: skip
BODIES = frozenset({
    "house", "senate", "congress", "parliament", "treasury", "pentagon", "white house", "the white house", "fed",
    "supreme court", "the supreme court", "republicans", "democrats", "gop", "capitol",
})  # fmt: skip
"""Names that "the company" never means."""

WRITINGS = frozenset(
    {"statement", "release", "letter", "memo", "post", "tweet", "email", "filing", "message", "note"}
)


SEVERAL = frozenset({
    "aides", "officials", "advisers", "advisors", "lawyers", "attorneys", "lawmakers", "senators", "sources", "witnesses",
    "critics", "allies", "experts", "analysts", "leaders", "residents", "people", "men", "women", "colleagues", "friends",
    "neighbors", "neighbours", "prosecutors", "investigators", "members", "staffers", "organizers", "organisers",
    "fans", "supporters", "opponents", "democrats", "republicans", "conservatives", "liberals", "activists", "advocates",
    "scientists", "researchers", "reporters", "observers", "campaigners", "backers", "some", "many", "others", "both",
    "executives", "employees", "workers", "economists", "scholars", "teachers", "doctors", "students", "voters",
})  # fmt: skip
"""Several who may speak as one: "the two aides"."""


def is_somebody(name: str) -> bool:
    """Whether a speaker without a name may be a single person, for whom "he" or "she" may stand."""
    noun = name.rsplit(maxsplit=1)[-1].lower()
    return NAMELESS.match(name) is not None and noun not in COLLECTIVE | words("en")["subjects"]["writings"]
