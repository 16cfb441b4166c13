"""Phrases shared by several sections: who said it, where, how many more."""

from __future__ import annotations

from review.amounts import filed
from review.brief.night import Night
from review.rows import Row
from review.urls import safe_url
from review.wording import STANCES, after_claim, by, carried, channel, counted, known


def told_by(night: Night, row: Row) -> str:
    """Return speaker, office, channel, time and latency; the company where the speaker is not listed."""
    return f"{speaker_of(night, row, with_company=not row['entity'])}, {when_told(night, row)}"


def speaker_of(night: Night, row: Row, *, with_company: bool) -> str:
    """Return speaker, office, company and channel, each only if the name does not say it: "Lei Jun, chairman, Weibo"."""
    name = night.people.speaker(row["entity"], row["speaker"]) or "Unnamed speaker"
    company = night.people.name(row["company"]) if with_company and row["company"] != row["entity"] else None
    beside = (night.people.title(row["entity"], row["role"], row["not_after"]), company)
    return ", ".join(
        facts(
            name,
            *(told for told in beside if told and told.casefold() not in name.casefold()),
            channel_of(row),
        )
    )


def when_told(night: Night, row: Row) -> str:
    """Return time, latency, stance and number of carriers of an answer."""
    return ", ".join(
        facts(
            by(row["not_before"], row["not_after"], night.zone),
            after_claim(row["latency_min"], row["latency_max"])
            if known(row["latency_min"], row["latency_max"])
            else None,
            STANCES.get(row["stance"] or ""),
            carried(row["carriers"]),
        )
    )


def heard(night: Night, row: Row) -> str:
    """Return speaker, office, company, and channel or outlet: "Lei Jun, chairman, Xiaomi, Weibo", "Xiaomi in Meridian Post"."""
    who = speaker_of(night, row, with_company=True)
    return f"{who} in {row['source']}" if row["source"] and not channel_of(row) else who


def channel_of(row: Row) -> str | None:
    """Return the channel as stated, else its kind."""
    return channel(row["channel"], row["channel_kind"])


def source_of(row: Row, side: str) -> str:
    """Return the source of one side's figure."""
    return "filing" if row[f"{side}_is_filing"] else str(row[f"{side}_source"] or "source not known")


def words_of(row: Row, side: str) -> str:
    """Return one side's figure as written; a filing's in words."""
    words = str(row[f"{side}_text"])
    return filed(words) if row[f"{side}_is_filing"] else words


def said(stances: str | None) -> str | None:
    """Return the stances taken so far towards an open claim."""
    if not stances:
        return None
    if stances == "silent":
        return "coverage says it gave no comment"
    return "so far: " + ", ".join(STANCES.get(stance, stance) for stance in stances.split(","))


def teller_url(night: Night, story: str) -> str | None:
    """Return the URL of a story's first article."""
    teller = night.first_articles.get(story)
    return safe_url(teller["url"]) if teller else None


def facts(*parts: str | None) -> tuple[str, ...]:
    """Return the parts that are not None."""
    return tuple(part for part in parts if part)


def spread(outlets: int) -> str:
    """Say how many outlets carried it."""
    return counted(outlets, "outlet") if outlets else "no article yet"
