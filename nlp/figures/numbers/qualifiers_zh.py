"""Parses the qualifiers of a Chinese quantity: more, less or about, before it or after."""

from __future__ import annotations

import re

from nlp.figures.numbers import units
from nlp.figures.numbers.candidates import Candidate

_AT_MOST = re.compile(
    r"(?:最高|最多|至多)(?:可能|或将|或会|有可能|或|可|将|能|会)(?:被|面临|处以?|罚款?|判处?|赔偿?|支付|获得?|达到?)*$"
)
"""In 最高可能被罚3.1亿元 the figure is a limit, though verbs stand between."""
_LIMIT = 12


def read(candidate: Candidate) -> None:
    """Set the qualifier, and extend the quantity to it."""
    if qualifier := units.qualifiers_before("zh").before(candidate.page.words, candidate.start):
        candidate.qualifier, candidate.start = qualifier.what, qualifier.start
    elif candidate.led_by(_AT_MOST, _LIMIT):
        candidate.qualifier = "<="
    expression, table = units.qualifiers_after("zh")
    after = candidate.followed_by(expression)
    if after and after["word"] not in {"多", "余", "许", "附近"}:
        candidate.qualifier = (
            ">=" if after["word"].endswith("以上") else candidate.qualifier or table[after["word"]]
        )
        candidate.end = after.end()
