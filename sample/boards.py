"""Renders the sample board in the formats of Weibo's two public replies, and Weibo's visitor page. Invents nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from sample.hotsearch import Topic, ranked

FLAGS = {"新": 1, "热": 2, "爆": 4, "沸": 16, "暖": 32768}
"""Weibo's bit for each label."""

ICONS = "https://simg.s.weibo.com"
ORGANIC, PINNED, RISING, ENTERTAINMENT = 31, 51, 25, 157
"""Weibo's stream entry ids, which distinguish the lists in its links."""

MOBILE_CONTAINER = "106003type=25&t=3&disable_hot=1&filter_type=realtimehot"

VISITOR_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="gb2312">
<title>Sina Visitor System</title>
</head>
<body>
<span id="message"></span>
<script>/* asks for a visitor's cookie: genvisitor2 */</script>
</body>
</html>
"""
"""Sent with HTTP 200 in place of any reply to an unknown client."""


def side_hot_search(moment: datetime) -> dict[str, Any]:
    """Return the reply of weibo.com/ajax/side/hotSearch."""
    rows = [
        {
            **_titles(topic),
            "num": topic.heat(moment),
            "rank": rank,
            "realpos": rank + 1,
            "flag": FLAGS.get(topic.label(moment) or "", 0),
            "label_name": topic.label(moment) or "",
            "icon_desc": topic.label(moment) or "",
            "small_icon_desc": topic.label(moment) or "",
            "flag_desc": topic.category or "",
            "emoticon": "",
        }
        for rank, topic in enumerate(ranked("hot", moment))
    ]
    for topic in ranked("ad", moment):
        slot = topic.slot or 0
        rows.insert(slot, _side_advert(topic, slot, moment))
    pins = [_side_pin(topic) for topic in ranked("pinned", moment)]
    return {"ok": 1, "data": {"hotgov": pins[0] if pins else {}, "hotgovs": pins, "realtime": rows}}


def mobile_container(moment: datetime) -> dict[str, Any]:
    """Return the reply of m.weibo.cn/api/container/getIndex for the hot-search board."""
    group: list[dict[str, Any]] = [_pin(topic, moment) for topic in ranked("pinned", moment)]
    pins = len(group)
    adverts = ranked("ad", moment)
    for rank, topic in enumerate(ranked("hot", moment), start=1):
        above = sum((advert.slot or 0) < rank for advert in adverts)
        group.append(_organic(topic, rank, rank + above, moment))
    for topic in adverts:
        group.insert(pins + (topic.slot or 0), _advert(topic, moment))
    rising = [_rising(topic, place, moment) for place, topic in enumerate(ranked("rising", moment), start=1)]
    fun = [_fun(topic, place, moment) for place, topic in enumerate(ranked("entertainment", moment), start=1)]
    cards = [
        {
            "title": "实时热点，每分钟更新一次",
            "itemid": "hotword",
            "show_type": 0,
            "card_type": 11,
            "card_group": group,
        },
        {
            "card_type": 11,
            "title": "实时上升热点",
            "show_type": 0,
            "card_group": [*rising, {"desc": "查看更多实时上升热点", "card_type": 4}],
        },
        {"card_type": 11, "show_type": 0, "card_group": [{"title": " 文娱热搜 ", "card_type": 101}, *fun]},
    ]
    info = {
        "v_p": "42",
        "containerid": MOBILE_CONTAINER,
        "title_top": "微博热搜",
        "starttime": _seconds(moment),
        "page_size": 20,
    }
    return {"ok": 1, "data": {"cardlistInfo": info, "cards": cards, "scheme": "", "showAppTips": 0}}


def _titles(topic: Topic) -> dict[str, Any]:
    scheme = f"#{topic.title}#" if topic.hashtag else topic.title
    return {
        "word": topic.title,
        "word_scheme": scheme,
        "note": topic.title,
        "topic_flag": int(topic.hashtag),
    }


def _side_pin(topic: Topic) -> dict[str, Any]:
    return {"name": f"#{topic.title}#", "word": f"#{topic.title}#", "pos": 1, "is_gov": 1, "icon_desc": ""}


def _side_advert(topic: Topic, slot: int, moment: datetime) -> dict[str, Any]:
    return {
        **_titles(topic),
        "num": topic.heat(moment),
        "rank": slot,
        "id": topic.adid,
        "is_ad": 1,
        "topic_ad": 1,
        "ad_type": "商",
        "flag": 0,
        "label_name": "商",
        "icon_desc": "商",
        "small_icon_desc": "商",
        "monitors": [],
    }


def _pin(topic: Topic, moment: datetime) -> dict[str, Any]:
    return _row(topic, PINNED, f"cate=10103&pos=0&display_time={_seconds(moment)}", "热")


def _organic(topic: Topic, rank: int, band_rank: int, moment: datetime) -> dict[str, Any]:
    heat = topic.heat(moment)
    label = topic.label(moment)
    details = (
        f"realpos={rank}&cate=5001&lcate=5001&pos={rank - 1}&flag={FLAGS.get(label or '', 0)}"
        f"&band_rank={band_rank}&display_time={_seconds(moment)}"
    )
    row = _row(topic, ORGANIC, details, label)
    return {**row, "desc_extr": f"{topic.category} {heat}" if topic.category else heat}


def _advert(topic: Topic, moment: datetime) -> dict[str, Any]:
    details = (
        f"adid={topic.adid}&cate=5001&lcate=5001&is_ad_pos=1"
        f"&band_rank={(topic.slot or 0) + 1}&display_time={_seconds(moment)}"
    )
    row = _row(topic, ORGANIC, details, None)
    return {
        **row,
        "desc_extr": "",
        "promotion": {"monitor_url": []},
        "icon": f"{ICONS}/20200925_recom_yellow.png",
    }


def _rising(topic: Topic, place: int, moment: datetime) -> dict[str, Any]:
    row = _row(topic, RISING, f"cate=5002&lcate=5002&pos={place - 1}&display_time={_seconds(moment)}", None)
    return {
        **row,
        "desc_extr": topic.words or topic.heat(moment),
        "icon": f"{ICONS}/moter/flags/32_0.png",
    }


def _fun(topic: Topic, place: int, moment: datetime) -> dict[str, Any]:
    label = topic.label(moment)
    row = _row(
        topic, ENTERTAINMENT, f"cate=5023&lcate=5023&pos={place - 1}&display_time={_seconds(moment)}", label
    )
    return {**row, "desc_extr": topic.heat(moment)}


def _row(topic: Topic, stream: int, details: str, label: str | None) -> dict[str, Any]:
    query = f"#{topic.title}#" if topic.hashtag else topic.title
    outside = f"stream_entry_id={stream}&isnewpage=1"
    inside = (
        f"seat=1&stream_entry_id={stream}&filter_type=realtimehot&c_type={stream}&q={quote(query)}&{details}"
    )
    search = quote(f"100103type=1&t=10&q={query}", safe="")
    row = {
        "desc": topic.title,
        "card_type": 4,
        "itemid": f"t:{stream}|key:{query}",
        "scheme": f"https://m.weibo.cn/search?containerid={search}&{outside}&extparam={quote(inside, safe='')}",
        "actionlog": {
            "act_code": 554,
            "act_type": 1,
            "ext": f"t:{stream}|key:{query}|"
            + details.replace("&pos=", "&pos=1_").replace("=", ":").replace("&", "|"),
        },
    }
    if label:
        row["icon"] = f"{ICONS}/moter/flags/{FLAGS.get(label, 0)}_0.png"
    return row


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
