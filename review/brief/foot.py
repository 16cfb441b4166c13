"""The foot of the brief: what was not collected and why, how the brief was made, how to object to an entry."""

from __future__ import annotations

from datetime import datetime

from review.brief.night import Night
from review.wording import local, shortened

MISSED = 4
"""Maximum sources named for each reason."""
REASON = 140
"""Maximum characters of a reason."""
RIGHTS = "Short extracts; rights stay with their publishers. Something wrong? Correct it at the desk: people outrank the machine."


def foot(night: Night, reader: str | None, issues: dict[str, int]) -> tuple[str, ...]:
    """Return the lines of the foot."""
    open_issues = "; ".join(f"{kind.replace('_', ' ')}: {times}" for kind, times in issues.items())
    made = "Latencies are intervals: boards are polled, posts dated to the minute."
    return (
        *(_not_collected(night) or (_all_answered(night.asked),)),
        *((f"Open issues: {open_issues}.",) if open_issues else ()),
        f"{made} Read by {reader}." if reader else made,
        RIGHTS,
    )


def _all_answered(asked: int) -> str:
    return f"Every source polled was collected ({asked})." if asked else "No source was polled."


def _not_collected(night: Night) -> tuple[str, ...]:
    """Return a line for each reason: the sources affected and when they were last collected well."""
    reasons: dict[str, list[str]] = {}
    for row in night.missed:
        seen = (
            f", last collected {local(datetime.fromisoformat(row['last_good_at']), night.zone)}"
            if row["last_good_at"]
            else ", never collected"
        )
        told = f"{row['name']} ({row['failed']} of {row['attempts']}{seen})"
        reasons.setdefault(shortened(row["why"] or row["last_status"] or "not known", REASON), []).append(
            told
        )
    lines = []
    for why, names in reasons.items():
        more = f" and {len(names) - MISSED} more" if len(names) > MISSED else ""
        end = "" if why.endswith(("…", ".")) else "."
        lines.append(f"Not collected: {'; '.join(names[:MISSED])}{more}: {why}{end}")
    return tuple(lines)
