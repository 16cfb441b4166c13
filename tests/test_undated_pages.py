"""Pages without metadata: date, author and picture come from the visible text."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.pages import read_page

STORY = "".join(
    f"<p>{line}</p>"
    for line in (
        "The harbour board will vote on the new crane on Thursday, its chair told members in a letter on Monday.",
        "Three yards have offered to build it, and two of them want the old one in part payment, the letter says.",
        "The vote was put off twice, in March for want of a quorum and in June after a protest by the pilots.",
    )
)
FLASH = (
    "海岛轮渡公司五月十二日公告，自十月起每日减少一班北线轮渡，并向已购票乘客全额退款，公司称原因是两艘渡轮需要大修，"
    "预计明年三月恢复原有班次，议会要求公司公布过去三年的客流数字。"
)
GRAPH = {
    "@graph": [
        {"@type": "Article", "headline": "A new crane", "image": {"@id": "#p"}},
        {"@type": "ImageObject", "@id": "#p", "url": "https://isle.example/i/crane.jpg"},
    ]
}
NOW = datetime(2024, 8, 24, tzinfo=UTC)


def read(markup: str, *, zone: str = "UTC", head: str = ""):
    html = f"<html><head><title>A new crane</title>{head}</head><body>{markup}</body></html>"
    return read_page(html.encode(), "https://isle.example/news/crane", zone=zone, now=NOW)


@pytest.mark.parametrize(
    ("line", "zone", "moment"),
    [
        ("<span>2024-08-22 21:40:12\u3000来源: 北屿商报  北京 举报</span>", "Asia/Shanghai", "2024-08-22T21:40:12+08:00"),
        ("<span>2024年08月22日 21:34</span><span>界屿新闻</span>", "Asia/Shanghai", "2024-08-22T21:34:00+08:00"),
        ("<i>2024年8月22日 星期四 下午3:05</i>", "Asia/Shanghai", "2024-08-22T15:05:00+08:00"),
        ("<b>2024-08-22 (四) 18:22</b>", "Asia/Hong_Kong", "2024-08-22T18:22:00+08:00"),
        ("<p>2024年8月22日 17時05分</p>", "Asia/Tokyo", "2024-08-22T17:05:00+09:00"),
        ("<p>Posted Thursday, August 22, 2024, 4:12 p.m. CDT</p>", "UTC", "2024-08-22T16:12:00-05:00"),
        ("<p>16:12 GMT+2 | 22 August 2024</p>", "UTC", "2024-08-22T16:12:00+02:00"),
        ("<p>Published August 22, 2024 9:15 Updated August 23, 2024 11:40</p>", "UTC", "2024-08-22T09:15:00+00:00"),
    ],
)  # fmt: skip
def test_the_time_comes_from_the_line_with_the_day(line, zone, moment):
    page = read(f"<h1>A new crane</h1><div>{line}</div>{STORY}", zone=zone)
    assert page.published.isoformat() == moment
    assert "day_only" not in page.flags
    assert page.published_raw in line.replace("\u3000", " ").replace("  ", " ")


def test_a_day_below_the_title_is_found():
    page = read(f"<h1>起重机</h1><div><em>发布时间：2024年8月22日</em></div>{STORY}", zone="Asia/Shanghai")
    assert page.published.isoformat() == "2024-08-22T00:00:00+08:00"
    assert "no_date" in read(f"<p>2024年8月22日</p><h1>起重机</h1>{STORY}").flags


def test_the_line_nearest_the_title_counts():
    page = read(
        f"<div>August 22, 2024 06:00</div><nav>{'<a>Ferries</a>' * 9}</nav><h1>A new crane</h1>"
        f"<p>August 22, 2024 10:30</p>{STORY}<div>Anon, August 22, 2024 23:50</div>"
    )
    assert page.published == datetime(2024, 8, 22, 10, 30, tzinfo=UTC)


def test_the_time_of_a_day_has_all_of_its_chinese_names():
    page = read(f"<h1>A new crane</h1><div>2024年8月22日 晚11:40</div>{STORY}", zone="Asia/Shanghai")
    assert page.published.isoformat() == "2024-08-22T23:40:00+08:00"


@pytest.mark.parametrize("raw", ["2024-08-22", "Thursday, August 22, 2024"])
def test_a_day_in_the_metadata_is_a_day_in_whatever_form(raw):
    """It had counted as published in the first moment of the day."""
    page = read(f'<meta name="date" content="{raw}"><h1>A new crane</h1>{STORY}')
    assert (page.published, page.published_raw) == (datetime(2024, 8, 22, tzinfo=UTC), raw)
    assert "day_only" in page.flags


@pytest.mark.parametrize(
    "line",
    [
        "<p>22 August 2024</p>",
        "<p>22 August 2024</p><p>The next ferry leaves at 10:30</p>",
        "<p>22 August 2024</p><p>Comment of 23 August 2024, 10:30</p>",
        "<p>22 August 2024, 3 of 10 seats</p>",
    ],
)
def test_times_of_other_days_are_ignored(line):
    page = read(f"<h1>A new crane</h1>{line}{STORY}")
    assert page.published == datetime(2024, 8, 22, tzinfo=UTC)
    assert "day_only" in page.flags


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<div class='css-1x'>By <a href='/x'>Ada Brandt</a></div>", ("Ada Brandt",)),
        ("<p>By Ada Brandt and Jon Vale, staff writers</p>", ("Ada Brandt", "Jon Vale")),
        ("<p>作者 | 顾小川</p>", ("顾小川",)),
        ("<p>記者：陳啟邦</p>", ("陳啟邦",)),
        ("<span class='author'>灣報／ <a>記者許家瑜</a>／台北即時報導</span>", ("許家瑜",)),
        ("<span class='byline'>스포츠조선=선수민 기자</span>", ("선수민",)),
        ("<p class='show_author'>责任编辑：陈明</p>", ()),
        ("<p class='author'>界屿新闻</p>", ()),
        ("<p class='firma'>di Giulia Conti</p>", ("Giulia Conti",)),
        ("<p>Di Conti Giulia si parla</p>", ()),
        ("<p>By Thursday Evening</p>", ()),
        ("<p>By Ada Brandt's count there are three.</p>", ()),
        ("<p>记者会周三举行</p>", ()),
        ("<div id='comments'><p>By Ada Brandt</p></div>", ()),
    ],
)
def test_a_byline_is_recognised_by_its_words(line, authors):
    assert read(f"<h1>A new crane</h1>{line}{STORY}").authors == authors


def test_without_an_h1_the_title_above_the_text_counts():
    above = "<div class='news-title'>A New Crane for the Eastern Mole</div>"
    assert read(f"{above}{STORY}").title == "A New Crane for the Eastern Mole"
    named = read(f"{above}{STORY}", head="<meta property='og:title' content='A crane for the mole'>")
    assert named.title == "A crane for the mole"
    assert read(f"<h2>Ferries and pilots</h2>{STORY}").title == "A new crane"


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="og:image" content="/i/crane.jpg">',
        '<meta name="twitter:image" content="https://isle.example/i/crane.jpg">',
        '<meta property="og:image" content="data:image/png;base64,AA"><meta name="twitter:image" content="//isle.example/i/crane.jpg">',
        '<div itemprop="image" itemscope><img src="/i/crane.jpg"></div>',
        f"<script type='application/ld+json'>{json.dumps(GRAPH)}</script>",
    ],
)
def test_the_picture_is_found_in_any_metadata(markup):
    page = read(f"{markup}<h1>A new crane</h1>{STORY}")
    assert page.image == "https://isle.example/i/crane.jpg"


def test_a_short_chinese_flash_is_not_an_empty_shell():
    page = read(f"<div id='__next'><h1>轮渡减班</h1><div><p>{FLASH}</p></div></div><script>1</script>")
    assert FLASH in page.body
    assert "needs_js" not in page.flags
