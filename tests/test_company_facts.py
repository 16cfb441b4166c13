"""A registrant's filed figures have metric, period and unit, and point at their own words."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

import db
from crawler import filings, pipelines
from crawler.collected import Collected
from crawler.filings import company_facts
from crawler.filings.periods import period_of
from db import facts
from nlp.figures.text.words import load
from records import Source

QUARTER = {"start": "2024-07-01", "end": "2024-09-30"}
AUTUMN = {"accn": "0001000001-24-000031", "form": "10-Q", "filed": "2024-11-18"}
AMENDED = {"accn": "0001000001-24-000040", "form": "10-Q/A", "filed": "2024-12-20"}
AT = datetime(2024, 12, 21, 9, 0, tzinfo=UTC)

REPLY = {
    "cik": 1000001,
    "entityName": "Vega Motors",
    "facts": {
        "us-gaap": {
            "Revenues": {
                "units": {
                    "USD": [
                        QUARTER | {"val": 6400000000} | AUTUMN,
                        QUARTER | {"val": 6350000000} | AMENDED,
                        {"start": "2023-10-01", "end": "2024-09-30", "val": 1} | AUTUMN,
                    ]
                }
            },
            "SalesRevenueNet": {"units": {"USD": [QUARTER | {"val": 5} | AUTUMN]}},
            "EarningsPerShareDiluted": {"units": {"USD/shares": [QUARTER | {"val": -0.93} | AUTUMN]}},
            "Assets": {
                "units": {
                    "USD": [
                        {"end": "2024-09-30", "val": "100"} | AUTUMN,
                        {"end": "soon", "val": 1} | AUTUMN,
                        {"end": "2024-09-30", "val": "NaN"} | AUTUMN,
                        {"end": "2024-09-30", "val": "x"} | AUTUMN,
                        {"end": "2024-09-30", "val": float("inf")} | AUTUMN,
                        {"end": "2024-09-30", "val": 7},
                    ]
                }
            },
            "SomethingElse": {"units": {"USD": [{"end": "2024-09-30", "val": 100} | AUTUMN]}},
        }
    },
}
SOURCE = Source(
    id="sec-vega",
    name="Vega at the SEC",
    spider="filings",
    platform="edgar-facts",
    url="https://data.sec.gov/",
    kind="filing",
    lang="en",
    entity="vega",
)


def documents(reply=REPLY):
    read = filings.parse("edgar-facts", json.dumps(reply).encode())
    assert read.status == "ok"
    return [filings.as_document(filing, filing.words, SOURCE, AT) for filing in read.filings]


def told(document):
    return [
        (figure.metric, figure.period, figure.value, figure.unit, figure.per) for figure in document.figures
    ]


def test_each_filing_has_its_own_figures():
    amended, autumn = documents()
    assert told(amended) == [("revenue", "2024-Q3", Decimal(6350000000), "USD", None)]
    assert told(autumn) == [
        ("eps", "2024-Q3", Decimal("-0.93"), "USD", "share"),
        ("revenue", "2023-10-01/2024-09-30", Decimal(1), "USD", None),
        ("revenue", "2024-Q3", Decimal(6400000000), "USD", None),
        ("total_assets", "2024-09-30/2024-09-30", Decimal(100), "USD", None),
    ]
    assert autumn.title == "Vega Motors: figures of the 10-Q filed 2024-11-18"
    assert autumn.url == (
        "https://www.sec.gov/Archives/edgar/data/1000001/000100000124000031/0001000001-24-000031-index.htm"
    )
    assert autumn.published == datetime(2024, 11, 18, 5, 0, tzinfo=UTC)  # the day begins in Washington
    for document in (amended, autumn):
        for figure in document.figures:
            assert document.text[figure.start : figure.end] == figure.text
            assert figure.subject_entity == "vega"
            assert figure.reported_by.startswith("10-Q")


def test_only_the_latest_filings_are_returned():
    rows = [
        {"end": f"20{year}-12-31", "val": year, "accn": f"0001-{year}-1", "form": "10-K", "filed": f"20{year + 1}-02-01"}
        for year in range(10, 24)
    ]  # fmt: skip
    reply = REPLY | {"facts": {"us-gaap": {"Assets": {"units": {"USD": rows}}}}}
    filed = [document.published_raw for document in documents(reply)]
    assert filed == [f"20{year + 1}-02-01" for year in range(23, 23 - company_facts.LATEST, -1)]


def test_the_annual_report_gives_the_fiscal_year():
    annual = {"start": "2023-10-01", "end": "2024-09-28", "val": 9, "accn": "a", "form": "10-K", "filed": "2024-11-01"}  # fmt: skip
    quarter = {"start": "2024-09-29", "end": "2024-12-28", "val": 3, "accn": "b", "form": "10-Q", "filed": "2025-01-31"}  # fmt: skip
    reply = REPLY | {"facts": {"us-gaap": {"Revenues": {"units": {"USD": [annual, quarter]}}}}}
    assert [figure.period for document in documents(reply) for figure in document.figures] == [
        "FY2025-Q1",
        "FY2024",
    ]


def test_every_metric_is_known():
    known = set(load("metrics"))
    assert {metric for tags in company_facts.METRICS.values() for metric in tags.values()} <= known


def test_filed_figures_are_stored_without_reading():
    store = db.connect(":memory:")
    pipelines.save_sources(store, [SOURCE])
    for _ in range(2):
        pipelines.save(store, Collected(at=AT, source=SOURCE.id, documents=tuple(documents())))
    rows = list(
        store.query("select * from figures where metric = 'revenue' and period = '2024-Q3' order by id")
    )
    assert {(row["value"], row["reader"], row["subject_entity"]) for row in rows} == {
        ("6400000000", "as filed", "vega"),
        ("6350000000", "as filed", "vega"),
    }
    assert list(facts.waiting(store, "some reader")) == []


def test_a_reply_without_facts_says_so():
    read = filings.parse("edgar-facts", b'{"message": "Missing Authentication Token"}')
    assert read.status == "error"
    assert "no facts" in read.why


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [
        ("2024-04-01", "2024-06-30", "2024-Q2"),
        ("2024-01-01", "2024-06-30", "2024-H1"),
        ("2024-07-01", "2024-12-31", "2024-H2"),
        ("2024-01-01", "2024-09-30", "2024-9M"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-06-30", "2024-09-28", "2024-Q3"),
        ("2023-12-31", "2024-12-28", "2024"),
        ("2024-01-04", "2025-01-02", "2024"),
        ("2024-02-01", "2024-04-30", "2024-02-01/2024-04-30"),
        ("2023-07-01", "2024-06-30", "2023-07-01/2024-06-30"),
        ("2024-01-29", "2024-04-28", "2024-01-29/2024-04-28"),
        ("2024-04-01", "2024-09-30", "2024-04-01/2024-09-30"),
        ("2024-03-15", "2024-06-14", "2024-03-15/2024-06-14"),
        ("2024-06-30", "2024-06-30", "2024-06-30/2024-06-30"),
    ],
)
def test_calendar_periods_have_short_names(start, end, period):
    assert period_of(date.fromisoformat(start), date.fromisoformat(end)) == period


@pytest.mark.parametrize(
    ("start", "end", "year_end", "period"),
    [
        ("2024-07-29", "2024-10-27", 1, "FY2025-Q3"),
        ("2024-01-29", "2025-01-26", 1, "FY2025"),
        ("2024-04-01", "2024-09-30", 3, "FY2025-H1"),
        ("2024-04-01", "2024-12-31", 3, "FY2025-9M"),
        ("2024-01-01", "2024-12-31", 3, "2024-01-01/2024-12-31"),
    ],
)
def test_periods_of_fiscal_years(start, end, year_end, period):
    assert period_of(date.fromisoformat(start), date.fromisoformat(end), year_end) == period
