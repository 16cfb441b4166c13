"""Periods are resolved by the article's date and the company's fiscal year only."""

import re
from datetime import UTC, datetime

import pytest
from figure_texts import FOLDER

from nlp.context import Context
from nlp.figures import find
from records import Company, Mention, Watchlist


def listed(lang):
    """Return the wordings of a language with their periods."""
    lines = (FOLDER / f"periods_{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("#")]


def told(lang):
    """Return the sentences of a language with the periods of their figures."""
    names = sorted(FOLDER.glob(f"periods_told*_{lang}.txt"))
    lines = [line for name in names for line in name.read_text(encoding="utf-8").splitlines()]
    return [tuple(line.rsplit(" | ", 1)) for line in lines if line and not line.startswith("#")]


def period_of(text, lang, *, year_end=None, published=datetime(2025, 8, 20, tzinfo=UTC)):
    companies = (Company(id="norvale", name="Norvale", fiscal_year_end=year_end),) if year_end else ()
    context = Context(lang=lang, watchlist=Watchlist(companies=companies), published=published)
    return find(text, context, names_in(text, companies))[0].period


def names_in(text, companies):
    """Return the places of watched names, as the names component marks them."""
    return [
        Mention(start=name.start(), end=name.end(), text=name[0], label="ORG", entity=company.id)
        for company in companies
        for name in re.finditer("|".join((company.name, *company.aliases)), text)
    ]


@pytest.mark.parametrize(("text", "period"), listed("en"))
def test_english_periods(text, period):
    assert period_of(f"{text}.", "en") == period


@pytest.mark.parametrize(("text", "period"), listed("zh"))
def test_chinese_periods(text, period):
    assert period_of(f"{text}。", "zh") == period


@pytest.mark.parametrize(
    ("text", "periods", "lang"), [(*each, lang) for lang in ("en", "zh") for each in told(lang)]
)
def test_periods_of_whole_sentences(text, periods, lang):
    context = Context(lang=lang, watchlist=Watchlist(), published=datetime(2025, 8, 20, tzinfo=UTC))
    assert [figure.period or "none" for figure in find(text, context)] == periods.split(", ")


def test_a_heading_tells_which_period_the_lines_below_it_are_of():
    text = "Second quarter 2025\nNet turnover was SEK 10m (9), a decrease of 3 per cent.\nFull year 2024\nNet turnover was SEK 38m (35).\nEarnings were SEK 12m compared to SEK 9m previous year."
    context = Context(lang="en", watchlist=Watchlist(), published=datetime(2025, 8, 20, tzinfo=UTC))
    told = {figure.text: figure.period for figure in find(text, context)}
    assert told["SEK 10m"] == told["3 per cent"] == "2025-Q2"
    assert (told["SEK 38m"], told["SEK 12m"], told["SEK 9m"]) == ("2024", "2024", "2023")


def test_another_fiscal_year():
    assert period_of("Norvale revenue was $5m in the first quarter.", "en", year_end="03-31") == "FY2026-Q1"
    assert (
        period_of("Norvale revenue was $5m in the three months ended June 30.", "en", year_end="03-31")
        == "FY2026-Q1"
    )


def test_a_fiscal_quarter_that_ended_in_the_calendar_year_before():
    february = datetime(2025, 2, 10, tzinfo=UTC)
    told = period_of("Norvale third-quarter revenue was $5m.", "en", year_end="03-31", published=february)
    assert told == "FY2025-Q3"


@pytest.mark.parametrize(
    ("text", "lang", "periods"),
    [
        ("Norvale revenue was $6.9m in the third quarter, against $6.5m in the same period of 2019.", "en", ["FY2025-Q3", "FY2019-Q3"]),
        ("Norvale revenue was $6.9m in the first quarter, against $6.5m in the same period of 2023.", "en", ["FY2025-Q1", "FY2024-Q1"]),
        ("Norvale revenue was $6.9m in the third quarter, against $6.5m in the same period of fiscal 2019.", "en", ["FY2025-Q3", "FY2019-Q3"]),
        ("诺维第一季度收入6.9亿元，2023年同期为6.5亿元。", "zh", ["FY2025-Q1", "FY2024-Q1"]),
        ("Norvale expects profit of $3m this year.", "en", ["FY2025"]),
    ],
)  # fmt: skip
def test_a_year_named_for_a_fiscal_quarter_is_the_calendars(text: str, lang: str, periods: list[str]) -> None:
    company = Company(id="norvale", name="Norvale", aliases=("诺维",), fiscal_year_end="09-30")
    context = Context(
        lang=lang, watchlist=Watchlist(companies=(company,)), published=datetime(2025, 8, 20, tzinfo=UTC)
    )
    names = names_in(text, (company,))
    assert [figure.period for figure in find(text, context, names)] == periods


def test_a_stated_quarter_end_applies_to_the_whole_text():
    text = (
        "Norvale made $5m in the second quarter ended September 2024. Second-quarter sales were $7m. "
        "First-half sales were $13m. It expects third-quarter sales of $8m."
    )
    found = find(text, Context(lang="en", watchlist=Watchlist(), published=datetime(2024, 11, 8, tzinfo=UTC)))
    assert [figure.period for figure in found] == [
        "2024-Q3",
        "2024-Q3",
        "2024-04-01/2024-09-30",
        "2024-Q4",
    ]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Q2 revenue was $5m.", "en"),
        ("Revenue was $5m as of August 21.", "en"),
        ("Revenue was $5m in the year-ago quarter.", "en"),
        ("Revenue was $5m in July.", "en"),
        ("Revenue was $5m last quarter.", "en"),
        ("上半年营收5亿元。", "zh"),
        ("截至8月21日营收5亿元。", "zh"),
    ],
)
def test_without_a_date_or_year_the_period_is_unknown(text, lang):
    assert period_of(text, lang, published=None) is None


