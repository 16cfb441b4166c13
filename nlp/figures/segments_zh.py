"""Which part of a firm a Chinese metric is of, where it is written right before it: 手机收入 is no 收入 of the whole firm."""

from __future__ import annotations

import re

Span = tuple[int, int]

METRICS = frozenset(
    {"revenue", "operating_profit", "gross_profit", "net_income", "gross_margin", "unit_sales", "orders"}
)
"""Metrics that are told of parts of a firm too."""

LONGEST = 8
"""Characters that the name of a part takes at most."""

_RUN = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{1,{LONGEST}}}$")
_WHOLE = re.compile(
    r".*(?:公司|集团|企业|银行|股份|有限|今年|去年|全年|本年|年度|上半年|下半年|半年|季度|年|月|日|期内|期间|同期|报告期|当期|其中|旗下|实现|录得|取得|创造|贡献|带来"
    r"|来自|来源于|包括|以及|方面|显示|披露|公布|预计|预期|其|的|及|和|与|为|是|在|至|占|使|令|对|单|每|新|总|净|营业|主营|累计|合计|整体|合并|综合|平均|核心|持续|同比|环比|财年|则|而|但|因|由|将|等|该|本|双|均|虽)"
)
"""Up to the last of these a run is of the whole, of a time, or of the grammar."""


def widened(plain: str, word: Span, metric: str | None, subject: str | None) -> Span:
    """The metric's words with the part of the firm that stands right before them, without the subject's own name."""
    if metric not in METRICS:
        return word
    run = _RUN.search(plain, max(0, word[0] - LONGEST), word[0])
    if run is None:
        return word
    whole = _WHOLE.match(run[0])
    part = run[0][whole.end() :] if whole else run[0]
    if subject and subject in part:
        part = part.partition(subject)[2]
    if len(part) < 2 or (whole is None and len(run[0]) == LONGEST):  # noqa: PLR2004 — a character is no part of a firm
        return word
    return word[0] - len(part), word[1]
