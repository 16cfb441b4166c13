"""Chinese content attributed without a reporting verb: 据…报道, 根据…的数据, 在…看来."""

from __future__ import annotations

import re

from nlp.quotes.chinese.content import end_of_report
from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.speakers import speaker_in
from nlp.quotes.draft import Draft, Span
from nlp.quotes.lexicon import words
from records import QuoteKind

ACCORDING = re.compile(
    r"(?<![证依数占凭论单票收])(?P<cue>根据|按照|依据|援引|据)(?P<who>[^，,。！？!?；;：:\n]{1,40}?)(?P<what>(?:称|说|讲)(?=[，,])|的?(?:最新|官方|公开|统计|调查|内部|初步)?(?:报道|报导|消息|说法|介绍|数据|测算|统计|预测|资料|估计|估算|报告|调查|观点|分析|透露|公告|披露|通报|研究|研报|解释|描述|规划|声明|爆料|曝光|反映|了解|电|讯|表示|证实))(?:称|说|显示|指出)?\s*[，,：:]\s*"
)
IN_VIEW = re.compile(r"(?P<cue>在)(?P<who>[^，,。！？!?；;：:\n]{1,24}?)(?P<what>看来)\s*[，,]\s*")
FEWEST = 6
"""Characters of content."""


def sourced(page: Page, sentence: Span) -> list[Draft]:
    """Return a draft for each content that a sentence attributes to a source."""
    found: list[Draft] = []
    for match in (*ACCORDING.finditer(page.text, *sentence), *IN_VIEW.finditer(page.text, *sentence)):
        if (
            page.marked(match.start()) is not None
            or match["who"] in words("zh")["speakers"]["nobody"]
            or match.start() not in page.edges
        ):
            continue
        if (
            match["cue"] == "援引"
            and page.text[max(match.start() - 1, 0)] not in "，,。；;\n"
            and match.start() > sentence[0]
        ):
            continue
        end = end_of_report(page, match.end(), sentence[1])
        if end - match.end() < FEWEST:
            continue
        who = match.span("who")
        if match["who"] == "官方":
            who = (who[0], match.end("what"))
        kind: QuoteKind = "mixed" if re.search("[“「]", page.text[match.end() : end]) else "indirect"
        rule = "according_to" if match["what"] != "看来" else "in_view"
        source = speaker_in(page, who) or (who, who)
        found.append(Draft((match.end(), end), kind, rule, *source, match.span("cue"), sentence))
    return found
