"""Marks the names of a watch list in a text, as reading would if none were ambiguous."""

import re

from records import Company, Mention, Watchlist


def mentions_in(text: str, watchlist: Watchlist) -> tuple[Mention, ...]:
    found: dict[int, Mention] = {}
    for entry in (*watchlist.companies, *watchlist.people):
        label = "ORG" if isinstance(entry, Company) else "PERSON"
        for name in sorted((entry.name, *entry.aliases), key=len, reverse=True):
            for match in re.finditer(re.escape(name), text):
                if not any(mention.start <= match.start() < mention.end for mention in found.values()):
                    found[match.start()] = Mention(
                        start=match.start(), end=match.end(), text=name, label=label, entity=entry.id
                    )
    return tuple(found[start] for start in sorted(found))
