"""Every figure of a report has the subject a reader would name."""

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from readers import reader

from nlp.figures.metrics import fitting
from records import Company, Watchlist

FOLDER = Path(__file__).parent / "texts" / "figures"
PUBLISHED = datetime(2025, 8, 20, 12, tzinfo=UTC)
MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def texts(lang):
    lines = (FOLDER / f"subjects_{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("¶", "\n\n") for line in lines if not line.startswith("#")]


def unmarked(line):
    """Return the plain text and the subject at each position."""
    plain, wanted, at = "", {}, 0
    for mark in MARK.finditer(line):
        plain += line[at : mark.start()]
        wanted[len(plain), len(plain) + len(mark[1])] = mark[2]
        plain += mark[1]
        at = mark.end()
    return plain + line[at:], wanted


def answers(lang, lines):
    reading = reader()
    for line in lines:
        plain, wanted = unmarked(line)
        found = reading.read(plain, lang=lang, published=PUBLISHED).figures
        for (start, end), subject in wanted.items():
            told = next((one.subject for one in found if one.start < end and start < one.end), "not read")
            yield subject, told, plain[max(0, start - 60) : end]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_figure_is_about_the_company_a_reader_would_name(lang):
    told = list(answers(lang, texts(lang)))
    wrong = [answer for answer in told if answer[0] != answer[1]]
    assert len(wrong) <= 0.1 * len(told), wrong


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("北湾集团上半年调味品收入43.7亿元。", "调味品收入"),
        ("北灣集團上半年調味品收入43.7億元。", "調味品收入"),
        ("公司手机收入210亿元。", "手机收入"),
        ("公司实现营业收入45亿元。", "营业收入"),
        ("去年全年净利润为12亿元。", "净利润"),
    ],
)
def test_a_segment_is_part_of_the_metrics_words(text: str, words: str) -> None:
    (found,) = reader().read(text, lang="zh").figures
    assert found.metric_text == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The operator said thefts rose 8% in May, while arrests fell 3%.", ["thefts", "arrests"]),
        ("Norvale said complaints jumped 40%.", ["complaints"]),
        ("Norvale said passenger complaints jumped 40%.", ["passenger complaints"]),
    ],
)
def test_an_unlisted_metric_keeps_the_texts_words(text: str, words: list[str]) -> None:
    found = reader().read(text, lang="en").figures
    assert [figure.metric_text for figure in found] == words
    assert all(figure.metric is None for figure in found)


@pytest.mark.parametrize(
    ("lang", "text", "subject", "value"),
    [
        ("en", "Veltro's shares fell after Grey Heron Research accused the software maker of overstating its 2024 revenue by 40%.", "Veltro", 40),
        ("zh", "灰鹭研究指控岚桥科技虚增营收约40%。", "岚桥科技", 40),
        ("zh", "岚桥科技被指控虚增营收约40%。", "岚桥科技", 40),
    ],
)  # fmt: skip
def test_an_accuser_is_not_the_subject(lang, text, subject, value):
    (found,) = [
        one for one in reader().read(text, lang=lang, published=PUBLISHED).figures if one.value == value
    ]
    assert found.subject == subject


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Apple growers in Oregon expect their smallest crop in nine years."),
        ("en", "Floods in the Ganges Delta displaced 40,000 people, aid workers said."),
        ("zh", "今年山西小米喜获丰收，收购价每斤四元。"),
    ],
)
def test_where_a_watched_name_means_something_else_no_figure_is_its(lang, text):
    watched = {"apple": "Apple", "delta": "Delta", "xiaomi": "小米"}
    companies = tuple(Company(id=entity, name=name) for entity, name in watched.items())
    found = reader(Watchlist(companies=companies)).read(text, lang=lang).figures
    assert [figure.subject_entity for figure in found] == [None]


@pytest.mark.parametrize(
    ("metric", "unit", "counted"),
    [
        ("production", "vehicle", True),
        ("production", "case", False),
        ("recall", "vehicle", True),
        ("recall", "person", False),
        ("headcount", "person", True),
        ("headcount", "vehicle", False),
    ],
)
def test_a_metric_only_counts_fitting_units(metric: str, unit: str, counted: bool) -> None:
    sense = SimpleNamespace(metric=metric, cues=frozenset(), is_verb=False)
    figure = SimpleNamespace(kind="count", unit=unit, scale=1, per=None)
    assert fitting.fits(SimpleNamespace(what=sense), figure) is counted
