"""Loads on import what the first page would load, so that forked processes have it already.

A page that may name a month in words makes htmldate load their names in two hundred languages: as much work as several
pages. Each process would do it anew.
"""

from __future__ import annotations

import gc

from crawler.pages import read_page

UNDATED = b"<html><body><div class='date'>am 12. vielleicht 24, 12:30</div><p>A page that does not say when it was written.</p>"

read_page(UNDATED, "https://example.com/undated")
gc.freeze()
