"""Proposes Chinese companies by what they do: 智谱 in "智谱否认". Leaves the decision to `firms`."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.chinese import dictionary
from nlp.names import lexicon
from nlp.names.chinese.evidence import Evidence, Span

_LONGEST = 14
_ENDS = "，。！？；：、和与及”」\n"
_SHARES = ("全部股权", "部分股权", "多数股权", "控股权", "股权", "股份")


def find(seen: Evidence) -> Iterator[Span]:
    """Yield unknown words before what companies do at the start of a clause: 智谱 in "智谱否认", 月之暗面 in "月之暗面均未回应"."""
    deeds = lexicon.words("zh", "organisations", "deeds")
    adverbs = lexicon.words("zh", "organisations", "adverbs")
    for number, word in enumerate(seen.words):
        if word.tag not in {"v", "vn"} or seen.text[word.start : word.end] not in deeds:
            continue
        end = number
        while end and seen.text[seen.words[end - 1].start : seen.words[end - 1].end] in adverbs:
            end -= 1
        yield from _subjects(seen, seen.words[end].start)
    takings = lexicon.words("zh", "organisations", "takings")
    for word in seen.words:
        if word.tag in {"v", "vn"} and seen.text[word.start : word.end] in takings:
            yield from _objects(seen, word.end)


def _objects(seen: Evidence, start: int) -> Iterator[Span]:
    """Yield the objects of a verb up to the end of the clause, list items included: 水滴筹 and 轻松筹 in "点名水滴筹和轻松筹"."""
    while True:
        end = start
        while end < len(seen.text) and seen.text[end] not in _ENDS and end - start < _LONGEST:
            if end > start + 1 and seen.text.startswith(_SHARES, end):
                yield from [(start, end)] if _is_named(seen, start, end) else []
                return
            end += 1
        if end == len(seen.text) or seen.text[end] not in _ENDS:
            return
        if not len("小米") <= end - start <= len("月之暗面科技") or not _is_unknown_name(
            seen, start, end, cut=True
        ):
            return
        yield start, end
        if seen.text[end] not in "、和与及":
            return
        start = end + 1


def _is_named(seen: Evidence, start: int, end: int) -> bool:
    """Whether the company whose shares are bought is named: 即墨黄酒, not 该公司 or 标的公司."""
    whole = start in seen.at and end in seen.ends and not dictionary.is_common(seen.text[start:end])
    return (
        whole
        and not seen.text[start:end].endswith(("公司", "企业", "旗下", "持有的"))
        and not {"r", "p", "c", "m", "q", "u", "xc"}.intersection(
            word.tag for word in seen.words[seen.at[start] : seen.ends[end] + 1]
        )
    )


def _subjects(seen: Evidence, end: int) -> Iterator[Span]:
    """Yield the subject that ends here and the other items of its list."""
    while True:
        start = end
        while (
            start > 0
            and not seen.is_clause_start(start)
            and seen.text[start - 1] not in "和与及"
            and end - start < _LONGEST
        ):
            start -= 1
        name = seen.text[start:end]
        if not len("小米") <= len(name) <= len("月之暗面科技") or not _is_unknown_name(seen, start, end):
            return
        yield start, end
        if start == 0 or seen.text[start - 1] not in "、和与及":
            return
        end = start - 1


def _is_unknown_name(seen: Evidence, start: int, end: int, *, cut: bool = False) -> bool:
    """Whether the span is no ordinary word and does not end with a general word for people or bodies.

    With `cut`, the last character may be an ordinary word: the unknown 水滴筹 is cut 水滴/筹.
    """
    number = seen.ends.get(end)
    if number is None or start not in seen.at or dictionary.is_common(seen.text[start:end]):
        return False
    tags = {word.tag for word in seen.words[seen.at[start] : number + 1]}
    last = seen.words[number]
    whole = last.start == start
    if tags & {"r", "p", "c", "m", "q", "t", "TIME", "f", "w", "_", "PER", "xc"}:
        return False
    return whole or (
        tags <= {"n", "nz", "ORG", "u", "vn", "v", "a", "ad"}
        and ((cut and last.end - last.start == 1) or not dictionary.is_common(seen.text[last.start : end]))
    )
