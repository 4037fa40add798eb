"""Slowing down guessers: failed sign-ins are counted before the password is looked at.

Three counters: address with network address (the usual guesser), network address alone (one
guesser, many addresses), address alone (many guessers). Counting first means that parallel guesses
count too.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import Final

from shuke.org.error import TooManyAttempts
from shuke.org.sql import Connection

WINDOW: Final = timedelta(minutes=15)
"""Failures older than this are forgotten."""
LONGEST_WAIT_SECONDS: Final = 900
FREE_PAIR: Final = 5
FREE_NETWORK: Final = 50
FREE_ADDRESS: Final = 50
FREE_CODES: Final = 10
FREE_CODES_OF_ACTOR: Final = 1_000
_FIRST_WAIT_SECONDS: Final = 10

# Rows come and go while others count, so no order of locks is safe: callers queue for a moment.
_QUEUE: Final = "select pg_advisory_xact_lock(hashtext('org_attempt'))"

# One statement counts the attempt and says whether it may go on: an attempt while blocked does not
# count, the n-th beyond the free ones blocks for 10 s, 20 s, 40 s … 900 s.
_COUNT: Final = """
insert into org_attempt as a (who, failures, since, blocked_until)
select who, 1, $2, null from unnest($1::bytea[]) as who order by who
on conflict (who) do update set
    failures = case when a.since < $3 then 1
                    when a.blocked_until > $2 then a.failures
                    else a.failures + 1 end,
    since = case when a.since < $3 then $2 else a.since end,
    blocked_until = case when a.since < $3 then null else a.blocked_until end
returning who, failures, blocked_until
"""


def counters(address: str, network: str) -> dict[bytes, int]:
    """The counters of an attempt: hashed key → how many failures are free."""
    return {
        _key("pair", address, network): FREE_PAIR,
        _key("network", network): FREE_NETWORK,
        _key("address", address): FREE_ADDRESS,
    }


def guesses(member: str, actor: str) -> dict[bytes, int]:
    """The counters of somebody who tries codes: the member, and the actor that asks for many."""
    return {
        _key("code", member): FREE_CODES,
        _key("code by", actor): FREE_CODES_OF_ACTOR,
    }


async def count_attempt(connection: Connection, keys: dict[bytes, int], at: datetime) -> None:
    """Count an attempt as failed until `forget_attempts`; `too_many_attempts` when it must wait."""
    async with connection.transaction():
        await connection.execute(_QUEUE)
        rows = await connection.fetch(_COUNT, list(keys), at, at - WINDOW)
        wait = max((_wait(row["blocked_until"], at) for row in rows), default=0)
        if not wait:
            for row in rows:
                over = row["failures"] - keys[row["who"]]
                if over >= 0:
                    seconds = min(_FIRST_WAIT_SECONDS << min(over, 10), LONGEST_WAIT_SECONDS)
                    await connection.execute(
                        "update org_attempt set blocked_until = $2 where who = $1",
                        row["who"],
                        at + timedelta(seconds=seconds),
                    )
    if wait:
        raise TooManyAttempts(wait)


async def forget_attempts(connection: Connection, keys: dict[bytes, int], at: datetime) -> None:
    """The attempt succeeded: its pair starts anew; the others take it back. Old rows go."""
    pair, *others = keys
    async with connection.transaction():
        await connection.execute(_QUEUE)
        await connection.execute("delete from org_attempt where who = $1", pair)
        await connection.execute(
            "update org_attempt set failures = failures - 1 where who = any($1) and failures > 0",
            others,
        )
        await connection.execute(
            "delete from org_attempt where who in (select who from org_attempt where since < $1"
            " for update skip locked)",
            at - WINDOW,
        )


def _wait(until: datetime | None, at: datetime) -> int:
    return 0 if until is None or until <= at else ceil((until - at).total_seconds())


def _key(*parts: str) -> bytes:
    return sha256("\x00".join(parts).encode()).digest()
