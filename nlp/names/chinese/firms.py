"""Finds the organisations of a Chinese text: both models propose, and offices, verbs and known endings correct them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from nlp.chinese import dictionary
from nlp.names import lexicon
from nlp.names.chinese import deeds, evidence, firm_names, trades
from nlp.names.chinese.evidence import Evidence, Span

_LATIN_TAIL = re.compile(r"[A-Za-z]+$")
_NOUNS = frozenset({"n", "nz", "ORG", "nw", "PER", "LOC"})
_AGENCIES = frozenset("局委院会部署厅")
"""Last characters of agencies, courts and ministries."""
_CUT_NAMES = frozenset({"v", "a", "an", "s", "vn", "d", "m"})
"""LAC's tags for the pieces of a company name that it cuts: 拼/多多, 字节/跳动."""


def find(seen: Evidence, known: Collection[Span], people: Collection[Span]) -> list[Span]:
    """Return organisations' names that overlap neither a person nor each other."""
    candidates: set[Span] = set()
    taken = evidence.Places(people)
    claims: dict[Span, bool] = {}
    for span, sure in _claims(seen, known):
        claims[span] = sure or claims.get(span, False)
    for span, sure in claims.items():
        for part in _without_people(span, taken):
            trimmed = _with_branch(seen, _trimmed(seen, part))
            if sure or evidence.has_ending(seen.text[slice(*trimmed)]):
                candidates.add(trimmed)
    candidates.update(_trimmed(seen, span) for span in _beside_people(seen, people))
    candidates.update(_trimmed(seen, span) for span in deeds.find(seen))
    candidates.update(trades.find(seen))
    candidates.update([body for span in candidates if (body := _without_department(seen, span))])
    good = [
        span
        for span in candidates
        if firm_names.is_firm(seen.text[slice(*span)]) and not _is_indefinite(seen, span)
    ]
    good.sort(key=lambda span: (span[0] - span[1], span))
    return taken.choose(good)


def _claims(seen: Evidence, known: Collection[Span]) -> Iterator[tuple[Span, bool]]:
    """Yield what may be an organisation, and whether that claim suffices by itself."""
    yield from ((span, True) for span in known)
    named = seen.tagged("nz", "ORG", "PER", "nw")
    for word in seen.words:
        if word.tag in {"ORG", "nz"}:
            parts = _agency_and_other(seen, word) or [(word.start, word.end)]
            yield from ((part, word.tag == "ORG") for part in parts)
    for found in seen.model:
        span = (found.start, found.end)
        name = seen.text[slice(*span)]
        match found.label:
            case "ORG":
                yield span, True
            case "COMMERCIAL" | "MANUFACTURE":
                titled = seen.title_after(found.end) > found.end
                if found.label == "MANUFACTURE" and not titled and _is_of_plain_words(seen, span):
                    continue  # 存储芯片
                yield span, titled or (found.label == "COMMERCIAL" and span in named)
            case "PERSON":
                # A "person" that is not made like one is a company: OpenAI, 胖东来.
                yield span, not evidence.has_break(name) and not dictionary.is_common(name)


def _without_department(seen: Evidence, span: Span) -> Span | None:
    """Return the body named before its department: 中指研究院 in "中指研究院指数研究部"."""
    start, end = span
    if seen.text[end : end + 1] == "部" or seen.text[end - 1] == "部" or seen.text.startswith("研究部", end):
        for ending in ("研究院", "研究所", "集团", "证券", "银行", "大学"):
            place = seen.text.find(ending, start + 1, end)
            if place > 0 and place + len(ending) < end:
                return start, place + len(ending)
    return None


def _agency_and_other(seen: Evidence, word: evidence.Word) -> list[Span]:
    """Return both bodies where LAC merges an agency, its verb and another body: 海南省卫健委通报琼康医院."""
    acts = lexicon.words("zh", "organisations", "agency_deeds")
    for place in range(word.start + len("证监会"), word.end - len("通报小米")):
        if seen.text[place - 1] in _AGENCIES and seen.text[place : place + 2] in acts:
            return [(word.start, place), (place + 2, word.end)]
    return []


def _is_of_plain_words(seen: Evidence, span: Span) -> bool:
    """Whether LAC cuts it into ordinary words only."""
    first, last = seen.at.get(span[0]), seen.ends.get(span[1])
    if first is None or last is None:
        return False
    return all(
        word.tag in {"n", "v", "vn", "a"} and dictionary.is_common(seen.text[word.start : word.end])
        for word in seen.words[first : last + 1]
    )


_SOME = re.compile("[一二两三四五六七八九十几多数某这那该][家个]$")


def _is_indefinite(seen: Evidence, span: Span) -> bool:
    """Whether it is indefinite: 跨境电商公司 in "一家跨境电商公司"."""
    generic = seen.text[: span[1]].endswith(("公司", "企业", "机构")) or _is_of_plain_words(seen, span)
    return generic and _SOME.search(seen.text, max(0, span[0] - 2), span[0]) is not None


def _without_people(span: Span, people: evidence.Places) -> Iterator[Span]:
    """Yield what stands before a person in the span: 滴滴 in "滴滴程维"."""
    start, end = span
    person = people.at(end - 1)
    if person and start < person[0]:
        end = person[0]
    if not people.meet((start, end)):
        yield start, end


