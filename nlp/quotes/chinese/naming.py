"""Resolves Chinese speakers to full names: 他, 该公司, 其, 该发言人, 前者, 陈总."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from nlp.chinese.script import fold
from nlp.marks import BODIES, PEOPLE
from nlp.names import lexicon as names
from nlp.names import pinyin
from nlp.quotes.chinese.cues import OPENERS
from nlp.quotes.chinese.named import ADDRESSED, Named, kinds_of, named_in
from nlp.quotes.chinese.page import Page
from nlp.quotes.chinese.roles import Office
from nlp.quotes.draft import Draft, Span
from nlp.quotes.lexicon import endings, words

THAT = re.compile(r"(?:该|上述|前述|这[位名]|那[位名]|此[位名])(?P<what>\S{2,8})")
"""A word that points back to somebody, by an office or a description: 该发言人, 上述负责人."""

SOMEBODY = re.compile(r"(?:有|另|某)?(?:一|另一|多|数|这|那|两|几)[位名个]")
"""How somebody is introduced who has no name."""

REACH = 3
"""Sentences back in which whoever a pronoun stands for is looked for first."""

FULLER = re.compile(r"(?:（.{1,6}）|集团|控股|股份|有限|责任|公司)+")
"""What a firm's name has more where it is given in full."""


PAPER = re.compile("声明|公告|通报|公开信|致歉信|情况说明")
"""What somebody issues, between his name and what it says."""

ASKED = r"接受[^，。；\n]{0,16}(?:采访|专访|访问)"
INTERVIEWEE_BEHIND = re.compile(ASKED + r"[时中期间的候]*，?[^，。；：\n]{0,24}$")
INTERVIEWEE_BEFORE = re.compile(r"[^，。；：\n]{0,8}" + ASKED)
"""What stands before and after the name of somebody who was interviewed: 接受本报采访时，X; X昨日接受了本报专访."""


class Speaker(NamedTuple):
    """Who speaks in a quotation."""

    name: str | None
    """The fullest that the text gives."""
    entity: str | None
    """Watch-list id."""
    place: Span | None
    """Where he is named: at the quotation, pronouns too; in an interview, where it introduces him."""


