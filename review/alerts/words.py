"""Boolean words of a rule: and, or, not, brackets, "phrases", begin*. Two adjacent words must both occur."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Test = Callable[[str], bool]

TOKEN = re.compile(r'\s*(?:(?P<bracket>[()])|"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))')
CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af]")
DEEPEST = 50
"""Maximum nesting of brackets, since each level is a recursive call."""


def parse(typed: str) -> Test:
    """Compile a boolean expression to a test of texts.

    Latin words match whole words, Chinese ones anywhere; case and width do not matter.

    Raises:
        ValueError: what is wrong, with its position.
    """
    tokens = _tokens(typed)
    test, rest = _either(tokens, 0)
    if rest:
        raise ValueError(f"words: {rest[0][1]!r} is one bracket too many in {typed!r}")
    return lambda text: test(_plain(text))


def _tokens(typed: str) -> list[tuple[str, str]]:
    if typed.count('"') % 2:
        raise ValueError(f"words: a quotation mark without its second in {typed!r}")
    tokens: list[tuple[str, str]] = []
    for match in TOKEN.finditer(typed):
        kind = str(match.lastgroup)
        value = match[kind]
        lowered = value.casefold()
        if kind == "word" and lowered in ("and", "or", "not"):
            tokens.append((lowered, value))
        else:
            tokens.append((kind, value))
    if not tokens:
        raise ValueError("words: empty; leave the key out to match all")
    return tokens


def _either(tokens: list[tuple[str, str]], depth: int) -> tuple[Test, list[tuple[str, str]]]:
    first, tokens = _both(tokens, depth)
    tests = [first]
    while tokens and tokens[0][0] == "or":
        following, tokens = _both(tokens[1:], depth)
        tests.append(following)
    return (lambda text: any(test(text) for test in tests)), tokens


def _both(tokens: list[tuple[str, str]], depth: int) -> tuple[Test, list[tuple[str, str]]]:
    first, tokens = _one(tokens, depth)
    tests = [first]
    while tokens and tokens[0][0] != "or" and tokens[0] != ("bracket", ")"):
        following, tokens = _one(tokens[1:] if tokens[0][0] == "and" else tokens, depth)
        tests.append(following)
    return (lambda text: all(test(text) for test in tests)), tokens


def _one(tokens: list[tuple[str, str]], depth: int) -> tuple[Test, list[tuple[str, str]]]:
    if not tokens:
        raise ValueError("words: something is missing at the end")
    if depth > DEEPEST:
        raise ValueError("words: too many brackets within brackets")
    (kind, value), rest = tokens[0], tokens[1:]
    if kind == "not":
        test, rest = _one(rest, depth + 1)
        return (lambda text: not test(text)), rest
    if (kind, value) == ("bracket", "("):
        test, rest = _either(rest, depth + 1)
        if not rest or rest[0] != ("bracket", ")"):
            raise ValueError("words: a bracket without its second")
        return test, rest[1:]
    if kind in ("word", "phrase"):
        return _term(value), rest
    raise ValueError(f"words: {value!r} stands where a word should")


def _term(value: str) -> Test:
    plain = _plain(value)
    stem = plain.rstrip("*")
    if not stem.strip():
        raise ValueError(f"words: {value!r} says nothing")
    pattern = re.escape(stem)
    if not CJK.search(stem[0]):
        pattern = rf"(?<!\w){pattern}" if stem[0].isalnum() else pattern
    if not plain.endswith("*") and stem[-1].isalnum() and not CJK.search(stem[-1]):
        # Chinese has no spaces: 小米SU7上市 contains the word SU7.
        pattern = rf"{pattern}(?![^\W\u3400-\u9fff])"
    found = re.compile(pattern.replace(r"(?<!\w)", r"(?<![^\W\u3400-\u9fff])"))
    return lambda text: bool(found.search(text))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold())
