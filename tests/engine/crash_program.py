"""A program for the crash tests: it folds orders and says each one that was acknowledged.

    python crash_program.py URL ROUND COUNT

Orders of a round have the same ids in every run, so a run after a kill sends them again.
"""

import asyncio
import sys

from tests.engine.tiny import event, open_intake, paid

from shuke.kernel import SystemClock, open_pool


async def main(url: str, round_: str, count: int) -> None:
    pool = await open_pool(url, min_size=1, max_size=6)
    intake = await open_intake(pool, SystemClock(), lanes=3)

    async def one(number: int) -> None:
        card = f"card:{number % 11}"
        order = paid(f"{round_}-{number}", card, 10 + number)
        [outcome] = await intake.submit([order])
        assert outcome.status in ("accepted", "duplicate"), outcome
        refund = {"order_id": order.id, "refund_id": order.id, "amount_cents": 5}
        [back] = await intake.submit([event(f"R{order.id}", "order.refunded", refund, card)])
        assert back.status in ("accepted", "duplicate"), back
        sys.stdout.write(order.id + "\n")
        sys.stdout.flush()

    for start in range(0, count, 32):
        await asyncio.gather(*(one(n) for n in range(start, min(start + 32, count))))
    await intake.stop()
    await pool.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
