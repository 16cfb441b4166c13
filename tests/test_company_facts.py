"""What a registrant has filed comes as figures with metric, period and unit, each pointing at its own words."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from crawler.filings import company_facts
from crawler.filings.periods import period_of
from crawler.refusals import Refused

REPLY = {
    "cik": 1000001,
    "entityName": "Vega Motors",
    "facts": {
        "us-gaap": {
            "Revenues": {
                "units": {
                    "USD": [
                        {
                            "start": "2024-07-01",
                            "end": "2024-09-30",
                            "val": 6400000000,
                            "form": "10-Q",
                            "filed": "2024-11-18",
                        },
                        {
                            "start": "2024-07-01",
                            "end": "2024-09-30",
                            "val": 6350000000,
                            "form": "10-Q/A",
                            "filed": "2024-12-20",
                        },
                        {
                            "start": "2023-10-01",
                            "end": "2024-09-30",
                            "val": 1,
                            "form": "10-Q",
                            "filed": "2024-11-18",
                        },
                        {
                            "start": "2019-01-01",
                            "end": "2019-12-31",
                            "val": 9,
                            "form": "10-K",
                            "filed": "2020-02-01",
                        },
                    ]
                }
            },
            "SalesRevenueNet": {
                "units": {
                    "USD": [{"start": "2024-07-01", "end": "2024-09-30", "val": 5, "filed": "2025-01-01"}]
                }
            },
            "EarningsPerShareDiluted": {
                "units": {
                    "USD/shares": [
                        {
                            "start": "2024-07-01",
                            "end": "2024-09-30",
                            "val": -0.93,
                            "form": "10-Q",
                            "filed": "2024-11-18",
                        }
                    ]
                }
            },
            "Assets": {
                "units": {
                    "USD": [
                        {"end": "2024-09-30", "val": 100, "form": "10-Q", "filed": "2024-11-18"},
                        {"end": "soon", "val": 1},
                        {"end": "2024-09-30", "val": "x"},
                    ]
                }
            },
            "SomethingElse": {"units": {"USD": [{"end": "2024-09-30", "val": 100}]}},
        }
    },
}


def test_figures_of_known_metrics():
    found = company_facts.read(json.dumps(REPLY).encode(), since=date(2024, 1, 1), entity="vega")
    told = [(figure.metric, figure.period, figure.value, figure.unit, figure.per) for figure in found.figures]
    assert told == [
        ("eps", "2024-Q3", Decimal("-0.93"), "USD", "share"),
        ("revenue", "2023-10-01/2024-09-30", Decimal(1), "USD", None),
        ("revenue", "2024-Q3", Decimal(6350000000), "USD", None),
        ("total_assets", "2024-09-30/2024-09-30", Decimal(100), "USD", None),
    ]
    assert all(found.text[figure.start : figure.end] == figure.text for figure in found.figures)
    assert {figure.subject_entity for figure in found.figures} == {"vega"}
    assert (found.company, found.cik) == ("Vega Motors", "1000001")


def test_a_reply_without_facts_says_so():
    with pytest.raises(Refused, match="no facts"):
        company_facts.read(b'{"message": "Missing Authentication Token"}')


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [
        ("2024-04-01", "2024-06-30", "2024-Q2"),
        ("2024-01-01", "2024-06-30", "2024-H1"),
        ("2024-07-01", "2024-12-31", "2024-H2"),
        ("2024-01-01", "2024-09-30", "2024-9M"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-02-01", "2024-04-30", "2024-02-01/2024-04-30"),
        ("2023-07-01", "2024-06-30", "2023-07-01/2024-06-30"),
        ("2024-01-29", "2024-04-28", "2024-01-29/2024-04-28"),
        ("2024-06-30", "2024-06-30", "2024-06-30/2024-06-30"),
    ],
)
def test_periods(start, end, period):
    assert period_of(date.fromisoformat(start), date.fromisoformat(end)) == period
