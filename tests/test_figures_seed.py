"""The seed article: every figure and field as in its answer key."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from nlp.context import Context
from nlp.figures import find
from records import Company, Watchlist

DATA = Path(os.environ.get("REJOINDER_DATA", "/nowhere"))
SEED = next((path for path in (DATA / "seed", DATA.parent / "seed") if path.is_dir()), None)

pytestmark = pytest.mark.skipif(SEED is None, reason="the seed article is not here")

XIAOMI = Company(
    id="xiaomi",
    name="Xiaomi",
    aliases=("Xiaomi Group", "小米", "小米集团"),
    brands=("SU7", "小米汽车", "Xiaomi Auto"),
)


@pytest.fixture(scope="module")
def expected():
    return json.loads((SEED / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(expected):
    context = Context(
        lang="en",
        watchlist=Watchlist(companies=(XIAOMI,)),
        published=datetime.fromisoformat(expected["published"]),
        zone="Asia/Shanghai",
    )
    return find((SEED / "article.txt").read_text(encoding="utf-8"), context)


def test_figures_have_exactly_the_expected_spans(figures, expected):
    assert [(figure.start, figure.end) for figure in figures] == [
        (key["start"], key["end"]) for key in expected["figures"]
    ]


def test_every_expected_field_is_read(figures, expected):
    for figure, key in zip(figures, expected["figures"], strict=True):
        read = {field: getattr(figure, field) for field in key}
        read |= {field: format(read[field], "f") for field in ("value", "low", "high") if field in read}
        assert read == key


def test_revenue_its_two_changes_and_its_estimate_are_one_statement(figures):
    by_start = {figure.start: figure.statement for figure in figures}
    assert by_start[783] == by_start[830] == by_start[867] == by_start[895]
    assert by_start[956] == by_start[999] != by_start[783]
