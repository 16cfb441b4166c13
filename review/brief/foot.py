"""The foot of the brief: what was not collected and why, how the brief was made, how to object to an entry."""

from __future__ import annotations

from datetime import datetime

from review.brief.night import Night
from review.wording import counted, local, shortened

MISSED = 4
"""Maximum sources named for each reason."""
REASON = 140
"""Maximum characters of a reason."""
ISSUES = {
    "archive_date": ("date in an archive could not be read", "dates in archives could not be read"),
    "archive_key": ("archive has a key that is not read", "archives have keys that are not read"),
    "archive_line": ("archive line was skipped", "archive lines were skipped"),
    "consent": ("page shows a consent form only", "pages show a consent form only"),
    "crawl_failed": ("crawl failed", "crawls failed"),
    "entries_left_out": ("list was too long to be read whole", "lists were too long to be read whole"),
    "fewer_than_expected": ("source gave less than expected", "sources gave less than expected"),
    "future_date": ("page is dated in the future", "pages are dated in the future"),
    "gap": ("source may have missed entries between polls", "sources may have missed entries between polls"),
    "human_check": ("page asks for a captcha", "pages ask for a captcha"),
    "language_not_read": ("language is not read", "languages are not read"),
    "link_failed": ("link step failed", "link steps failed"),
    "needs_js": ("page needs a browser", "pages need a browser"),
    "page_failed": ("page could not be fetched", "pages could not be fetched"),
    "pages_put_off": ("source put pages off to the next crawl", "sources put pages off to the next crawl"),
    "poll_failed": ("poll failed", "polls failed"),
    "quote_conflict": ("quotation has two speakers", "quotations have two speakers"),
    "read_failed": ("read step failed", "read steps failed"),
    "replay_undated": ("recorded reply has no time", "recorded replies have no time"),
    "replay_unreadable": ("recorded reply could not be read", "recorded replies could not be read"),
    "sources_unreadable": ("source list cannot be read", "source lists cannot be read"),
    "step_failed": ("step failed", "steps failed"),
    "unread": ("document could not be read", "documents could not be read"),
}
"""Kinds of issues in words, one and several."""
RELINKED = "An upgrade or a changed watch list had earlier items read and linked again; some may be in another story now."
RIGHTS = "Short extracts; rights stay with their publishers. Something wrong? Correct it at the desk."


def foot(night: Night, reader: str | None, issues: dict[str, int]) -> tuple[str, ...]:
    """Return the lines of the foot."""
    open_issues = "; ".join(_issues(kind, times) for kind, times in issues.items() if kind != "relinked")
    made = "Latencies are intervals, because boards are polled."
    return (
        *(_not_collected(night) or (_all_answered(night.asked),)),
        *((f"Open issues: {open_issues}.",) if open_issues else ()),
        *((RELINKED,) if "relinked" in issues else ()),
        f"{made} Version of the reader: {reader}." if reader else made,
        RIGHTS,
    )


def _issues(kind: str, times: int) -> str:
    if kind not in ISSUES:  # of an earlier version
        return f"{kind.replace('_', ' ')}: {times}"
    one, several = ISSUES[kind]
    return counted(times, one, several)


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
