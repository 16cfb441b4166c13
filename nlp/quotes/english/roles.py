"""The office and the organisation that an English text gives a speaker, in apposition, before the name, or with "of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.marks import BODIES
from nlp.quotes.english.page import POSSESSIVES, Page
from nlp.quotes.lexicon import offices, words

Role = tuple[str | None, str | None]
"""Office and organisation, as written."""

NEAR = 40
"""Characters between an office and whose it is."""

_LONGEST_FIRM = 8
"""Tokens of the longest organisation before a name."""
_LINKS = tuple([preposition, *article] for preposition in ("of", "at", "from") for article in ([], ["the"]))
"""What stands between a person and the organisation after: "Ada Moss of the Halden Bank"."""
_WORD = re.compile(r"\w+")


@cache
def _role() -> re.Pattern[str]:
    before = "|".join(sorted(words("roles_en")["before"], key=len, reverse=True))
    roles = "|".join(re.escape(role) for role in sorted(offices(), key=len, reverse=True))
    one = rf"(?:(?:{before})[ -])*(?:chief (?:[a-z]+ ){{1,2}}officer|{roles})s?"
    return re.compile(rf"(?<![\w-]){one}(?:(?:,? and |, | & |/){one})*(?![\w-])", re.IGNORECASE)


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of all roles, in both numbers."""
    last = {_WORD.findall(role.lower())[-1] for role in offices()} | {"officer"}
    return frozenset(last | {f"{word}s" for word in last})


def _roles_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the roles in a stretch of text. Most stretches have none, which their words tell faster than the pattern."""
    if not _last_words().isdisjoint(_WORD.findall(text[start:end].lower())):
        yield from _role().finditer(text, start, end)


def role_of(page: Page, phrase: tuple[int, int], name: tuple[int, int] | None) -> Role:
    """Role and organisation in a speaker's phrase; both None where it gives none."""
    start, end = _with_firm(page, phrase[0]), phrase[1]
    match = None
    for candidate in _roles_in(page.text, start, end):
        outside = name is None or candidate.end() <= name[0] or candidate.start() >= name[1]
        if outside and not _is_somebody_elses(page, candidate, start, name):
            match = candidate
            break
    organisation = _organisation(page, start, end, name, match)
    return (_as_stated(page, match) if match else None), organisation


def _with_firm(page: Page, start: int) -> int:
    """Where a phrase begins that the parse cuts at a hyphen: "Tarn co-chairman"."""
    first = page.token_at(start)
    if first < 2 or page.written[first - 1] != "-" or page.ends[first - 2] != page.starts[first - 1]:  # noqa: PLR2004 — the hyphen and its word
        return start
    first -= 2
    before = [name for name in page.names_between(max(first - 4, 0), first - 1) if name[1] == first - 1]
    return page.starts[before[-1][0] if before else first]


_OTHERS = re.compile(
    r"\b(?:including|such as|along with|as well as)\b|^[\s,(]*(?:like|and|or)\b|^, [A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)? and\b"
)
"""What stands between a name and the office of somebody else."""
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i)\b", re.IGNORECASE)


def _is_somebody_elses(page: Page, role: re.Match[str], start: int, name: tuple[int, int] | None) -> bool:
    """Return whether an office belongs to others: a plural ("he and his lawyers"), or after "including"."""
    several = role[0].endswith("s") and not role[0].endswith("ss")
    if name is None:
        pronoun = _PRONOUN.match(page.text, start) is not None
        return (
            (several and pronoun) or _leads_on(page, role) or "including" in page.text[start : role.start()]
        )
    if several and page.text[role.end() : name[0]].strip():
        return True
    if role.end() <= name[0] and role[0].lower() == "fellow" and _leads_on(page, role):
        return True  # fellow protester Ada Moss
    between = (
        page.text[name[1] : role.start()] if role.start() >= name[1] else page.text[start : role.start()]
    )
    return _OTHERS.search(between) is not None


