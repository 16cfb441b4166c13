"""Counts accessibility violations that axe-core finds on every page of the desk: two widths, light and dark, signed in and not.

The desk shows the store that the tests fill. axe-core (MPL-2.0) is not part of this project: `npm pack axe-core` fetches it, or --axe names a file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import subjects
from review import questions

sys.path.insert(0, str(Path(__file__).parent.parent))  # browser and filled store are test helpers
from tests import chromium
from tests.desk_client import PASSWORD, listening
from tests.filled_store import fill

AXE = "axe-core@4"
SERIOUS = ("serious", "critical")
DESK, PHONE = (1280, 900), (390, 844)

PAGES = (
    "/", "/brief", "/story/s-loss", "/story/s-heat", "/company/xiaomi", "/person/lei-jun", "/topic/t-loss",
    "/document/d-wire", "/source/qiche", "/sources", "/search", "/search?q=雷军", "/explain/r-lei",
    "/explain/c-conflict", "/calendar", "/audit", "/-/login", "/story/gone", "/questions",
    *(f"/questions/{question.name}" for question in questions.every()),
)  # fmt: skip
DATASETTES = ("/rejoinder", "/rejoinder/documents", "/rejoinder/stories/s-loss", "/rejoinder/new")


def main(argv: list[str]) -> None:
    """`python -m benchmarks accessibility [--axe FILE]`."""
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--axe", type=Path, help="axe.min.js; else npm fetches it")
    given = parser.parse_args(argv)
    if chromium.found() is None or (given.axe is None and shutil.which("npm") is None):
        print("this needs Chromium, and npm or --axe: not measured")
        return
    with TemporaryDirectory() as folder:
        script = (given.axe or _fetched(Path(folder))).read_text(encoding="utf-8")
        with listening(fill(Path(folder))) as url, chromium.opened() as tab:
            tab.call("Page.setBypassCSP", enabled=True)  # axe is injected, which the content policy forbids
            for signed_in in (False, True):
                if signed_in:
                    _sign_in(tab, url)
                found = Counter(
                    finding
                    for path in (*PAGES, *DATASETTES)
                    for size in (DESK, PHONE)
                    for scheme in ("light", "dark")
                    for finding in _findings(tab, script, url + path, path, size, scheme)
                )
                told = len(PAGES) + len(DATASETTES)
                print(f"{'signed in' if signed_in else 'not signed in'}: {told} pages in four dresses")
                for (impact, rule, path), times in sorted(found.items()):
                    print(f"  {impact:<9} {rule:<34} {path}  x{times}")
                print(
                    f"  serious or critical: {sum(impact in SERIOUS for impact, *_ in found)} of {len(found)}"
                )


def _findings(
    tab: chromium.Tab, script: str, url: str, path: str, size: tuple[int, int], scheme: str
) -> Iterator[tuple[str, str, str]]:
    width, height = size
    tab.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=height,
        deviceScaleFactor=1,
        mobile=size == PHONE,
    )
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.go(url)
    tab.js("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    tab.js(script)
    result: dict[str, Any] = json.loads(
        tab.js("axe.run().then((result) => JSON.stringify({violations: result.violations}))")
    )
    for violation in result["violations"]:
        yield violation["impact"], violation["id"], path


def _fetched(folder: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", AXE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("axe-core-*.tgz")
    with tarfile.open(archive) as package:
        package.extract("package/axe.min.js", folder, filter="data")
    return folder / "package" / "axe.min.js"


def _sign_in(tab: chromium.Tab, url: str) -> None:
    tab.go(f"{url}/-/login")
    tab.fill("#id_username", "desk")
    tab.fill("#id_password", PASSWORD)
    tab.click("form.login button")
