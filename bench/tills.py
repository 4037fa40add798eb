"""The load client of `redeem`: each connection holds points and a coupon, then confirms the hold.

A process of its own like `bench.load`, with the same orders; an answer counts events, two for a
redemption. Member after member, and coupon after coupon when all members had their turn.
"""

from __future__ import annotations

import sys
from typing import Any, Final

import msgspec

from bench.load import Connection, Orders, Run, framed, member

COUPONS: Final = 4
"""Coupons of each member of the crowd."""
POINTS: Final = 10


class Redemptions(Run):
    """A connection that has held confirms before it turns to the next member."""

    def __init__(self, orders: Orders, pairs: list[tuple[bytes, bytes]]) -> None:
        super().__init__(orders, [])
        self.pairs = pairs
        self.then: dict[Connection, bytes] = {}

    def next(self, connection: Connection) -> bytes | None:
        confirm = self.then.pop(connection, None)
        if confirm is not None:
            return confirm
        if self.ended(len(self.pairs)):
            return None
        hold, self.then[connection] = self.pairs[self.place]
        self.place += 1
        return hold


def coupon(number: int) -> str:
    """The id of a coupon that only a benchmark knows."""
    return f"SC-bench-{number}"


def _pairs(orders: Orders) -> list[tuple[bytes, bytes]]:
    spread = orders.spread or 1
    return [_pair(orders, number, spread) for number in range(orders.first, _last(orders))]


def _last(orders: Orders) -> int:
    return orders.first + orders.requests


def _pair(orders: Orders, number: int, spread: int) -> tuple[bytes, bytes]:
    turn, who = divmod(number, spread)
    subject, hold = member(who + 1), f"{orders.prefix}-{number}"
    common = f'"source":"bench","subject":"member:{subject}"'
    points = f'[{{"currency":"points","amount":{POINTS}}}]'
    coupons = f'[{{"coupon":"{coupon(turn % COUPONS)}","discount_cents":500}}]'
    made = (
        f'{{"id":"h-{hold}","type":"hold.make",{common},"data":{{"hold_id":"{hold}",'
        f'"points":{points},"coupons":{coupons}}}}}'
    )
    confirmed = f'{{"id":"c-{hold}","type":"hold.confirm",{common},"data":{{"hold_id":"{hold}"}}}}'
    return framed(orders, made.encode()), framed(orders, confirmed.encode())


def main() -> None:
    """Serve one order from stdin."""
    import uvloop

    orders = msgspec.json.decode(sys.stdin.readline(), type=Orders)
    run = Redemptions(orders, _pairs(orders))
    print("ready", flush=True)
    sys.stdin.readline()
    answer: Any = uvloop.run(run.go())
    print(msgspec.json.encode(answer).decode(), flush=True)


if __name__ == "__main__":
    main()
