"""Benchmarks: every figure beside a yardstick measured in the same run on the same PostgreSQL.

`shuke bench NAME --json` runs one of `NAMES`, prints it and appends it to `bench/results.md`. Ours
and the yardstick take turns (A B A B A), medians are quoted. The demo's year is loaded first, so
tables have the same age in every run.
"""

NAMES = (
    "ingest",
    "bulk",
    "single",
    "hot",
    "growth",
    "processes",
    "feed",
    "verify",
    "backtest",
    "explain",
    "quote",
    "redeem",
    "flash",
    "codes",
    "issue",
    "expire",
    "memory",
)
