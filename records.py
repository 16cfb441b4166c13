"""The vocabulary: every record that passes between the parts. Knows no part; imports the standard library only.

Offsets are Unicode code points of the stored text, end exclusive. Times are aware datetimes, stored as UTC ISO 8601.
A missing value is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Literal

Spider = Literal["feed", "sitemap", "listing", "board", "account", "filings"]
Keep = Literal["full", "excerpt", "link"]
Watch = Literal["own", "peer", "other"]
DocumentKind = Literal["article", "release", "filing", "post"]
PollStatus = Literal["ok", "empty", "wall", "blocked", "error", "stale"]
SightingKind = Literal["organic", "pinned", "ad"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "deny", "confirm", "explain", "apologise", "correct", "promise", "decline", "holding", "silent"
]
Basis = Literal["level", "change", "share", "rate"]
Party = Literal["own", "reaction"]
Verdict = Literal[
    "agrees", "rounds", "other_basis", "other_period", "conflicts",
    "adds_up", "does_not_add_up", "supports", "beats", "misses",
]  # fmt: skip


BEIJING = timezone(timedelta(hours=8))
"""The clock by which Chinese boards, posts and papers tell the time unless they name another; without summer time since 1991."""

METRICS_OF_PARTS = frozenset(
    {"revenue", "operating_profit", "gross_profit", "net_income", "gross_margin", "unit_sales", "orders"}
)
"""Metrics that are told of parts of a firm too: the words that name them may say of which part."""


# --- the watch list ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company that is watched."""

    id: str
    """Stable; used as `entity` everywhere."""
    name: str
    aliases: tuple[str, ...] = ()
    """Other names of the company in any script; matched as words."""
    watch: Watch = "other"
    ticker: str | None = None
    """With its market, as "1810.HK"."""
    lei: str | None = None
    wikidata: str | None = None
    cik: str | None = None
    """SEC registrant number, digits without leading zeros."""
    fiscal_year_end: str | None = None
    """Month and day, "12-31"; None is read as the calendar year."""
    brands: tuple[str, ...] = ()
    """Products and units that stand for the company."""
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office that a person holds or held."""

    company: str
    """Id of the company."""
    title: str
    since: date | None = None
    """First day in office (`from` in the file); None: not known, taken as always."""
    until: date | None = None
    """Last day in office (`to` in the file); None: still in office."""

    def held_on(self, day: date) -> bool:
        """Whether the office was held on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A public account of a person or a company."""

    platform: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person who may speak for a company."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    accounts: tuple[Account, ...] = ()
    wikidata: str | None = None

    def companies_on(self, day: date | None) -> tuple[str, ...]:
        """Ids of the companies the person speaks for on a day; on every day of any role when the day is None."""
        return tuple(role.company for role in self.roles if day is None or role.held_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """Who is watched. Ids are unique over companies and persons together."""

    companies: tuple[Company, ...] = ()
    people: tuple[Person, ...] = ()

    def company(self, entity: str | None) -> Company | None:
        """The company of this id, or None."""
        return next((company for company in self.companies if company.id == entity), None)

    def person(self, entity: str | None) -> Person | None:
        """The person of this id, or None."""
        return next((person for person in self.people if person.id == entity), None)

    def holder(self, platform: str, account: str) -> Person | Company | None:
        """Whose account this is, or None."""
        wanted = Account(platform=platform, id=account)
        entries: tuple[Person | Company, ...] = (*self.people, *self.companies)
        return next((entry for entry in entries if wanted in entry.accounts), None)


# --- collecting -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that is watched: one [[source]] of a source list."""

    id: str
    name: str
    spider: Spider
    """The mechanism by which it is collected."""
    url: str
    platform: str | None = None
    """Boards and accounts: which parser reads the replies, as "weibo"."""
    account: str | None = None
    """Accounts: the platform's id of the account."""
    lang: str | None = None
    """Default language of what comes from here, "en" or "zh"; None: told from the text."""
    zone: str = "UTC"
    """IANA zone for times that are published without one."""
    kind: DocumentKind = "article"
    """What its documents are."""
    tier: int = 2
    """1 (agencies, papers of record) to 3; who counts first in the brief."""
    every: int = 900
    """Seconds between two polls."""
    expect: int = 0
    """Least items a day; fewer becomes an issue."""
    keep: Keep = "full"
    retain_days: int | None = None
    """Days after which texts are dropped; None: kept."""
    entity: str | None = None
    """Watch-list id whose own voice this is (a newsroom, an account, a filer)."""
    links: str | None = None
    """Listings: CSS selector of the links to articles."""
    cookie_env: str | None = None
    """Name of an environment variable with a cookie of the operator's own; unset: asked without."""
    allow_private: bool = False
    """Addresses inside private networks may be fetched (an intranet, the sample newsroom)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One attempt to fetch a source. The attempt is a fact too: "gone" needs a good poll without it."""

    source: str
    url: str
    at: datetime
    """When the reply was complete, or the attempt given up."""
    status: PollStatus
    rows: int = 0
    """Entries, sightings or posts that the reply held."""
    bytes: int = 0
    http_status: int | None = None
    sha256: str | None = None
    """Of the body as received; tells a repeated reply."""
    why: str | None = None
    """What went wrong, in words for a person; None when ok."""
    replayed: bool = False
    """From a recorded reply, not from the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What is remembered of an address that is asked again."""

    url: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    """Both as the server sent them; sent back with the next request."""
    next_fetch_at: datetime | None = None
    """Not before this; None: at the source's own interval, and of an article never again."""
    revisit: int = 0
    """How many of the planned revisits of an article are done."""
    failures: int = 0
    """In a row."""
    body_sha256: str | None = None
    """Of the last good reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One topic on one list of a board at one moment."""

    platform: str
    list: str
    """"hot" (the main board), "rising", or another list the platform shows."""
    title: str
    """The topic's wording as shown."""
    position: int | None
    """1-based position as the board shows it; None for pins, and for adverts and lists that have none."""
    index: int
    """0-based place in the reply, pins and adverts counted."""
    captured_at: datetime
    kind: SightingKind = "organic"
    heat: int | None = None
    heat_raw: str | None = None
    """As the platform sent it: "综艺 123456", "121 万热度"."""
    label: str | None = None
    """新 热 爆 沸 …"""
    board_time: datetime | None = None
    """When the platform says the board was made; on a wire, when the row was sent."""
    url: str | None = None
    excerpt: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article, release, filing or post as last seen."""

    id: str
    """Stable: from the source and the canonical address."""
    source: str
    kind: DocumentKind
    url: str
    text: str
    """What is read: the title, a blank line, the body; the body alone where there is no title (posts)."""
    title: str | None = None
    """As the reader sees it."""
    title_meta: str | None = None
    """As the metadata says it."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_raw: str | None = None
    """As the publisher wrote it."""
    modified: datetime | None = None
    seen: datetime | None = None
    """When it was fetched."""
    lang: str | None = None
    canonical_url: str | None = None
    guid: str | None = None
    free: bool | None = None
    """False: behind a paywall, what is here may be a stub; None: not said."""
    image: str | None = None
    platform: str | None = None
    """Posts: where."""
    account: str | None = None
    """Posts: the platform's id of the account."""
    entity: str | None = None
    """Watch-list id whose own voice the document is."""
    repost_of: str | None = None
    """Posts: the words of the post that is passed on, kept apart from the poster's own."""
    heat: int | None = None
    flags: tuple[str, ...] = ()
    """What is odd about it: "future_date", "no_date", "language_differs", "needs_js" …"""
    figures: tuple[Figure, ...] = ()
    """What it states, where its register gives it as figures (XBRL); such a document is not read for others."""


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a text."""

    start: int
    end: int
    text: str
    label: str
    """PERSON ORG PRODUCT GPE MEDIA REGULATOR …"""
    entity: str | None = None
    """Id of the watch list, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words, or reported words, and who said them."""

    start: int
    end: int
    text: str
    """Without the outer marks; of an indirect quote, the reported content."""
    kind: QuoteKind
    rule: str
    """Which rule found it."""
    confidence: float
    """How sure, 0 to 1."""
    speaker: str | None = None
    """The fullest name the document gives the speaker, else as written."""
    speaker_start: int | None = None
    """Where the speaker is named at this quotation; in an interview, where the paragraph introduces who is interviewed."""
    speaker_end: int | None = None
    speaker_entity: str | None = None
    role: str | None = None
    organisation: str | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    channel: str | None = None
    """Where it was said, as stated: "personal Weibo", "earnings call"."""
    channel_kind: str | None = None
    """post statement filing call interview press_conference internal_letter livestream, or None."""
    said_on: date | None = None
    said_not_before: datetime | None = None
    """With `said_not_after`, the moments between which the text says it was said, where it names hours of that day; else None."""
    said_not_after: datetime | None = None
    responds_to: str | None = None
    """The claim or topic the text says is being answered."""
    stance: Stance | None = None
    group: int | None = None
    """One number for the pieces of a split quote within a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its meaning."""

    start: int
    end: int
    text: str
    """With unit and qualifier."""
    unit: str
    """ISO 4217 code, percent pp bp multiple fraction, or a counted noun in the singular."""
    rule: str
    value: Decimal | None = None
    """None for a range; a loss or a fall is negative where the wording makes it one."""
    low: Decimal | None = None
    high: Decimal | None = None
    per: str | None = None
    qualifier: Literal["~", ">", ">=", "<", "<="] | None = None
    metric: str | None = None
    metric_text: str | None = None
    adjusted: bool | None = None
    subject: str | None = None
    subject_entity: str | None = None
    period: str | None = None
    basis: Basis | None = None
    compare: str | None = None
    """yoy qoq mom vs_consensus vs_guidance vs_prior"""
    status: str | None = None
    """actual prior estimate guidance target"""
    reported_by: str | None = None
    statement: int | None = None
    """One number for the figures of one statement within a document."""
    confidence: float = 1.0
    assumed: str | None = None
    """What was resolved by assumption, as "currency of a bare $"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read out of one text."""

    lang: str
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[str, ...] = ()
    """What could not be read, each in words for a person."""


# --- linking ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A time that is known to lie between two moments; None where that side is open."""

    not_before: datetime | None
    not_after: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What linking sees of a document or a topic."""

    id: str
    kind: Literal["article", "release", "filing", "post", "topic"]
    lang: str
    title: str
    text: str
    """The stored text of a document; of a topic, its wording."""
    at: datetime
    """Published; for a topic, first seen; where neither is known, first stored."""
    seen: Interval
    """When it can first have been public: between the last good poll without it and the first with it."""
    source: str
    """Source of a document; platform of a topic."""
    tier: int = 2
    reading: Reading = field(default_factory=lambda: Reading(lang="en"))
    entity: str | None = None
    """Watch-list id whose own voice it is."""
    platform: str | None = None
    heat: int | None = None
    repost_of: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why an item belongs to a story."""

    item: str
    story: str
    kind: str
    """seed copy same_event cross_language shared_figures quotes_topic responds_to decided"""
    score: float
    evidence: str
    """In words for a person: what is shared, with what."""
    rule: str
    copy_of: str | None = None
    """Id of the item whose text this one repeats."""
    tight: str | None = None
    """Id of the first item of its tight group: the items of one language within the story that tell the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What an item weighed when it was placed: later items are compared with that, whoever reads it again."""

    item: str
    at: datetime
    """When it counts as told: what claims to be from the future, when it was placed."""
    until: datetime
    """So long others may join the items that it tells one thing with."""
    terms: Mapping[str, float] | None
    """Its weightiest terms, as one vector of length one; None: not kept, to be weighed anew."""
    ties: Mapping[str, float] | None
    """What of it needs no translation, weighed; None: not kept."""
    sketch: tuple[int, ...] | None
    """What copies of its text are found by; empty of a copy and of a short text, None: not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer to a story."""

    id: str
    story: str
    party: Party
    """"own": the company or who speaks for it; "reaction": anybody else."""
    text: str
    """The exact words, in the original language."""
    rule: str
    evidence: str
    """Why it is an answer to this story, in words for a person."""
    confidence: float
    responded: Interval
    latency_min: int | None
    """Seconds between the story's first sighting and the answer: at least …"""
    latency_max: int | None
    """… and at most."""
    lang: str | None = None
    responder: str | None = None
    responder_entity: str | None = None
    company: str | None = None
    """Watch-list id of the company that it speaks for."""
    role: str | None = None
    organisation: str | None = None
    channel: str | None = None
    channel_kind: str | None = None
    stance: Stance | None = None
    claimed_on: date | None = None
    """The day the texts say it was given; kept apart from what we observed."""
    document: str | None = None
    """Where the words stand: the earliest carrier."""
    topic: str | None = None
    start: int | None = None
    end: int | None = None
    carriers: tuple[str, ...] = ()
    """Ids of the documents and topics that carry it, the first one included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRef:
    """A figure with where it stands."""

    item: str
    figure: Figure
    story: str | None = None
    source: str | None = None
    is_filing: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Two figures compared, or the arithmetic of one statement tried."""

    id: str
    story: str | None
    kind: str
    """same_metric arithmetic surprise per_unit"""
    verdict: Verdict
    left: FigureRef
    right: FigureRef | None
    why: str
    """Why the two were comparable, in words for a person."""
    derivation: str
    """The sum, as it can be done by hand: "1800000000 / 27307 = 65917"."""
    difference: Decimal | None = None
    """Relative difference in percent; None where it has no meaning."""
    rule: str = "checks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One happening, and what tells it."""

    id: str
    headline: str
    lang: str
    first_seen: Interval
    """First sighting of the claim anywhere."""
    entities: tuple[str, ...] = ()
    """Watch-list ids it is about, the subject first."""
    subject: str | None = None
    """Watch-list id of the company that has to answer."""
    topic: str | None = None
    """Id of its leading topic."""
    claim: str | None = None
    """What is claimed, in the words of the earliest that says it; None where nothing calls for an answer."""
    claimed_on: date | None = None
    """The day the texts say it broke."""
    redirect_to: str | None = None
    """Id of the older story that it became part of."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided; the machine never overrides it."""

    id: int
    kind: str
    """status owner note tag merge split rename pin accept_link reject_link correct"""
    subject: str
    """Id of the story, link or fact that it is about."""
    value: str | None
    field: str | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing that a person should know of."""

    kind: str
    """Short name of the sort of trouble: "poll_failed", "page_unreadable", "quote_conflict" …"""
    message: str
    source: str | None = None
    document: str | None = None
    where: str | None = None
    """An address, a file and line, a span."""