def _leads_on(page: Page, role: re.Match[str]) -> bool:
    """Return whether the office modifies a following noun: "teachers unions"."""
    behind = page.token_at(role.end() - 1) + 1
    return (
        behind < len(page.doc)
        and page.tag[behind] in {"NN", "NNS"}
        and page.text[role.end() : role.end() + 1] == " "
    )


def _as_stated(page: Page, role: re.Match[str]) -> str:
    """Return the office with its field ("public relations chief", "head of sales"), without "House" of "White House advisers"."""
    house = role[0].lower().startswith("house ") and page.text[: role.start()].endswith("White ")
    if house:
        return role[0][len("house ") :]
    first, last = page.token_at(role.start()), page.token_at(role.end() - 1)
    return page.text[page.starts[_field_before(page, first, last)] : page.ends[_field_behind(page, last)]]


def _field_before(page: Page, first: int, last: int) -> int:
    """Return the first token of the field before an office: "public relations" of a chief; the office's own if there is none."""
    begin = first
    if page.lower[last] not in words("roles_en")["of_a_field"]:
        return begin
    while begin > page.begin[first]:
        one = page.doc[begin - 1]
        is_noun = one.tag_ in {"NN", "NNS"} and one.dep_ == "compound" and one.text.islower()
        is_of_noun = one.tag_ == "JJ" and begin < first and first > one.head.i >= begin and one.text.islower()
        if not (is_noun or is_of_noun):
            break
        begin -= 1
    return begin


def _field_behind(page: Page, last: int) -> int:
    """Return the last token of the field after an office: "of public relations"; the office's own if there is none."""
    if (
        page.lower[last] not in words("roles_en")["of_a_field"]
        or last + 2 >= len(page.doc)
        or page.lower[last + 1] != "of"
    ):
        return last
    end = last + 1
    while (
        end + 1 < len(page.doc)
        and page.doc[end + 1].text.islower()
        and page.tag[end + 1] in {"NN", "NNS", "JJ"}
    ):
        end += 1
    return end if page.tag[end] in {"NN", "NNS"} else last


def introduced(page: Page, places: list[int]) -> Role:
    """Role and organisation in the first of somebody's mentions that gives one."""
    organisation = None
    for place in places[:4]:
        end = place
        while end + 1 < len(page.doc) and page.doc[end + 1].ent_iob == 1:
            end += 1
        found = role_of(page, introduction(page, place, end), page.chars(place, end))
        if found[0] is not None:
            return found
        organisation = organisation or found[1]
    return None, organisation


def introduction(page: Page, first: int, last: int) -> tuple[int, int]:
    """Characters around a name in which a text tells who it is: the words before it, and what stands between commas."""
    end = page.ends[last]
    begin = page.starts[max(page.begin[first], first - 6)]
    nearest = first - 1
    if nearest > page.begin[first] and page.written[nearest] == "," and page.tag[nearest - 1] == "NN":
        nearest -= 1  # "Sweden's industry minister, Elin Dahl"
    for number in range(nearest, max(page.begin[first], first - 6) - 1, -1):
        is_name = page.doc[number].ent_type_ != ""  # "Grab" is no verb in "Grab Indonesia"
        ends = not is_name and page.pos[number] in {"VERB", "AUX", "ADP", "SCONJ", "CCONJ"}
        if page.doc[number].is_punct or (ends and page.lower[number] not in words("roles_en")["before"]):
            begin = page.starts[number + 1]
            break
    begin = _described_before(page, first) or begin
    after = last + 1
    if after < len(page.doc) and page.written[after] in {",", "("}:
        if page.lower[after + 1 : after + 3] == ["who", "is"]:
            after += 2
        for number in range(after + 1, min(after + 20, page.stop[first] + 1)):
            if page.written[number] in {",", ")", ".", ";"} and number > after + 1:
                return begin, page.starts[number]
            if page.tag[number] in {"VBD", "VBZ", "VBP", "MD"}:
                break
    return begin, end


