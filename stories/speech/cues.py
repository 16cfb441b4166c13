"""Finds the answer in a title: the speaker, the cue, the stance. Whose voice it is, responses decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from records import Stance
from stories.english.verb_classes import answers, is_reply
from stories.speech import attribution, english_cues
from stories.speech.answers import Cue
from stories.speech.attacks import attack_in
from stories.speech.colons import headed, speech_in
from stories.speech.stances import matches, patterns, spoken_stance, stance_of, stated_stance
from stories.text import lexicon
from stories.text.phrases import DENSE, compiled, phrases, plain


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue matched in a title."""

    match: re.Match[str]
    stance: Stance
    answering: bool
    act: bool = False


@lru_cache(maxsize=100_000)
def answer_in(title: str, lang: str) -> Cue | None:
    """Return the answer that a title reports, or None.

    A cue of answering takes precedence over a later one of plain speech.
    """
    if last := attribution.named_last(title, lang):
        return _said_last(title, last, lang)
    if quoted := attribution.quoted_first(title, lang):
        cue = answer_in(quoted.title, lang)
        open_ = cue and (cue.plain_speech or (lang == "en" and cue.stance == "explain"))
        return replace(cue, stance=spoken_stance(quoted.words, lang)) if cue and open_ else cue
    if lang == "en":
        cue = english_cues.cue_of(title)
        return cue if cue and not cue.act else None
    return _listed_answer(title, lang)


def _listed_answer(title: str, lang: str) -> Cue | None:
    """Return the answer by listed cues, frames and verbs of speech."""
    text = plain(title, lang)
    answering, said = _answering(text, lang), _says(text, lang)
    speaking = _Found(said, "explain", False) if said else None
    found = answering or speaking
    if answering and said and said.start() < answering.match.start():
        apart = said.end() != answering.match.start() and not _names_topic(text, said, answering.match)
        found = speaking if said.start() > 0 and apart else answering
    if (
        found is None
        or _demanded(text[: found.match.start()], lang)
        or _judged(text[found.match.start() :], lang)
    ):
        return None
    return _cue(title, text, found, lang)


@lru_cache(maxsize=100_000)
def answer_or_act_in(title: str, lang: str) -> Cue | None:
    """Return the same, or words after a colon, or an act that may answer an open claim: "Maker refunds buyers"."""
    found = answer_in(title, lang)
    if (found and not found.plain_speech) or attribution.named_last(title, lang):
        return found
    if quoted := attribution.quoted_first(title, lang):
        cue = (
            found or answer_or_act_in(quoted.title, lang) or (quoted.headed and headed(quoted, lang)) or None
        )
        weak = cue and (cue.stance == "explain" or (cue.act and quoted.headed))
        said = spoken_stance(quoted.words, lang) if weak else "explain"
        return replace(cue, stance=said) if cue and said != "explain" else cue
    if lang == "en":
        return english_cues.cue_of(title) or speech_in(title, lang)
    text = plain(title, lang)
    answering = _answering(text, lang)
    if found is None and answering and _judged(text[answering.match.start() :], lang):
        return None
    acts = [_Found(match, stance, answering=False, act=True) for match, stance in matches("acts", text, lang)]
    if attack := attack_in(title, lang):
        acts.append(_Found(attack, "deny", answering=False, act=True))
    first = min(acts, key=lambda entry: entry.match.start(), default=None)
    if first and (_demanded(text[: first.match.start()], lang) or _scorned(text[first.match.end() :], lang)):
        first = None
    act = _cue(title, text, first, lang) if first else None
    spoken = [cue for cue in (speech_in(title, lang), found, act) if cue]
    return min(spoken, key=lambda cue: cue.start, default=None)


def _said_last(title: str, last: attribution.Last, lang: str) -> Cue:
    """Return the cue of a title that ends with its speaker, with the speaker placed first."""
    stance = spoken_stance(last.words, lang)
    return Cue(
        before=" " * last.start + title[last.start : last.end],
        cue=last.verb,
        after=last.words,
        stance=last.stance if stance == "explain" else stance,
        start=last.end,
        end=last.end,
        plain_speech=True,
    )


def _cue(title: str, text: str, found: _Found, lang: str) -> Cue:
    start, end = found.match.span()
    return Cue(
        before=title[:start],
        cue=title[start:end],
        after=title[end:],
        stance=found.stance if found.stance != "explain" else _stance_after(text, found, lang),
        start=start,
        end=end,
        plain_speech=not found.answering,
        act=found.act,
    )


def _stance_after(text: str, found: _Found, lang: str) -> Stance:
    """Return the stance by the words of an explanation: those after a pause are the answer, those before it what is answered."""
    if not found.answering:
        return _spoken_after(text, found, lang)
    start, end = found.match.span()
    if lang in DENSE and phrases("responses", "stating", lang).fullmatch(found.match[0]):
        stance = spoken_stance(text[end:], lang)
        if stance != "explain":
            return stance  # the statement follows at once: 声明未授权任何人
    objects = answers_its_object(found.match[0], lang)
    if (stance := stated_stance(_paused(text, end, marked=objects), lang)) != "explain":
        return stance
    further = _cues(lang).search(text, end, end + AT_ONCE)
    if further and (stance := _stances(lang)[further[0]]) != "explain":
        return stance
    return "explain" if objects else stance_of(text[start:], lang)


def _spoken_after(text: str, found: _Found, lang: str) -> Stance:
    """Return the same for plain speech and for acts."""
    start, end = found.match.span()
    words = text[end:]
    if found.act:
        words = _paused(text, end)
        if (
            words and found.stance == "explain"
        ):  # "公布检测报告：未检出": the finding says more than its publication
            return stated_stance(words, lang)
        words = ""
    elif answers_its_object(found.match[0], lang):  # 谈解约: its object is answered
        return "explain"
    said = spoken_stance(words, lang)
    return said if said != "explain" else spoken_stance(text[start:], lang)


