"""The vocabulary: the records that pass between the packages. Imports the standard library only.

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
"""The zone of Chinese boards, posts and papers unless they name another; no daylight saving time since 1991."""

METRICS_OF_PARTS = frozenset(
    {"revenue", "operating_profit", "gross_profit", "net_income", "gross_margin", "unit_sales", "orders"}
)
"""Metrics that are also reported for parts of a company, so the words before them may name the part."""


# --- the watch list ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A watched company."""

    id: str
    """Stable; used as `entity` everywhere."""
    name: str
    aliases: tuple[str, ...] = ()
    """Other names of the company, in any script; matched as whole words."""
    watch: Watch = "other"
    ticker: str | None = None
    """With its market: "1810.HK"."""
    lei: str | None = None
    wikidata: str | None = None
    cik: str | None = None
    """Number of a registrant at the SEC; its filings are the company's own words."""
    fiscal_year_end: str | None = None
    """Month and day, "12-31"; None means the calendar year."""
    brands: tuple[str, ...] = ()
    """Products and units that stand for the company."""
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office that a person holds or has held."""

    company: str
    """Id of the company."""
    title: str
    since: date | None = None
    """First day in office (`from` in the file); None: unknown, treated as always."""
    until: date | None = None
    """Last day in office (`to` in the file); None: still in office."""

    def held_on(self, day: date) -> bool:
        """Return whether the office was held on this day."""
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
        """Return the ids of the companies the person speaks for on a day; with None, of every role past and present."""
        return tuple(role.company for role in self.roles if day is None or role.held_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """The watched companies and people. Ids are unique across both."""

    companies: tuple[Company, ...] = ()
    people: tuple[Person, ...] = ()

    def company(self, entity: str | None) -> Company | None:
        """Return the company with this id, or None."""
        return next((company for company in self.companies if company.id == entity), None)

    def person(self, entity: str | None) -> Person | None:
        """Return the person with this id, or None."""
        return next((person for person in self.people if person.id == entity), None)

    def holder(self, platform: str, account: str) -> Person | Company | None:
        """Return the entry that owns this account, or None."""
        wanted = Account(platform=platform, id=account)
        entries: tuple[Person | Company, ...] = (*self.people, *self.companies)
        return next((entry for entry in entries if wanted in entry.accounts), None)

    def filers(self) -> dict[str, str]:
        """Return the companies' ids by their numbers at registers of filings: CIK, or stock code with its market."""
        return {
            number.lstrip("0"): company.id
            for company in self.companies
            for number in (company.cik, company.ticker)
            if number
        }


