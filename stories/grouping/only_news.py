"""Assigns lines to an affair because nothing else is told of their companies, whatever their words. `affairs` has the rest.

Only in dense scripts: a line there has hardly room for more than a name and what is new.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from stories.grouping.articles import Pull
from stories.text.phrases import DENSE

if TYPE_CHECKING:
    from stories.grouping.affairs import Affairs
    from stories.items.features import Features

WITHIN = timedelta(hours=4)
"""Maximum time since the last line. On boards, nine in ten neighbouring lines about one company within it tell one
affair, two in three at 6 to 12 hours, one in four at 12 to 24."""

BEGUN = timedelta(hours=24)
"""Maximum time since the first line: after a day a company has often more than one matter on the boards."""


def pull_of_several(affairs: Affairs, features: Features) -> Pull | None:
    """Return the claim that is all recent news about each company of a line that names several, even in business news; not an accident."""
    if len(features.main) < 2 or not _is_line(features):  # noqa: PLR2004 — several
        return None
    group = affairs.recent.only_group(features.main, features.day)
    known = affairs.groups.get(group) if group else None
    if known is None or known.lang != features.item.lang or affairs.claim(known.id) is None:
        return None
    if affairs.of_accident(known):
        return None
    names = ", ".join(sorted(map(affairs.roster.name_of, features.main)))
    return Pull(known.id, 1.0, f"all recent news about {names} belongs to this story")


def just_begun(affairs: Affairs, company: str, told: Collection[str], features: Features) -> str | None:
    """Return the only group in `told`, the recent news about a company, if it began lately and the line follows within hours.

    Not ordinary business and not an accident: another may happen the same day. Both lines must name the company itself,
    since an officer may be a celebrity.
    """
    if not _is_line(features) or not _names(features, company):
        return None
    known = affairs.groups.get(next(iter(told))) if len(told) == 1 else None
    if known is None or known.lang != features.item.lang or not known.members:
        return None
    last = known.members[-1]
    fresh = features.day - known.last <= WITHIN and features.day - known.first <= BEGUN
    if not (fresh and _names(last, company)) or affairs.of_business(known.id):
        return None
    return None if affairs.of_accident(known) else known.id


def _is_line(features: Features) -> bool:
    return features.short and features.item.lang in DENSE


def _names(features: Features, company: str) -> bool:
    return company in features.entities and features.roster.watchlist.person(company) is None
