"""Every measurement says what it measures, and the commands that the results name exist."""

import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks.__main__ import SUBJECTS, main

RESULTS = Path(__file__).parent.parent / "benchmarks" / "RESULTS.md"
COMMAND = re.compile(rf"`({'|'.join(SUBJECTS)})((?: [^`]*)?)`")


@cache
def help_of(subject: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        told: list[str] = []
        patch.setattr("sys.stdout.write", told.append)
        with pytest.raises(SystemExit) as ended:
            main([subject, "--help"])
    assert not ended.value.code
    return "".join(told)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_says_what_it_measures(subject: str) -> None:
    told = help_of(subject)
    assert f"usage: python -m benchmarks {subject}" in told
    assert SUBJECTS[subject].partition("\n")[0] in told


def test_the_results_name_measurements_and_options_that_exist() -> None:
    commands = COMMAND.findall(RESULTS.read_text(encoding="utf-8"))
    assert {subject for subject, _ in commands} >= SUBJECTS.keys() - {"ablation", "stream_statistics"}
    for subject, options in commands:
        for option in re.findall(r"--[\w-]+", options):
            assert option in help_of(subject), f"{subject} {options}"


def test_an_unknown_subject_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weather"]) == 2
    assert "no such subject: weather" in capsys.readouterr().err
