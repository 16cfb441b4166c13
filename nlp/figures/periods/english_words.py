"""How English words name periods: one expression with a named group per form, and the numbers its words mean."""

from __future__ import annotations

import re

from nlp.figures.text.words import pattern
from nlp.months import MONTHS

NTH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4,
    "final": 4, "opening": 1, "holiday": 4, "latter": 2, "back": 2, "closing": 4,
}  # fmt: skip
"""Number of the quarter or half; the holiday quarter is the last."""
COUNT = {
    "three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9, "twelve": 12, "12": 12, "four": 4,
    "five": 5, "seven": 7, "eight": 8, "ten": 10, "eleven": 11, "two": 2,
}  # fmt: skip
"""Words → number of months."""
WEEKS = {
    "13": 3, "thirteen": 3, "14": 3, "fourteen": 3, "26": 6, "twenty six": 6, "27": 6, "39": 9,
    "thirty nine": 9, "40": 9, "52": 12, "fifty two": 12, "53": 12,
}  # fmt: skip
"""Weeks in retailers' part-years → months."""
TERMS = ("16", "20", "24", "28", "36", "40", "44", "48")
"""Week counts in retailers' part-years that are not quarters."""
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_OPENINGS = [
    *MONTHS,
    *(f"between {month}" for month in MONTHS),
    *(
        f"{before} {what}"
        for before in ("in", "for", "during", "of", "over")
        for what in (*MONTHS, "the same", "the reporting", "the six", "the quarter", "the period", "the half", "the three", "the first", "the second", "the third", "the fourth")
    ),
    *(
        f"{which} {what}"
        for which in ("last", "next", "this", "current", "previous", "prior", "preceding", "coming", "latest")
        for what in ("quarter", "half", "month", "year", "week", "three", "six", "3", "6", "fiscal", "financial", "business")
    ),
    *(f"the {which}" for which in ("same", "corresponding", "comparable", "comparison", "comparative", "year", "prior")),
    "first", "second", "third", "fourth", "final", "closing", "opening", "holiday", "latter", "back", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve", "half", "interim", "month", "months", "quarter", "quarterly", "the quarter before", "the month before", "week", "weeks", "year", "years",
    "for the year", "full", "whole", "entire", "fiscal", "financial", "our fiscal", "its fiscal", "end", "close", "at end", "at close", "at the end",
    "at the close", "most recent", "just ended", "so far", *(f"since {month}" for month in MONTHS), *(f"{since} {the}{start} of" for since in ("since", "from") for the in ("", "the ") for start in ("start", "beginning")), "a year", "corresponding", "comparison", "comparative", "previous year's same", "last year's same", "prior year's same",
]  # fmt: skip
_BEGIN = (
    rf"{pattern(_OPENINGS, glued=True)}|q[1-4]|h[12]|fy|cy|ended[ ](?:{_MONTH})[ ]with|(?:between|from)[ ]{_YEAR}[ ]"
    rf"|[0-9](?:\d{{3}}|\d?(?:st|nd|rd|th)?[ -]?(?:of[ ])?(?:[qh]|m[ ]?(?:fy|20|')|{_MONTH}|month|week|year|fiscal|financial))"
)
"""What a period can begin with; this alone rules out most words."""

