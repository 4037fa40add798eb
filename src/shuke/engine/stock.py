"""Scarce counters: the fold assumes yes and lists what it takes; here the takes are granted.

Takes are granted in the order of the batch, under the counters' locks (taken in the order of their
ids, after all members). Only events that were refused fold again, with the refusal given. A counter
knows what was taken; each take says how much there is in all, because a release may change it.
"""

from __future__ import annotations

from collections.abc import Collection

from shuke.engine import batch_sql as sql
from shuke.engine.connection import Connection
from shuke.engine.seat import Seat


async def grant(connection: Connection, seats: Collection[Seat]) -> list[Seat]:
    """Answer the seats that must fold again because something they took was refused.

    When the answer is empty every take is granted and written.
    """
    takes = [
        (seat, folded, stock, amount, size)
        for seat in seats
        for folded in seat.folded
        for stock, (amount, size) in folded.takes.items()
    ]
    if not takes:
        return []
    sizes = {stock: size for _seat, _folded, stock, _amount, size in takes}
    ids = sorted(sizes)
    await connection.execute(sql.OPEN_STOCK, ids, [sizes[stock] for stock in ids])
    counters: dict[str, tuple[int, int]] = {
        row["id"]: (row["size"], row["left"]) for row in await connection.fetch(sql.LOCK_STOCK, ids)
    }
    taken = {stock: size - left for stock, (size, left) in counters.items()}
    size_now = {stock: size for stock, (size, _left) in counters.items()}
    again: dict[str, Seat] = {}
    # What goes back comes first: it only makes room.
    for _seat, _folded, stock, amount, _size in takes:
        if amount < 0:
            taken[stock] += amount
    every = [(seat, folded) for seat in seats for folded in seat.folded]
    for seat, folded in every:
        wanted = [(stock, *its) for stock, its in folded.takes.items() if its[0] > 0]
        # The release that judges says how much there is; it may have been raised or lowered since.
        over = [stock for stock, amount, size in wanted if taken[stock] + amount > size]
        if not over:
            for stock, amount, size in wanted:
                taken[stock] += amount
                size_now[stock] = size
            continue
        # It folds again and then takes something else: what it wanted now keeps nobody out.
        refused = seat.refused_stock.setdefault(folded.arrival.key, [])
        refused += [stock for stock in over if stock not in refused]
        again[seat.subject] = seat
    if again:
        return list(again.values())
    after = {
        stock: (size, size - taken[stock])
        for stock, size in ((stock, max(size_now[stock], taken[stock])) for stock in ids)
    }
    changed = [stock for stock in ids if after[stock] != counters[stock]]
    await connection.execute(
        sql.TAKE_STOCK,
        changed,
        [after[stock][0] for stock in changed],
        [after[stock][1] for stock in changed],
    )
    return []
