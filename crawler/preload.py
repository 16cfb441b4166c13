"""Imports what the first page would load, so that forked processes inherit it.

A page that may name a month in words makes htmldate load month names in two hundred languages, which takes as long as
several pages. Otherwise, each process would repeat it.
"""

from __future__ import annotations

import gc

from crawler.pages import read_page

UNDATED = b"<html><body><div class='date'>am 12. vielleicht 24, 12:30</div><p>A page that does not say when it was written.</p>"

read_page(UNDATED, "https://example.com/undated")
gc.freeze()