# A part of a year has four pieces: whose year, the part, of which year, up to when. A bare "three months" needs the last.
_WHOSE_YEAR = rf"(?:(?P<p_before>{_YEAR}|fy[ ]?'?(?:20)?\d\d)(?:'s)?[ ]|(?P<p_relb>last|this|next)[ ]year's[ ])?(?P<p_f>(?:our[ ]|its[ ])?(?:fiscal|financial|business)[ ])?"
_NTH = (
    r"first|second|third|fourth|1st|2nd|3rd|4th|final|opening|closing|holiday|latter|back"
    rf"|last(?=[ ](?:quarter|half|[a-z0-9]+[ ]months)[ ](?:of|in)[ ](?:{_YEAR}|last[ ]year|this[ ]year|the[ ]year))"
)
_PART = (
    rf"(?:(?P<p_nth>{_NTH})[ ](?:fiscal[ ])?(?:(?P<p_quarter>quarter|qtr)|(?P<p_half>half)(?:[ ]year)?|(?P<p_n>{'|'.join(COUNT)}|{'|'.join(WEEKS)})[ -](?P<p_u>months|quarters|weeks?))"
    r"|q(?P<p_q>[1-4])|(?P<p_q2>[1-4])q|quarter[ ](?P<p_q3>[1-4])(?![\d,.]\d|[ ]?%)|h(?P<p_h>[12])|(?P<p_h2>[12])h"
    rf"|(?P<p_nine>nine[ ]months?|9m(?=[ ]?(?:fy|'|{_YEAR})))"
    r"|(?P<p_1>half[ ]year|interim(?=[ ](?:revenues?|sales|profit|loss|results?|earnings|report|period|net|operating|turnover))))(?:[ ]period)?"
)
_COUNTED = rf"(?:(?P<p_m>{'|'.join(COUNT)}|{'|'.join(WEEKS)}|{'|'.join(TERMS)})[ -](?P<p_mu>months?|weeks?)|(?:(?:full|whole|entire)[ ])?(?P<p_bare>months?|quarter|half|years?|weeks?|fiscal))(?:[ ]period)?"
_NO_YEAR = r"(?!\d|[,.]\d|%|[ ](?:million|billion))"
_OF_YEAR = (
    rf"[ '-]{{0,2}}(?P<p_short>\d\d)(?:/(?P<p_next>\d\d))?(?!\d|[/,.]\d|[ ]?%|[ ](?:million|billion|{_MONTH}))"
    rf"|[ ,/]{{0,2}}(?:(?:of|for|in)[ ])?(?:the[ ]|its[ ]|our[ ])?(?P<p_fy>(?:fiscal|financial)[ ](?:year[ ])?|fy[ ]?'?)?(?P<p_year>{_YEAR}|(?<=fy)\d\d|(?<=fy[ '])\d\d)(?:[/-](?P<p_to>\d\d)(?![-/.,\d]))?{_NO_YEAR}(?P<p_fyb>[ ](?:fiscal|financial)[ ]year)?"
    r"|[ ](?:(?:of|in)[ ])?(?P<p_rel>last|this|next)[ ]year(?!')|[ ](?:of|in)[ ]the[ ](?P<p_now>current)[ ]year"
)
_UP_TO = (
    r"[ ](?:that[ ]|which[ ])?(?:has[ ])?(?:to|ended|ending|ends|through|until)[ ](?:(?:on|in|the|end|close|of|last|next)[ ]){0,3}"
    rf"(?:(?:(?P<p_d1>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?)?(?P<p_month>{_MONTH})\.?(?:[ ](?P<p_d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:[ ]?,?[ ](?P<p_till>{_YEAR}))?"
    rf"|(?P<p_d3>28|29|30|31)[./](?P<p_m3>0?[1-9]|1[0-2])[./](?P<p_till3>{_YEAR}))"
)

