"""Text that looks like a number, a currency or a subject but is not, as found on real pages."""

from datetime import UTC, datetime

import pytest

from nlp.context import Context
from nlp.figures import find
from records import Company, Figure, Mention, Watchlist


def read(text: str) -> list[Figure]:
    return find(text, Context(lang="en", watchlist=Watchlist()))


@pytest.mark.parametrize(
    "text",
    [
        "Smart vehicles, RMB billion\n\nThree months ended June 30, 2024",
        "RMB million, unless said otherwise",
        "Sales were stopped after dozens of owners posted pictures.",
    ],
)
def test_a_scale_alone_is_not_a_number(text: str) -> None:
    assert not [figure for figure in read(text) if figure.unit == "CNY" or "dozens" in figure.text]


def test_a_spelled_out_version_is_not_a_number() -> None:
    (figure,) = read("Release two point one point four cost $5 million.")
    assert figure.text == "$5 million"


@pytest.mark.parametrize(
    ("told", "metric", "words"),
    [
        ("Tarn reported profit before tax of £402 million.", "pretax_profit", "profit before tax"),
        (
            "Tarn reported earnings before interest and tax of £44 million.",
            "operating_profit",
            "earnings before interest and tax",
        ),
        (
            "Tarn reported loss before tax and exceptional items of £(44)m.",
            "pretax_profit",
            "loss before tax and exceptional items",
        ),
        ("Tarn reported quarterly results with revenues of £44 million.", "revenue", "revenues"),
    ],
)
def test_a_metric_that_ends_in_another_noun_keeps_its_name(told: str, metric: str, words: str) -> None:
    (figure,) = read(told)
    assert (figure.metric, figure.metric_text) == (metric, words)


@pytest.mark.parametrize(
    ("told", "values"),
    [
        (
            "Revenue of $5.2 billion declined by 20 percent.",
            [("$5.2 billion", 5_200_000_000, "level"), ("20 percent", -20, "change")],
        ),
        (
            "Tarn swung to an underlying loss of £485 million over the quarter.",
            [("£485 million", -485_000_000, "level")],
        ),
        ("The loss was £(44)m.", [("£(44)m", -44_000_000, "level")]),
        (
            "The net loss of £9m compares with a profit of £3m and £4m in the two quarters before.",
            [("£9m", -9_000_000, "level"), ("£3m", 3_000_000, "level"), ("£4m", 4_000_000, "level")],
        ),
    ],
)
def test_an_amount_of_a_metric_is_its_level_with_its_own_sign(
    told: str, values: list[tuple[str, int, str]]
) -> None:
    assert [(figure.text, figure.value, figure.basis) for figure in read(told)] == values


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("The game has 5M users.", 5_000_000),
        ("The yard cost 5M euros.", 5_000_000),
        ("It drew 5M of them.", None),
    ],
)
def test_a_capital_m_is_a_million_of_what_is_counted_or_paid(told: str, value: int | None) -> None:
    assert [figure.value for figure in read(told)] == ([value] if value else [])


def test_half_and_a_million_are_numbers() -> None:
    values = {str(figure.value) for figure in read("It sold half a million phones and a million watches.")}
    assert {float(value) for value in values} == {500_000, 1_000_000}


@pytest.mark.parametrize(
    "text",
    [
        "SINGAPORE, Aug 21 (Wire) - Corvina Line will charge an extra $320 for every box.",
        "Buyers include a Taiwanese maker of clusters. Taiwan is a market too. The plant could be worth $600 million.",
    ],
)
def test_a_named_place_does_not_change_the_dollar(text: str) -> None:
    (figure,) = read(text)
    assert figure.unit == "USD"


def test_earphone_cases_are_not_complaints() -> None:
    assert {figure.unit for figure in read("The company is recalling 41,000 cases.")} != {"complaint"}


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has 300 stores.",
        "What Rmb1.24bn of losses say: gross margin was 11.8 per cent.",
        "SHANGHAI, Aug 22 (Wire) - Revenue rose 14% to 9.86 billion yuan.",
        "Some owners wrote. Owners bought 12,000 phones.",
    ],
)
def test_a_capital_alone_is_not_a_subject(text: str) -> None:
    assert {figure.subject for figure in read(text)} == {None}