# --- collecting -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A watched place: one [[source]] of a source list."""

    id: str
    name: str
    spider: Spider
    """The mechanism that collects it."""
    url: str
    platform: str | None = None
    """Boards and accounts: the parser that reads the replies, such as "weibo"."""
    account: str | None = None
    """Accounts: the account's id on its platform."""
    lang: str | None = None
    """Default language of its documents, "en" or "zh"; None: detected from the text."""
    zone: str = "UTC"
    """IANA zone for published times that name none."""
    kind: DocumentKind = "article"
    """The kind of its documents."""
    tier: int = 2
    """1 (agencies, papers of record) to 3; lower tiers rank first in the brief."""
    every: int = 900
    """Seconds between polls."""
    expect: int = 0
    """Minimum items a day; fewer opens an issue."""
    keep: Keep = "full"
    retain_days: int | None = None
    """Days after which texts are dropped; None: kept for good."""
    entity: str | None = None
    """Watch-list id of whoever speaks here (a newsroom, an account, a filer)."""
    links: str | None = None
    """Listings: CSS selector of the links to articles."""
    cookie_env: str | None = None
    """Name of an environment variable that holds the operator's own cookie; unset: fetched without one."""
    allow_private: bool = False
    """Whether addresses in private networks may be fetched (an intranet, the sample newsroom)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One attempt to fetch a source. Failures are kept too: only a good poll without a topic shows that it is gone."""

    source: str
    url: str
    at: datetime
    """When the reply was complete, or the attempt was abandoned."""
    status: PollStatus
    rows: int = 0
    """Entries, sightings or posts in the reply."""
    bytes: int = 0
    http_status: int | None = None
    sha256: str | None = None
    """Of the body as received; identifies a repeated reply."""
    why: str | None = None
    """What went wrong, in plain words; None when ok."""
    replayed: bool = False
    """Whether the reply was a recording rather than fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What to remember about an address between fetches."""

    url: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    """Both as the server sent them; returned with the next request."""
    next_fetch_at: datetime | None = None
    """Earliest next fetch; None: at the source's interval, or for an article never again."""
    revisit: int = 0
    """How many of an article's planned revisits are done."""
    failures: int = 0
    """Consecutive failures."""
    body_sha256: str | None = None
    """Of the last good reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One topic on one list of a board at one moment."""

    platform: str
    list: str
    """"hot" (the main board), "rising", or another list the platform shows."""
    title: str
    """The topic's wording as displayed."""
    position: int | None
    """1-based position as displayed; None for pins, adverts and unranked lists."""
    index: int
    """0-based index in the reply, pins and adverts included."""
    captured_at: datetime
    kind: SightingKind = "organic"
    heat: int | None = None
    heat_raw: str | None = None
    """As the platform sent it: "综艺 123456", "121 万热度"."""
    label: str | None = None
    """新 热 爆 沸 …"""
    board_time: datetime | None = None
    """When the platform says the board was made; for a wire, when the row was sent."""
    url: str | None = None
    excerpt: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article, release, filing or post as last seen."""

    id: str
    """Stable: derived from the source and the canonical address."""
    source: str
    kind: DocumentKind
    url: str
    text: str
    """The text that is analysed: title, blank line, body; the body alone where there is no title (posts)."""
    title: str | None = None
    """As displayed on the page."""
    title_meta: str | None = None
    """As given in the page's metadata."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_raw: str | None = None
    """As the publisher wrote it."""
    modified: datetime | None = None
    seen: datetime | None = None
    """When it was fetched; None: when it is stored."""
    lang: str | None = None
    canonical_url: str | None = None
    guid: str | None = None
    free: bool | None = None
    """False: behind a paywall, so the text may be a stub; None: not stated."""
    image: str | None = None
    platform: str | None = None
    """Posts: the platform."""
    account: str | None = None
    """Posts: the account's id on the platform. Filings: the company's number at the register."""
    entity: str | None = None
    """Watch-list id of whoever speaks in the document."""
    repost_of: str | None = None
    """Posts: the text of the reposted post, kept apart from the poster's own words."""
    heat: int | None = None
    flags: tuple[str, ...] = ()
    """Anomalies: "future_date", "no_date", "language_differs", "needs_js" …"""
    figures: tuple[Figure, ...] = ()
    """Figures supplied by the register itself (XBRL); such a document is not searched for others."""


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
    """Watch-list id, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Direct or reported speech, and who said it."""

    start: int
    end: int
    text: str
    """Without the outer marks; for an indirect quote, the reported content."""
    kind: QuoteKind
    rule: str
    """The rule that found it."""
    confidence: float
    """Confidence, 0 to 1."""
    speaker: str | None = None
    """The fullest name the document gives the speaker, else as written."""
    speaker_start: int | None = None
    """Where the speaker is named at this quote; in an interview, where the interviewee is introduced."""
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
    """With `said_not_after`, the bounds of when it was said, where the text gives times of day; else None."""
    said_not_after: datetime | None = None
    responds_to: str | None = None
    """The claim or topic being answered, as the text states it."""
    stance: Stance | None = None
    group: int | None = None
    """A number shared by the pieces of a split quote within a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its meaning."""

    start: int
    end: int
    text: str
    """Including unit and qualifier."""
    unit: str
    """ISO 4217 code, percent pp bp multiple fraction, or a counted noun in the singular."""
    rule: str
    value: Decimal | None = None
    """None for a range; negative where the wording makes it a loss or a fall."""
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
    """A number shared by the figures of one statement within a document."""
    confidence: float = 1.0
    assumed: str | None = None
    """What was resolved by assumption, such as "currency of a bare $"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything extracted from one text."""

    lang: str
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[str, ...] = ()
    """What could not be read, each in plain words."""