class Cast:
    """Everybody a text names, asked in the order of the text."""

    def __init__(self, page: Page, offices: dict[str, Office]) -> None:
        self._page = page
        self._offices = offices
        self._named = named_in(page)
        self._places = [named.start for named in self._named]
        self._begins = sorted({sentence[0] for block in page.blocks for sentence in page.sentences(block)})

    def speaker(self, draft: Draft, before: Sequence[tuple[Draft, str | None]]) -> Speaker:
        """Who speaks in a draft, after the earlier quotations with the names of their speakers."""
        if draft.speaker is None:
            return Speaker(None, None, None)
        start, end = draft.speaker
        plain = self._page.text[start:end]
        if (
            plain in words("zh")["speakers"]["pronouns"]["writing"]
            and (by := self._issued(before)) is not None
        ):
            return Speaker(by.name, by.entity, draft.speaker)
        meant = self._stands_for(plain, start, before)
        name, entity = self._called(draft.speaker, meant, before)
        place = self._introduced(meant, start, before) if meant and kinds_of(plain) == PEOPLE else None
        return Speaker(name, entity, place or draft.speaker)

    def _issued(self, before: Sequence[tuple[Draft, str | None]]) -> Speaker | None:
        """Who issued the paper that was quoted last: 声明称 after 岫云发布声明称."""
        for place in range(len(before) - 1, -1, -1):
            draft = before[place][0]
            if draft.speaker and PAPER.search(self._page.text, draft.speaker[1], draft.span[0]):
                return self.speaker(draft, before[:place])
        return None

    def _called(
        self, where: Span, meant: Named | None, before: Sequence[tuple[Draft, str | None]]
    ) -> tuple[str | None, str | None]:
        """The fullest name of who speaks, and its watch-list id."""
        start, end = where
        written, plain = self._page.written[start:end], self._page.text[start:end]
        described = self._described(plain, before, meant.start if meant else 0)
        if described is not None:
            return described, None
        if meant is not None:
            return self._fullest(meant), meant.entity
        if that := THAT.fullmatch(plain):
            return self._pointed(that["what"], before, start) or (written, None)
        within = [named for named in self._between(start, end) if named.kind in PEOPLE | BODIES]
        own = next((one for one in within if one.start == start or self._is_described(one, start)), None)
        if own is None or not (own.start == start or self._is_described(own, start)):
            return written, None
        if self._page.text[own.end : end] in {"", "方面", "官"}:  # 岫云官|微
            return self._fullest(own), own.entity
        return written, own.entity if _speaks_for(plain, own) else None

    def _introduced(
        self, meant: Named, place: int, before: Sequence[tuple[Draft, str | None]]
    ) -> Span | None:
        """Return where an interview's paragraph introduces the antecedent of 他, if it reports nothing of him there."""
        if "\n" in self._page.text[meant.end : place] or not self._is_interviewed(meant):
            return None
        introduced = (meant.start, meant.end)
        return None if any(said.speaker == introduced for said, _ in before) else introduced

    def _is_interviewed(self, one: Named) -> bool:
        """Return whether the words next to a name say that person was interviewed."""
        text = self._page.text
        begin = self._begins[max(bisect_left(self._begins, one.start + 1) - 1, 0)]
        before = INTERVIEWEE_BEHIND.search(text, begin, one.start)
        return before is not None or INTERVIEWEE_BEFORE.match(text, one.end) is not None

    def _is_described(self, own: Named, start: int) -> bool:
        """Return whether only its home, its kind, a mark or an attribute precedes a watched firm's name: 日本水无濑汽车, 瑞典耳机品牌哈尔登, 《失落之地》, 涉事的远山银行."""
        before = self._page.text[start : own.start]
        home = before.removesuffix("省").removesuffix("市") in names.words("places", "zh")
        told = before.endswith(("的", *endings("firms"))) or not before.strip(OPENERS + "《")
        return own.entity is not None and (home or told)

    def entity_of(self, name: str) -> str | None:
        """The watch-list id of somebody whom the text names so."""
        return next((named.entity for named in self._named if named.name == name), None)

    def _described(self, plain: str, before: Sequence[tuple[Draft, str | None]], after: int) -> str | None:
        """Return the last speaker if nameless, as the antecedent of 他 or 对方: 一位经销商, 工作人员."""
        if not before or not kinds_of(plain) >= PEOPLE:
            return None
        draft, name = before[-1]
        if draft.speaker is None or draft.speaker[0] < after or name is None:
            return None
        nameless = name.endswith(endings("people"))
        return name if nameless or SOMEBODY.match(self._page.text, *draft.speaker) else None

    def _stands_for(self, plain: str, place: int, before: Sequence[tuple[Draft, str | None]]) -> Named | None:
        """Return the antecedent of a word that is no name; None if it is one, or nobody fits."""
        if kinds := kinds_of(plain):
            return self._meant(place, kinds, before, other=plain == "对方")
        if plain in {"前者", "后者"}:
            return self._of_two(place, last=plain == "后者")
        return self._addressed(plain) or self._shortened(plain, place)

    def _shortened(self, plain: str, place: int) -> Named | None:
        """Return the body named earlier whose name ends with this noun: 中国某某协会 for 协会."""
        if plain not in words("zh")["speakers"]["bodies"] or any(
            named.start == place for named in self._between(place, place + 1)
        ):
            return None
        named_before = [named for named in self._between(0, place) if named.kind in BODIES]
        return next(
            (
                named
                for named in reversed(named_before)
                if fold(named.name).endswith(plain) and fold(named.name) != plain
            ),
            None,
        )

    def _between(self, start: int, end: int) -> list[Named]:
        return self._named[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def _meant(
        self,
        place: int,
        kinds: frozenset[str],
        before: Sequence[tuple[Draft, str | None]],
        *,
        other: bool,
    ) -> Named | None:
        """Return the antecedent of a pronoun: who spoke or is the topic of the nearest sentence before it, else the nearest name.

        Where the other side is meant, whom somebody turned to comes first.
        """
        index = bisect_left(self._begins, place)
        spoken = {draft.speaker[0] for draft, _ in before[-6:] if draft.speaker}
        upto = place
        for begin in reversed(self._begins[max(index - REACH, 0) : index]):
            here = [
                named
                for named in self._between(begin, upto)
                if self._fits(named, kinds) and self._may(named, before) and not named.part
            ]
            upto = begin
            if here and other:
                return next((named for named in here if named.aside), here[-1])
            if here:
                return next(
                    (named for named in here if named.start in spoken),
                    next((named for named in here if not named.aside), here[-1]),
                )
        earlier = [
            named
            for named in self._between(0, place)[-12:]
            if self._fits(named, kinds) and self._may(named, before)
        ]
        return earlier[-1] if earlier else None if kinds == PEOPLE else self._only(kinds)

    @staticmethod
    def _fits(named: Named, kinds: frozenset[str]) -> bool:
        """Return whether a name is of a kind that fits; only 她 can refer to 冯女士."""
        return named.kind in kinds and (kinds == PEOPLE or not named.name.endswith(ADDRESSED))

    def _only(self, kinds: frozenset[str]) -> Named | None:
        """Return the only fitting name of the text, for instance a signature at its end."""
        fitting = {
            named.name: named for named in self._named if self._fits(named, kinds) and self._may(named)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _may(self, named: Named, before: Sequence[tuple[Draft, str | None]] = ()) -> bool:
        """Return whether a name stands outside earlier quotations: speakers continue more often than people they mention."""
        told = any(draft.span[0] <= named.start < draft.span[1] for draft, _ in before[-6:])
        return not told and self._page.marked(named.start) is None

    def _of_two(self, place: int, *, last: bool) -> Named | None:
        """The first or the second of two names in the sentence before."""
        index = bisect_left(self._begins, place)
        for begin in reversed(self._begins[max(index - 2, 0) : index]):
            two: dict[str, Named] = {}
            for named in self._between(begin, place):
                if named.kind in PEOPLE | BODIES:
                    two.setdefault(named.name, named)
            if len(two) == len(("前者", "后者")):
                return list(two.values())[last]
        return None

    def _pointed(
        self, what: str, before: Sequence[tuple[Draft, str | None]], place: int
    ) -> tuple[str, str | None] | None:
        """Return who was called so before: a speaker with that office, or its last holder."""
        for draft, name in reversed(before[-8:]):
            if draft.phrase and draft.speaker and what in self._page.text[slice(*draft.phrase)] and name:
                return name, None
        for named in reversed(self._between(0, place)[-20:]):
            office = self._offices.get(named.name)
            if named.kind in PEOPLE and office and what in fold(office[0] or ""):
                return named.name, named.entity
        return None

    def _addressed(self, plain: str) -> Named | None:
        """The one person of that surname whom the text names in full: 陈总, 王先生, 老罗."""
        surname = plain[1:] if plain[:1] in "老小" else plain[:1]
        called = plain.replace(surname, "", 1)
        if called not in names.words("zh", "titles", "addresses") | {"老", "小"} or not surname:
            return None
        if pinyin.surname_of(surname + "某") != surname:
            return None
        fitting = {
            named.name: named
            for named in self._named
            if named.kind in PEOPLE and fold(named.name[0]) == surname and not named.name.endswith(ADDRESSED)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _fullest(self, one: Named) -> str:
        """麦克·霍尔特 for 霍尔特, 锦和控股集团 for 锦和控股."""
        best = one.name
        for other in self._named:
            more = (
                other.name.endswith("·" + best)
                if one.kind in PEOPLE
                else other.name.startswith(best) and FULLER.fullmatch(other.name, len(best)) is not None
            )
            if other.kind == one.kind and more:
                best = other.name
        return best


def _speaks_for(plain: str, own: Named) -> bool:
    """Return whether a speaker named by somebody speaks for it, unlike a firm's worker or customer and a person's people."""
    people = words("zh")["speakers"]
    if own.kind in PEOPLE and plain.endswith(tuple(people["own_people"] | people["families"])):
        return False
    return not any(word in plain for word in words("roles_zh")["apart"]["words"])
