"""Acts that count once: one transaction each, and one answer for each `Idempotency-Key`.

A route says `once=…` and nothing else: its function runs inside the transaction that also claims
the key and keeps the answer, so after a crash either both are there or neither is. A refusal is not
kept: nothing has happened, and the key may be sent again with a better request.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

import msgspec

from shuke.api.ask import Ask
from shuke.org import Claim, KeptAnswer

ACTS_AT_ONCE: Final = 4
"""Acts of one process that may hold a transaction: some of them wait for the intake, which needs
connections of the same pool."""

REPLAYED: Final = "idempotency-replayed"
_encode: Final = msgspec.json.Encoder(order="sorted").encode


async def once(
    ask: Ask[Any, Any],
    name: str,
    lasts: timedelta,
    act: Callable[[], Awaitable[KeptAnswer]],
) -> KeptAnswer:
    """Do the act in one transaction, or give the answer that its key had the first time.

    Errors: `idempotency_key_reused`, and whatever the act refuses.
    """
    key = ask.given_key
    async with ask.request.app.state.acts:
        async with ask.connection() as connection, connection.transaction():
            if key is None:
                answer = await act()
            else:
                asked = _encode([name, ask.path, ask.query, ask.body])
                claim = Claim(ask.shuke.settings.session_key, ask.actor, key, asked)
                member = ask.path.get("member")
                kept = await claim.take(connection, at=ask.now, lasts=lasts, member=member)
                if kept is not None:
                    return KeptAnswer(kept.status, {**kept.headers, REPLAYED: "true"}, kept.body)
                ask.act_mark = claim.place
                answer = await act()
                await claim.keep(connection, answer)
        await ask.committed()
    return answer