# --- linking ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A time known to lie between two moments; None where a side is open."""

    not_before: datetime | None
    not_after: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document or topic as linking sees it."""

    id: str
    kind: Literal["article", "release", "filing", "post", "topic"]
    lang: str
    title: str
    text: str
    """The stored text of a document, or the wording of a topic."""
    at: datetime
    """When published; for a topic, when first seen; where neither is known, when first stored."""
    seen: Interval
    """When it can first have been public: between the last good poll without it and the first with it."""
    source: str
    """Source of a document, or platform of a topic."""
    tier: int = 2
    reading: Reading = field(default_factory=lambda: Reading(lang="en"))
    entity: str | None = None
    """Watch-list id of whoever speaks in it."""
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
    """What is shared and with which item, in plain words."""
    rule: str
    copy_of: str | None = None
    """Id of the item whose text this one copies."""
    tight: str | None = None
    """Id of the first item of its tight group: items of one language in the story that report the same event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """An item's weights at the time it was placed. Later items are compared with these, even after it is read again."""

    item: str
    at: datetime
    """When it counts as published; for a date in the future, when it was placed."""
    until: datetime
    """How long other items may still join its group."""
    terms: Mapping[str, float] | None
    """Its heaviest terms as one unit vector; None: not stored, so recomputed."""
    ties: Mapping[str, float] | None
    """Its language-independent terms with their weights; None: not stored."""
    sketch: tuple[int, ...] | None
    """MinHash sketch used to find copies; empty for a copy or a short text, None: not stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer to a story."""

    id: str
    story: str
    party: Party
    """"own": the company or its spokesperson; "reaction": anyone else."""
    text: str
    """The exact words, in the original language."""
    rule: str
    evidence: str
    """Why it answers this story, in plain words."""
    confidence: float
    responded: Interval
    latency_min: int | None
    """Lower bound of the seconds between the story's first sighting and the answer."""
    latency_max: int | None
    """Upper bound."""
    lang: str | None = None
    responder: str | None = None
    responder_entity: str | None = None
    company: str | None = None
    """Watch-list id of the company it speaks for."""
    role: str | None = None
    organisation: str | None = None
    channel: str | None = None
    channel_kind: str | None = None
    stance: Stance | None = None
    claimed_on: date | None = None
    """The day of the answer according to the texts; kept apart from what we observed."""
    document: str | None = None
    """The earliest document that carries the words."""
    topic: str | None = None
    start: int | None = None
    end: int | None = None
    carriers: tuple[str, ...] = ()
    """Ids of all documents and topics that carry it, including the earliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRef:
    """A figure and the item it stands in."""

    item: str
    figure: Figure
    story: str | None = None
    source: str | None = None
    is_filing: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Two figures compared, or the arithmetic of one statement checked."""

    id: str
    story: str | None
    kind: str
    """same_metric arithmetic surprise per_unit"""
    verdict: Verdict
    left: FigureRef
    right: FigureRef | None
    why: str
    """Why the two are comparable, in plain words."""
    derivation: str
    """The calculation, so that it can be repeated by hand: "1800000000 / 27307 = 65917"."""
    difference: Decimal | None = None
    """By how many percent the right figure exceeds the left; in a surprise, the result the estimate; in arithmetic, what the sum
    gives the figure said, or the change worked out. None where it is meaningless."""
    rule: str = "checks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event, and the items that report it."""

    id: str
    headline: str
    lang: str
    first_seen: Interval
    """First sighting of the claim anywhere."""
    entities: tuple[str, ...] = ()
    """Watch-list ids it concerns, the subject first."""
    subject: str | None = None
    """Watch-list id of the company that has to answer."""
    topic: str | None = None
    """Id of its leading topic."""
    claim: str | None = None
    """The claim in the words of the earliest item; None where nothing calls for an answer."""
    claim_item: str | None = None
    """Id of the document or topic that makes the claim."""
    claim_rule: str | None = None
    claim_evidence: str | None = None
    """Why it is the claim."""
    first_item: str | None = None
    """Id of the document or topic in which the claim was first seen."""
    claimed_on: date | None = None
    """The day the texts say the news broke."""
    redirect_to: str | None = None
    """Id of the older story it was merged into."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision; never overridden by the machine."""

    id: int
    kind: str
    """status owner note tag merge split rename pin accept_link reject_link reject_answer correct"""
    subject: str
    """Id of the story, link or fact concerned."""
    value: str | None
    field: str | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One problem that a person should know about."""

    kind: str
    """Short name of the kind of problem: "poll_failed", "page_failed", "quote_conflict" …"""
    message: str
    source: str | None = None
    document: str | None = None
    where: str | None = None
    """An address, a file and line, or a span."""
