"""Stories as JSON-LD: NewsArticle, Quotation and Claim of schema.org, spans as W3C Web Annotation selectors.

Offsets are Unicode code points, as the Web Annotation model counts them. There is no ClaimReview: it would assert a
verdict that nobody here gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from records import Watchlist
from review.urls import safe_url

CONTEXT = ["https://schema.org", {"oa": "http://www.w3.org/ns/oa#"}]


def lines(stories: Iterator[dict[str, Any]], watchlist: Watchlist) -> Iterator[str]:
    """Yield one JSON document with a graph node per line: first the watch list, then story by story."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": ['
    before: str | None = None
    for node in chain(entities(watchlist), chain.from_iterable(map(nodes, stories))):
        if before is not None:
            yield f"{before},"
        before = json.dumps(node, ensure_ascii=False)
    if before is not None:
        yield before
    yield "]}"


def entities(watchlist: Watchlist) -> Iterator[dict[str, Any]]:
    """Yield the nodes of the watch list with their ids: LEI, ticker and Wikidata if listed."""
    for company in watchlist.companies:
        yield _known({
            "@id": _entity(company.id),
            "@type": "Corporation",
            "name": company.name,
            "alternateName": list(company.aliases) or None,
            "tickerSymbol": company.ticker,
            "leiCode": company.lei,
            "sameAs": _wikidata(company.wikidata),
        })  # fmt: skip
    for person in watchlist.people:
        yield _known({
            "@id": _entity(person.id),
            "@type": "Person",
            "name": person.name,
            "alternateName": list(person.aliases) or None,
            "worksFor": [{"@id": _entity(company)} for company in person.companies_on(None)] or None,
            "sameAs": _wikidata(person.wikidata),
        })  # fmt: skip


def _entity(identity: str) -> str:
    return f"urn:rejoinder:entity:{identity}"


def _wikidata(identity: str | None) -> str | None:
    return f"https://www.wikidata.org/entity/{identity}" if identity else None


def nodes(story: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the nodes of one story: its articles, its claim, its answers."""
    for document in story["documents"]:
        yield _known({
            "@id": f"urn:rejoinder:document:{document['document']}",
            "@type": "SocialMediaPosting" if document["kind"] == "post" else "NewsArticle",
            "headline": document["title"],
            "url": safe_url(document["url"]),
            "inLanguage": document["lang"],
            "datePublished": document["published"],
            "publisher": {"@type": "Organization", "name": document["source"]},
        })  # fmt: skip
    if story["claim"]:
        appearances = {
            document["document"]: {"@id": f"urn:rejoinder:document:{document['document']}"}
            for document in story["documents"]
        }
        yield _known({
            "@id": f"urn:rejoinder:story:{story['story']}",
            "@type": "Claim",
            "name": story["headline"],
            "text": story["claim"],
            "firstAppearance": appearances.get(story["first_item"]),  # a topic on a board is no node
            "appearance": list(appearances.values()) or None,
            "about": [{"@id": _entity(entity)} for entity in story["entities"]] or None,
        })  # fmt: skip
    for response in story["responses"]:
        yield _quotation(story, response)


def _quotation(story: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    entity, itself = response["responder_entity"], response["responder_entity"] == response["company"]
    speaker = _known({
        "@type": "Organization" if entity and itself else "Person",
        "@id": _entity(entity) if entity else None,
        "name": response["responder"],
        "jobTitle": None if entity and itself else response["role"],
    })  # fmt: skip
    return _known({
        "@id": f"urn:rejoinder:response:{response['response']}",
        "@type": "Quotation",
        "text": response["text"],
        "inLanguage": response["lang"],
        "spokenByCharacter": speaker if response["responder"] else None,
        "isPartOf": {"@id": f"urn:rejoinder:document:{response['document']}"} if response["document"] else None,
        "about": {"@id": f"urn:rejoinder:story:{story['story']}"},
        "oa:hasTarget": _target(response),
    })  # fmt: skip


def _target(response: dict[str, Any]) -> dict[str, Any] | None:
    if response["start"] is None or response["document"] is None:
        return None
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": {"@id": f"urn:rejoinder:document:{response['document']}"},
        "oa:hasSelector": [
            {"@type": "oa:TextPositionSelector", "oa:start": response["start"], "oa:end": response["end"]},
            _known({
                "@type": "oa:TextQuoteSelector",
                "oa:exact": response["text"],
                "oa:prefix": response["prefix"],
                "oa:suffix": response["suffix"],
            }),
        ],
    }  # fmt: skip


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}
