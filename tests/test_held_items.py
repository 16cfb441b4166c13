"""The linker is given every open item that it does not hold, and the store is not asked again for those it holds."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.made_up import START, empty, fill
from db import items, weighings
from records import Weighing

BEFORE, PASSES = 60, 120


def entry(number: int, at: datetime) -> dict:
    item = f"{number:016x}"
    return {"id": item, "at": at, "title": item, "body": "", "mentions": [], "lang": "en"}


def test_a_pass_is_given_all_open_items_that_the_linker_does_not_hold(tmp_path: Path) -> None:
    store, chance = empty(tmp_path / "store.db"), random.Random(3)
    # Linked by an earlier process: ten hours apart, the last at the first pass.
    fill(
        store,
        [entry(number, START - timedelta(hours=10 * (BEFORE - number))) for number in range(BEFORE)],
        linked=True,
    )
    known: dict[str, Weighing] = {}
    held, now, all_open, asked = None, START, 0, 0
    for number in range(BEFORE, BEFORE + PASSES):
        now += timedelta(hours=chance.choice((1, 6, 30, 100)))
        # The first item and every third one later arrive up to twenty days late.
        late = 15 if number == BEFORE else chance.choice((0, 0, chance.uniform(0, 20)))
        new = entry(number, now - timedelta(days=late))
        fill(store, [new], linked=False)

        loaded = items.load(store, now=now, known=frozenset(known), held=held)
        begin, end = new["at"], new["at"] + items.WINDOW_AFTER
        open_items = weighings.open_between(store, begin, end)
        assert open_items <= known.keys() | {one.id for one in loaded.items}
        all_open += len(open_items)
        asked += len(weighings.open_between(store, begin, end, held=held))

        weighed = Weighing(
            item=new["id"], at=begin, until=begin + weighings.MAX_OPEN, terms={}, ties={}, sketch=()
        )
        known |= loaded.weighings | {weighed.item: weighed}
        held = loaded.held
        # The linker drops what was no longer open at the latest item that it placed.
        latest = max(begin, held.since if held else begin)
        known = {name: one for name, one in known.items() if one.until >= latest}
        with store.atomic():
            weighings.save(store, [weighed], ())
            store.execute("update readings set linked_as = reader || ' ' || text_sha256")
    assert 0 < asked < all_open / 2