def test_a_quarter_of_unknown_year_is_not_the_previous_one():
    context = Context(lang="en", watchlist=Watchlist())
    said = "Revenue was $5m in H1 2024. Q3 revenue was $3m. Net profit was $1m."
    assert [figure.period for figure in find(said, context)] == ["2024-H1", None, None]


def periods_of(text, lang="en", entity=None):
    context = Context(
        lang=lang,
        watchlist=Watchlist(
            companies=(
                Company(id="norvale", name="Norvale", aliases=("诺维",), fiscal_year_end="03-31"),
                Company(id="ostrel", name="Ostrel", aliases=("奥斯特",), fiscal_year_end="12-31"),
            )
        ),
        published=datetime(2025, 8, 20, tzinfo=UTC),
        entity=entity,
    )
    names = names_in(text, context.watchlist.companies)
    return [figure.period for figure in find(text, context, names)]


def test_the_fiscal_year_is_the_subjects():
    assert periods_of("Ostrel first-quarter revenue was $5m.") == ["2025-Q1"]
    assert periods_of("Norvale revenue was $5m last quarter.") == ["FY2026-Q1"]
    assert periods_of("Norvale first-quarter revenue was $5m.") == ["FY2026-Q1"]
    assert periods_of("Norvale first-quarter revenue was $5m. Ostrel second-quarter revenue was $6m.") == [
        "FY2026-Q1",
        "2025-Q2",
    ]
    assert periods_of("诺维一季度营收5亿元。奥斯特二季度营收6亿元。", "zh") == ["FY2026-Q1", "2025-Q2"]


def test_otherwise_the_fiscal_year_is_the_texts_own_companys_or_the_calendars():
    assert periods_of("First-quarter revenue was $5m.") == ["2025-Q1"]
    assert periods_of("First-quarter revenue was $5m.", entity="norvale") == ["FY2026-Q1"]
    assert periods_of("First-quarter revenue was $5m.", entity="ostrel") == ["2025-Q1"]


def test_a_segment_has_its_companys_fiscal_year():
    assert periods_of("Norvale said its cloud unit had first-quarter revenue of $5m.") == ["FY2026-Q1"]


def test_a_quarter_of_another_fiscal_year_does_not_carry_over():
    assert periods_of("Norvale first-quarter revenue was $5m. Ostrel net profit was $6m.") == [
        "FY2026-Q1",
        None,
    ]


def test_the_base_is_a_year_back():
    context = Context(lang="zh", watchlist=Watchlist(), published=datetime(2025, 8, 20, tzinfo=UTC))
    level, base = find("二季度净亏损1.27亿元，上年同期净亏损2.05亿元。", context)
    assert (level.period, base.period) == ("2025-Q2", "2024-Q2")


def test_year_to_date_ends_with_the_reported_period():
    text = "诺维克第三季度营业收入12.3亿元；年初至报告期末营业收入35.6亿元，上年同期31.2亿元。"
    told = find(text, Context(lang="zh", watchlist=Watchlist(), published=datetime(2025, 10, 28, tzinfo=UTC)))
    assert [figure.period for figure in told] == ["2025-Q3", "2025-9M", "2024-9M"]


def test_in_a_third_quarter_report_its_period_is_the_quarter():
    def periods(text):
        context = Context(lang="zh", watchlist=Watchlist(), published=datetime(2025, 10, 28, tzinfo=UTC))
        return [figure.period for figure in find(text, context)]

    assert periods("诺维克第三季度报告显示，本报告期营业收入12.3亿元。") == ["2025-Q3"]
    assert periods("诺维克发布三季报。本报告期营业收入12.3亿元。") == ["2025-Q3"]
    assert periods("诺维克第三季度报告显示，年初至报告期末营业收入35.6亿元。") == ["2025-9M"]
    assert periods("三季报显示，诺维克报告期内净利润3亿元。") == ["2025-9M"]


def test_a_year_beside_a_price_is_no_reporting_period():
    said = "An older adapter from your 2012 model costs $49. Revenue was $5m."
    found = find(said, Context(lang="en", watchlist=Watchlist(), published=datetime(2025, 8, 20, tzinfo=UTC)))
    assert [figure.period for figure in found][-1] is None