_DESCRIBED = re.compile(r"(?:an?|the|one of the|another) [^,;:.“”\"]{3,60}, $", re.IGNORECASE)
"""A description that a comma sets before a name: "a vice president at Tarn, Ada Moss"."""


def _described_before(page: Page, first: int) -> int | None:
    """Return where the description before a name begins, if it fills its clause and tells an office."""
    clause = max(page.starts[page.begin[first]], page.starts[first] - _LONGEST_DESCRIPTION)
    clause = max(clause, *(page.text.rfind(mark, clause, page.starts[first] - 2) + 1 for mark in ',;:”"'))
    found = _DESCRIBED.fullmatch(page.text[clause : page.starts[first]].lstrip())
    return page.starts[first] - len(found[0]) if found and _role().search(found[0]) else None


_LONGEST_DESCRIPTION = 80


def _organisation(
    page: Page, start: int, end: int, name: tuple[int, int] | None, role: re.Match[str] | None
) -> str | None:
    if end <= start:
        return None
    if role is None:
        return _owner(page, name) if name is not None else None
    first, last = page.token_at(start), page.token_at(end - 1)
    found, of_unit = None, False
    for begin, final, label in page.names_between(first, last):
        place = page.chars(begin, final)
        if label not in BODIES or (name is not None and place[0] >= name[0] and place[1] <= name[1]):
            continue
        if (
            _belongs(page, begin, final, role)
            if found is None
            else of_unit and page.lower[begin - 1] in {"at", "for"}
        ):
            of_unit = page.lower[begin - 1] == "of"  # head of Platforms at Tarn
            found = _without_possessive(page.text[slice(*place)])
    return _unknown(page, role, end) if found is None else found


def _without_possessive(name: str) -> str:
    return re.sub(r"['’]s?$", "", name)


def _owner(page: Page, name: tuple[int, int]) -> str | None:
    """Return the organisation of a person without an office: "Halden's Ada Moss", "Ada Moss of Halden"."""
    before, behind = page.token_at(name[0]) - 1, page.token_at(name[1] - 1) + 1
    for first, last, label in page.names_between(max(before - _LONGEST_FIRM, 0), behind + len(("of", "the"))):
        between = page.text[page.ends[last] : name[0]].strip()
        owns = (
            last in {before - 1, before}
            and page.written[before] in POSSESSIVES
            and between in ("", *POSSESSIVES)
        )
        link = page.text[name[1] : page.starts[first]].split()
        if label in BODIES and (owns or link in _LINKS):
            return _without_possessive(page.text[slice(*page.chars(first, last))])
    return None


def _unknown(page: Page, role: re.Match[str], end: int) -> str | None:
    """Return a firm the name finder missed, by its place after an office: "chief executive of my9th"."""
    number = page.token_at(role.end() - 1) + 2
    first = number
    if page.text[role.end() : role.end() + 4] not in {" of ", " at "}:
        return None
    while (
        number < len(page.doc)
        and page.ends[number] <= end
        and page.tag[number] in {"NNP", "NNPS"}
        and not page.doc[number].ent_type_
    ):
        number += 1
    return page.text[slice(*page.chars(first, number - 1))] if number > first else None


_ENDS = frozenset({",", ".", ":", ";", ")", "said", "says", "added", "told"})
"""What follows a firm that closes the phrase of its officer."""


def _belongs(page: Page, first: int, last: int, role: re.Match[str]) -> bool:
    """Return whether an office is held at an organisation: "Acme's chief executive", "chairman of Acme", "an analyst at Acme"."""
    if page.ends[last] <= role.start():
        return all(
            page.lower[number] in POSSESSIVES or page.pos[number] in {"ADJ", "NOUN", "PROPN"}
            for number in range(last + 1, page.token_at(role.start()))
        )
    between = page.text[role.end() : page.starts[first]].lower()
    if between.strip(" ,") == "":  # Ada Moss, chief executive, Tarn Stores
        return page.written[min(last + 1, len(page.doc) - 1)] in _ENDS
    return len(between) < NEAR and re.match(r"\s*(?:of|at|for|with|from|to)\b", between) is not None