def test_an_amount_is_not_a_subject() -> None:
    text = "Revenue was Rmb9.86bn and gross margin 11.8 per cent."
    firm = Mention(start=12, end=21, text="Rmb9.86bn", label="ORG")
    found = find(text, Context(lang="en", watchlist=Watchlist()), [firm])
    assert {figure.subject for figure in found} == {None}


def test_a_pollster_is_not_the_source_of_a_result() -> None:
    level, expected = read(
        "Revenue was $4.31 billion, short of the $4.45 billion that analysts had expected, according to Marketline data."
    )
    assert (level.reported_by, expected.reported_by) == (None, "Marketline")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("The clip was watched more than 12 million times in a day.", "time", 12_000_000),
        ("It let sewage out 2,487 times on dry days.", "time", 2_487),
        ("The stock trades at 120 times earnings.", "multiple", 120),
    ],
)
def test_large_numbers_of_times_are_counted(text: str, unit: str, value: int) -> None:
    (figure,) = read(text)
    assert (figure.unit, figure.value) == (unit, value)


def test_a_word_in_an_authoritys_name_is_not_a_metric() -> None:
    (figure,) = read("The Securities and Investments Commission said the sums came to $3.8 million.")
    assert figure.metric is None


def test_the_date_of_a_postponement_is_not_a_period() -> None:
    (figure,) = read("It will delay its second plant to 2029 and cut 9% of its workforce.")
    assert figure.period is None


def test_the_company_of_a_filing_is_the_filer() -> None:
    watchlist = Watchlist(companies=(Company(id="norvale", name="Norvale"),))
    context = Context(lang="en", watchlist=watchlist, entity="norvale")
    text = "The Company is closing 40 branches."
    (figure,) = find(text, context, [Mention(start=4, end=11, text="Company", label="ORG")])
    assert figure.subject_entity == "norvale"


@pytest.mark.parametrize(
    ("text", "compare", "metric"),
    [
        ("预计每年增加人力成本6000万元。", None, "expenses"),
        ("该厂生产的磐石电池今年以来发生11起自燃。", None, None),
    ],
)
def test_chinese_words_with_another_meaning(text: str, compare: str | None, metric: str | None) -> None:
    (figure,) = find(text, Context(lang="zh", watchlist=Watchlist()))
    assert (figure.compare, figure.metric) == (compare, metric)


def test_a_metric_in_a_relative_clause_belongs_to_no_other_figure() -> None:
    (figure,) = read("Shares in Norvale, which reports earnings on Nov. 6, ended down 13.2%.")
    assert (figure.metric, figure.period) == ("share_price", None)


def test_a_datelines_day_is_not_a_period() -> None:
    (figure,) = read("LEEDS, Sept 8 (Newsline) - Norvale shut a branch after it hurt 186 guests.")
    assert figure.period is None


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("多款产品涨价，平均涨幅3%。", "price"),
        ("该股收报20元，涨幅3%。", "share_price"),
    ],
)
def test_a_rise_of_goods_is_in_price(text: str, metric: str) -> None:
    assert find(text, Context(lang="zh", watchlist=Watchlist()))[-1].metric == metric


def test_a_conversion_in_brackets_is_not_the_currency_of_what_follows() -> None:
    level, told, base, expected = read(
        "Operating profit rose to 3.42 billion Swedish crowns ($325 million) from 3.15 billion, beating the mean forecast"
        " of 3.30 billion in a poll provided by the company."
    )
    assert [figure.unit for figure in (level, told, base, expected)] == ["SEK", "USD", "SEK", "SEK"]
    assert expected.status == "estimate"


def test_a_beat_is_an_actual_and_sets_the_period() -> None:
    text = "Halden posted a bigger-than-expected second-quarter profit.\n\nRevenue was SEK 19.1 bn."
    published = datetime(2031, 8, 20, tzinfo=UTC)
    (figure,) = find(text, Context(lang="en", watchlist=Watchlist(), published=published))
    assert figure.period == "2031-Q2"


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Operating profit was €32m including restructuring costs of €2m; adjusted, it was €34m.", ["operating_profit", "one_off_cost", "operating_profit"]),
        ("It lost 684m yuan, or about 3,700 yuan for each of the 186,000 cars it sold.", ["net_income", "profit_per_unit", "unit_sales"]),
    ],
)  # fmt: skip
def test_repeated_metrics_and_amounts_per_item(text: str, metrics: list[str]) -> None:
    assert [figure.metric for figure in read(text)] == metrics