# Each alternative begins with a lookahead for its first character, which rules out most positions.
FIND = re.compile(
    rf"""(?<![a-z0-9])(?={_BEGIN})(?:
      (?P<p>{_WHOSE_YEAR}(?:{_PART}(?:{_OF_YEAR})?|(?P<p_alone>{_COUNTED}))(?P<p_up>{_UP_TO})?(?(p_up)|(?(p_alone)(?!))))
    | (?=[bjfmasond])(?P<sp>(?:between[ ](?P<sp_c>{_MONTH})[ ]and[ ](?P<sp_d>{_MONTH})|(?P<sp_a>{_MONTH})(?:[ ]?[-/][ ]?|[ ](?:to|through|until)[ ]|[ ](?P<sp_and>and)[ ](?![^.;]{{0,80}}respectively)|[ ](?!may))(?P<sp_b>{_MONTH}))(?:[ ]period)?(?:[ ](?:quarter|of[ ])?(?P<sp_year>{_YEAR})|(?:[ ]quarter)?[ ](?:(?P<sp_ago>a[ ]year[ ](?:ago|earlier|before)|(?:of|in)[ ](?:the[ ])?(?:previous|prior|preceding|last)[ ](?:fiscal|financial)(?:[ ]year)?)|(?P<sp_rel>last|this)[ ]year))?(?![ ]\d))
    | (?=[bf])(?P<ys>(?:between[ ](?P<ys_a>{_YEAR})[ ]and|from[ ](?P<ys_c>{_YEAR})[ ](?:to|through|until))[ ](?P<ys_b>{_YEAR})(?!\d|[,.]\d|%|[ ](?:million|billion|people|points?|units|cars|vehicles)|[ ]?(?:usd|eur|yuan)))
    | (?=[f2])(?P<ny>(?:fy[ ]?|(?:fiscal|financial)[ ](?:year[ ])?)?(?P<ny_a>20\d\d|(?<=fy)\d\d)[/-](?P<ny_b>\d\d)(?!\d|[-/.,]\d))
    | (?=[jfmasond])(?P<mq>(?P<mq_month>march|june|september|december|mar|jun|sept|sep|dec|january|april|july|october)[ ](?:(?P<mq_before>{_YEAR})[ ])?(?:quarter|qtr)(?:[ ](?:of[ ])?(?P<mq_year>{_YEAR}))?)
    | (?=[12])(?P<yf>(?P<yf_year>{_YEAR})[ ](?:fiscal|financial)[ ]year)
    | (?=[fwe])(?P<fy>(?:(?:full|whole|entire)[ ](?:(?:fiscal[ ]|financial[ ])?year|fiscal)|for[ ]the[ ]year(?=[ ]?(?:[.,;)]|and[ ]|but[ ]|to[ ](?:(?:about|between)[ ])?[$€£¥]|to[ ]between[ ]|$))|(?:fiscal|financial)[ ](?:year[ ])?(?=\d)|(?P<fy_f>fy)[ ]?'?(?=\d))(?:[ ,]{{0,2}}(?:of[ ]|in[ ]|for[ ])?(?P<fy_year>{_YEAR}|(?<=fy)\d\d|(?<=fy[ '])\d\d)(?!\d|[,.]\d|%))?)
    | (?=[bfjmasond])(?P<dr>(?:(?P<dr_between>between)[ ]|from[ ])?(?P<dr_a>{_MONTH})\.?[ ](?P<dr_1>\d{{1,2}})(?:[ ]?-[ ]?(?:(?P<dr_b>{_MONTH})\.?[ ])?|[ ](?(dr_between)and|(?:to|through|until))[ ](?P<dr_c>{_MONTH})\.?[ ])(?P<dr_2>\d{{1,2}})(?!\d|[,.]\d|%)(?:[ ]?,?[ ](?P<dr_year>{_YEAR}))?)
    | (?=[ifd])(?P<el>(?:in|for|during)[ ]the[ ](?P<el_n>first|second|third|fourth)(?=[ ]?(?:[.,;)]|$)|[ ](?:it|they|we|sales|revenues?|profits?|loss|losses|earnings|deliveries|orders)\b))
    | (?=[0-9jfmasond])(?P<d>(?:(?P<d_d1>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<d_m1>{_MONTH})|(?P<d_m2>{_MONTH})\.?[ ](?P<d_d2>\d{{1,2}})(?:st|nd|rd|th)?(?![.,]\d(?!\d\d\d\b)|\d|[ ]?%))(?:[ ]?,?[ ](?P<d_year>{_YEAR}))?)
    | (?=[aec])(?P<e>(?:at[ ]the[ ]|at[ ])?(?:end|close|ended(?=[ ][a-z]+[ ]with[ ]))[ ](?:of[ ])?(?P<e_month>{_MONTH})(?:[ ](?P<e_year>{_YEAR}))?(?![a-z]))
    | (?=[ecy])(?P<ye>(?:(?:end|close)[ ](?:of[ ])?|year[ ]end[ ])(?P<ye_year>{_YEAR})(?!\d|[,.]\d|%)|(?P<ye_last>(?:end|close)[ ]of[ ]last[ ]year)|(?P<ye_now>(?:end|close)[ ]of[ ]this[ ]year|(?<=by[ ]the[ ])end[ ]of[ ]the[ ]year|(?<=by[ ])year[ ]end)(?![ ]?(?:{_YEAR}|ended|to[ ])))
    | (?=[jfmasond])(?P<my>(?P<my_month>{_MONTH})\.?,?[ ](?:of[ ])?(?P<my_year>{_YEAR}))
    | (?=[ifdo])(?P<in>(?:in|for|during|of)[ ](?P<in_month>january|february|march|april|may|june|july|august|september|october|november|december)(?:[ ](?:(?:of|in)[ ])?(?P<in_rel>last|this)[ ]year(?!'))?(?![ ]\d)(?![ ]?[-/][ ]?(?:{_MONTH})|[ ](?:to[ ]|through[ ]|until[ ])(?:{_MONTH})|[ ]and[ ](?:{_MONTH})(?![^.;]{{0,80}}respectively)|[ ](?!may)(?:{_MONTH})))
    | (?=[jfmasond])(?P<jm>(?P<jm_month>{_MONTH})(?=[ ](?:sales|volumes?|revenues?|deliveries|shipments|exports|imports|inflation|output|production|data|orders|retail|cpi|ppi|pmi|payrolls|consumer|industrial|factory|home|car|auto|vehicle|trade|traffic|bookings|unemployment)\b))
    | (?=[ys])(?P<ytd>year[ ]to[ ]date|so[ ]far[ ](?:this[ ]year|in[ ](?P<ytd_month>{_MONTH})\b))
    | (?=[sf])(?P<sby>(?:since|from)[ ](?:the[ ])?(?:start|beginning)[ ]of[ ](?:(?P<sby_year>{_YEAR})|(?:the|this)[ ]year))
    | (?=s)(?P<since>since[ ](?P<since_month>{_MONTH})(?![ ]\d|[ ]?,?[ ]{_YEAR}))
    | (?=[tlncpmjqy])(?P<rel>(?P<rel_w>this|last|next|current|previous|prior|preceding|coming|latest|most[ ]recent|just[ ]ended)[ ](?P<rel_f>fiscal[ ]|financial[ ]|business[ ])?(?:(?P<rel_u>quarter|half|year|month|week(?!end))(?![ ](?:to|ended|ending|through)[ ](?:the[ ])?(?:end[ ])?(?:of[ ])?(?:{_MONTH})\b)|three[ ](?P<rel_3>months)(?<!last[ ]three[ ]months)(?![ ](?:to|ended|of)))|(?P<rel_n>quarter|year|month)[ ]just[ ]ended|the[ ](?P<rel_b>quarter|month)[ ]before(?![ ](?:last|that|the|it)))
    | (?=[ifdoeq])(?P<same>quarterly(?=[ ](?:net[ ]|operating[ ]|total[ ])?(?:revenues?|sales|profits?|loss|losses|income|earnings|results?|deliveries)\b)|(?:in|for|during|over|end[ ]of)[ ]the[ ](?:same[ ]|reporting[ ])?(?:quarter|period|half|three[ ]months|six[ ]months)(?![ ](?:after|since|to(?![ ][$€£¥]?(?!\d\d?\.\d\d?\.\d)\d[\d,.]*(?![\d/]|[ ]?(?:st|nd|rd|th|of)?[ ]?(?:{_MONTH})))|before|that|which|just|ended|ending|through|last|a[ ]year|of[ ]last|(?:of|in|from)[ ]the[ ](?:previous|prior|preceding|year)|in[ ]{_YEAR}|year|of[ ]{_YEAR}|of[ ](?:fiscal|financial))))
    | (?=[atycpl])(?P<ago>(?:previous|last|prior)[ ]year's[ ](?:same|corresponding)[ ](?:period|quarter|half)|(?:a|the)[ ]year[ ](?:ago|earlier|before)|year[ ](?:ago|earlier)|the[ ](?:same|corresponding|comparable|year[ ]ago|year[ ]earlier|prior[ ]year)[ ](?:period|quarter|half|three[ ]months|(?:six|nine)[ ]months|months|weeks?|(?:time[ ])?(?:stretch|span)|time)(?:[ ](?:last[ ]year|a[ ]year[ ](?:ago|earlier)|of[ ]last[ ]year|(?:of|in)[ ]the[ ](?:previous|prior|preceding|past|last)[ ]year|of[ ]the[ ]year[ ](?:before|earlier)|(?:(?:in|of)[ ])?(?:(?:fiscal|financial)[ ](?:year[ ])?)?(?P<ago_year>{_YEAR})))?|(?:the[ ])?(?:corresponding|comparison|comparative)[ ]period)
    | (?=[12c])(?P<y>(?:cy[ ]?)?(?<!asu[ ])(?<!no\.[ ])(?<!ifrs[ ])(?P<y_year>{_YEAR})(?!\d|[,.]\d|%|-\d\d-|[ ](?:restructuring|tax|plan|act|notes?|agreement|programme?|facility|incentive|reform|annual meeting|term loan|senior|olympics|world cup|election|model|million|billion|people|employees|shares|units|cars|vehicles)|[ ]?(?:usd|eur|yuan)))
    )(?![a-z])""",
    re.VERBOSE,
)