def _paused(text: str, end: int, *, marked: bool = False) -> str:
    """Return the words after the next pause, to the end of the quotation that it opens; empty without one.

    A quotation before a colon is what is answered: 回应“批量解约”： *深刻反省*. So is one without a mark before it if the cue's
    object is (`marked`): 回应“半自助模式”.
    """
    pause = _QUOTED_BEFORE_COLON.match(text, end) or (_MARKED if marked else _PAUSED).search(text, end)
    return _CLOSED.split(text[pause.end() :], maxsplit=1)[0] if pause else ""


_QUOTED_BEFORE_COLON = re.compile(
    r"[^：:“”\"‘’「」]*(?:[“\"‘「][^“”\"‘’「」]*[”\"’」][^：:“”\"‘’「」]*)+[：:]"
)


_CLOSED = re.compile(r"[”」』\"]")

AT_ONCE = 4
"""Characters after a cue within which a second cue belongs to the same answer: 发文认错."""

_MARKED = re.compile(r"[：:]|(?:[，,] ?| )[“\"‘「]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_PAUSED = re.compile(r"[：:]|[，,]? ?[“\"‘「]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def _answering(text: str, lang: str) -> _Found | None:
    """Return the first cue or frame of answering; at equal position the frame, which is more specific."""
    found = [_Found(match, stance, True) for match, stance in matches("frames", text, lang)]
    cue = _cues(lang).search(text)
    if cue:
        found.append(_Found(cue, _stances(lang).get(cue[0], "explain"), True))
    return min(found, key=lambda entry: entry.match.start(), default=None)


def _says(text: str, lang: str) -> re.Match[str] | None:
    """Return the first verb of speech that is not part of another word, as in 约谈."""
    held = [match.span() for match in phrases("responses", "compounds", lang).finditer(text)]
    words = phrases("responses", "says", lang).finditer(text)
    return next((m for m in words if not any(start <= m.start() < end for start, end in held)), None)


def acts_in(title: str, lang: str) -> Iterator[tuple[int, int]]:
    """Yield the spans in which a title tells of an act about a claim."""
    if lang == "en":
        return english_cues.spans(title)
    return (match.span() for match, _ in matches("acts", plain(title, lang), lang))


def _demanded(before: str, lang: str) -> bool:
    """Return whether an answer is demanded, not given: "urged to apologise"."""
    return any(pattern.search(before, clause_start(before, lang)) for pattern in patterns("demands", lang))


def clause_start(before: str, lang: str) -> int:
    """Return where the last clause of the words before a cue starts: 行李箱被要求托运 | 蓝驰航空 (回应). Scripts with spaces have one."""
    if lang not in DENSE:
        return 0
    return max((match.end() for match in _CLAUSE_ENDS.finditer(before)), default=0)


_CLAUSE_ENDS = re.compile(r"[？?！!。，,；;]|(?<=[\u4e00-\u9fff”’」』》]) (?=[\u4e00-\u9fff])")


def _scorned(after: str, lang: str) -> bool:
    """Return whether the words after an act tell how others react to it."""
    return any(pattern.match(after) for pattern in patterns("scorned", lang))


def _judged(cue_on: str, lang: str) -> bool:
    """Return whether the words from a cue on judge the answer: "apology called half-hearted"."""
    return any(pattern.match(cue_on) for pattern in patterns("judged", lang))


def _names_topic(text: str, speaking: re.Match[str], answering: re.Match[str]) -> bool:
    """Return whether the verb of speech is part of a quoted wording that is answered."""
    return any(mark in text[speaking.end() : answering.start()] for mark in "”」』》#：:")


@cache
def _cues(lang: str) -> re.Pattern[str]:
    return compiled(tuple(_stances(lang)), lang)


@cache
def _stances(lang: str) -> dict[str, Stance]:
    stances: dict[str, Stance] = lexicon.table("responses")["cues"].get(lang, {})
    return stances


def asks_opinion(title: str, lang: str) -> bool:
    """Return whether a title asks for opinions on something: if that is an answer, it was given elsewhere."""
    return any(pattern.match(title) for pattern in patterns("opinions", lang))


def answers_its_object(cue: str, lang: str) -> bool:
    """Return whether a cue's object is what is answered: "responds to", 解释."""
    if lang == "en":
        return is_reply(cue)
    return bool(phrases("responses", "objects", lang).fullmatch(plain(cue, lang)))


def replies(words: str, lang: str) -> bool:
    """Return whether a reporting verb marks a reply."""
    return bool(words and phrases("responses", "replies", lang).search(plain(words, lang)))


def accuses(words: str, lang: str) -> bool:
    """Return whether a reporting verb makes the words an accusation: "alleges", 指控."""
    return bool(words and phrases("responses", "accuses", lang).search(plain(words, lang)))


@lru_cache(maxsize=100_000)
def dates_earlier(words: str, lang: str) -> bool:
    """Return whether the words beside a reporting verb date the statement to an earlier time."""
    return bool(phrases("responses", "earlier", lang).search(plain(words, lang)))


@lru_cache(maxsize=100_000)
def says_nothing_else(words: str, lang: str) -> bool:
    """Return whether a title without its names has no words left that identify the affair."""
    left = _cues(lang).sub(" ", plain(words, lang))
    if lang == "en":
        left = " ".join(word for word in left.split() if not answers(word))
    for section in ("says", "vague"):
        left = phrases("responses", section, lang).sub(" ", left)
    left = re.sub(r"[\W_]+", "", left)
    return len(left) <= (2 if lang in {"zh", "ja"} else 3)