def test_research_before_an_amount_is_spending() -> None:
    (figure,) = find("亏损里有研发38.7亿。", Context(lang="zh", watchlist=Watchlist()))
    assert (figure.metric, figure.unit) == ("rnd", "CNY")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("OSLO, Nov 17 (Wire) - Halden earned 2.3 billion crowns.", "NOK"),
        ("The Prague court fined Halden 3 million crowns.", "CZK"),
        ("Halden of Cairo paid 30 million pounds.", "EGP"),
        ("Halden paid 30 million pounds.", "GBP"),
    ],
)
def test_shared_currency_names_follow_the_named_place(text: str, unit: str) -> None:
    (figure,) = read(text)
    assert (figure.unit, (figure.assumed or "")[:8]) == (unit, "currency")


@pytest.mark.parametrize(
    ("text", "unit", "assumed"),
    [
        ("岫雲第3季營收98.9億元，季增6%。", "TWD", 'currency of "元"'),
        ("岫雲第三季營收98.9億元，按年升6%。", "CNY", 'currency of "元"'),
        ("岫雲第3季營收98.9億元人民幣，季增6%。", "CNY", None),
        ("岫云第三季度营收98.9亿元，季增6%。", "CNY", None),
    ],
)
def test_a_bare_yuan_is_taiwans_where_its_terms_are_used(text: str, unit: str, assumed: str | None) -> None:
    revenue, _ = find(text, Context(lang="zh", watchlist=Watchlist()))
    assert (revenue.unit, revenue.assumed) == (unit, assumed)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Halden sold over 94,600 vans.", ">"),
        ("Halden handed over 94,600 vans.", None),
        ("Halden took over 31 stores.", None),
    ],
)
def test_over_is_no_limit_after_its_verb(text: str, qualifier: str | None) -> None:
    (figure,) = read(text)
    assert figure.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "metrics"),
    [("岫雲稅後純益45億元，每股盈餘17.4元，營益率50.6%。", ["net_income", "eps", "operating_margin"])],
)
def test_terms_of_taiwan(text: str, metrics: list[str]) -> None:
    assert [figure.metric for figure in find(text, Context(lang="zh", watchlist=Watchlist()))] == metrics


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The airline offered passengers of flight CA417 250 euros each.", 250),
        ("Corrects the share price in paragraph 3 to 4.21 euros.", 4.21),
    ],
)
def test_flight_and_paragraph_numbers_are_not_part_of_an_amount(text: str, value: float) -> None:
    (figure,) = read(text)
    assert float(figure.value or 0) == value


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Halden earned 2.3 billion euros before interest and tax.", "operating_profit"),
        ("Halden earned 2.3 billion euros before tax in the quarter.", "pretax_profit"),
        ("Halden earned 2.3 billion euros before interest, tax, depreciation and amortisation.", "ebitda"),
        ("All 174 passengers and six crew of the Halden jet left it.", None),
    ],
)
def test_exclusions_name_the_metric_and_passengers_are_not_staff(text, metric) -> None:
    (figure,) = read(text)
    assert figure.metric == metric


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("Sales rose 3.1%, ahead of the 2.4% expected by analysts.", 2.4, "estimate"),
        ("Profit beat analysts' expectations by 2.4%.", 2.4, "actual"),
        (
            "Halden cut its forecast for full-year revenue, and its shares fell 13% in extended trading.",
            -13,
            "actual",
        ),
        ("Analysts expect Halden shares to fall 13% this year.", -13, "estimate"),
    ],
)
def test_expectations_results_and_share_moves_are_distinguished(text, value, status) -> None:
    (figure,) = [one for one in read(text) if one.value is not None and float(one.value) == value]
    assert figure.status == status


def test_guidance_after_a_beat_is_the_companys_and_cloud_is_a_segment() -> None:
    text = "北湾科技三季度营收48.2亿元超预期，全年指引下调至189亿元，盘后大跌13%。云业务收入19.3亿元。"
    found = find(text, Context(lang="zh", watchlist=Watchlist()))
    assert [one.status for one in found] == ["actual", "guidance", "actual", "actual"]
    assert found[-1].metric_text == "云业务收入"


def test_call_hosts_and_ratings_are_not_companies() -> None:
    text = "Operator: Good afternoon.\n\nNina Cole: Revenue was $4.8 billion.\n\nWe cut it to Hold from Buy; revenue was $2 billion."
    assert not {one.subject for one in read(text)} & {"Operator", "Hold", "Buy"}