def _trimmed(seen: Evidence, span: Span) -> Span:
    """Return the span without an office, "研报" or the marks around a newspaper's name."""
    start, end = span
    name = seen.text[start:end]
    if "《" in name and name.endswith("》"):
        return start + name.index("《") + 1, end - 1
    start += _country(name)
    if name in lexicon.words("firms", "zh"):
        return start, end
    start = _without_leading(seen, start, end)
    end = _without_deed(seen, start, end)
    name = seen.text[start:end]
    if name[-1] in "和与及" and (name[:-1] in lexicon.words("firms", "zh") or len(name) > len("京东方和")):
        return start, end - 1
    if seen.text[end : end + 1].isdigit() and (latin := _LATIN_TAIL.search(name)) and latin.start() > 1:
        return start, start + latin.start()  # 小米 in "小米YU7", which the model cuts before the digit
    return start, _end_without_office(seen, start, end)


def _without_leading(seen: Evidence, start: int, end: int) -> int:
    """Return where the name begins after a word that is no part of it: 康得新 in "时任康得新"."""
    for length in (2, 1):
        rest = start + length
        leads = seen.text[start:rest] in lexicon.words("zh", "organisations", "leading")
        if leads and end - rest > 1 and (rest in seen.at or length > 1):
            return rest
    return start


def _without_deed(seen: Evidence, start: int, end: int) -> int:
    """Return where the name ends before a verb: 长安汽车 in "长安汽车派人"."""
    number = seen.ends.get(end)
    while number is not None and (rest := seen.words[number].start) > start:
        if seen.words[number].tag in {"v", "vd"} and evidence.has_ending(seen.text[start:rest]):
            return rest
        number = seen.ends.get(rest)
    return end


def _end_without_office(seen: Evidence, start: int, end: int) -> int:
    trailing = lexicon.words("zh", "organisations", "trailing")
    endings = lexicon.words("zh", "organisations", "endings")
    end -= trades.without_count(seen.text[start:end])
    if office := firm_names.office().search(seen.text, start + 2, end):
        end = office.start()
    before = -1
    while before != end:
        before = end
        title = seen.title_before(end)
        if start + 1 < title < end:
            end = title
        if seen.title_after(end) > end:
            end = _before_modifier(seen, start, end)
        for length in range(min(5, end - start - 2), 0, -1):
            tail = seen.text[end - length : end]
            if tail in endings:
                break
            if tail in trailing:
                end -= length
                break
    return end


def _country(name: str) -> int:
    """Return the length of a country before a well-known company: 韩国 in "韩国三星SDI"."""
    places, firms = lexicon.words("places", "zh"), lexicon.words("firms", "zh")
    length = 2 if name[:2] in places else 3 if name[:3] in places else 0
    if not length or name in firms:
        return 0
    rest = name[length:]
    return length if any(rest[:count] in firms for count in range(2, 6)) else 0


def _before_modifier(seen: Evidence, start: int, end: int) -> int:
    """Return where the name ends before a word of the next office: 联席 in "中国平安联席CEO"."""
    modifiers = lexicon.words("zh", "titles", "modifiers")
    endings = lexicon.words("zh", "organisations", "endings")
    for length in (3, 2):
        tail = seen.text[end - length : end]
        if tail in modifiers and tail not in endings and end - length - start > 1:
            return end - length
    return end


def _with_branch(seen: Evidence, span: Span) -> Span:
    """Return the span with its branch: "特斯拉中国", "京东外卖"."""
    start, end = span
    number = seen.at.get(end)
    if number is None or len(seen.text[start:end]) < len("小米"):
        return span
    word = seen.words[number]
    follows = seen.text[word.end : word.end + 1]
    if evidence.has_ending(seen.text[start:end]) and seen.title_after(word.end) > word.end:
        return span  # an institute's analyst of cars: 临港研究院汽车分析师
    if (
        seen.text[word.start : word.end] in _branches()
        and word.end - word.start > 1
        and follows not in ("的", "区", "市", "")
    ):
        return start, word.end
    return span


@cache
def _branches() -> frozenset[str]:
    return lexicon.words("zh", "organisations", "branches") | lexicon.words("zh", "organisations", "endings")


def _beside_people(seen: Evidence, people: Collection[Span]) -> Iterator[Span]:
    """Yield the nouns before a person, with or without an office between: "字节跳动CEO梁汝波", "东方甄选俞敏洪"."""
    for person_start, _ in people:
        end = seen.title_before(person_start)
        titled = end < person_start
        start = _run_before(seen, end, titled=titled)
        name = seen.text[start:end]
        if not len("小米") <= len(name) <= len("中国国际金融") or dictionary.is_common(name):
            continue
        pieces = [name[:length] for length in range(2, len(name) + 1)] + [name[-2:]]
        if titled or not any(map(dictionary.is_common, pieces)):
            yield start, end


def _run_before(seen: Evidence, end: int, *, titled: bool) -> int:
    """Return where the run of nouns that ends here begins; at the start of a clause, pieces of a cut name count as nouns."""
    start = end
    number = seen.ends.get(end)
    loose = end
    while number is not None and number >= 0:
        word = seen.words[number]
        name = seen.text[word.start : word.end]
        if word.end != loose or evidence.has_break(name) or seen.title_before(word.end) == word.start:
            break
        if word.tag in _NOUNS and start == loose:
            start = word.start
        elif word.tag not in _NOUNS | _CUT_NAMES or not titled:
            break
        loose = word.start
        number -= 1
    return loose if titled and seen.is_clause_start(loose) and end - loose <= len("中国国际金融") else start
