"""Running benchmarks by name."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

from bench.ground import prepared
from bench.result import Result, keep


def run(
    name: str, *, seconds: int, data_dir: Path | None, keep_it: bool, scale: float = 1.0
) -> Iterator[Result]:
    """Run one benchmark; give its results and keep them."""
    module = importlib.import_module(f"bench.{name}")
    with prepared(data_dir, scale) as ground:
        for result in module.run(ground, seconds):
            if keep_it:
                keep(result)
            yield result


def line(result: Result) -> str:
    """A result for a person."""
    bound = ""
    if result.at_least is not None:
        bound = f", must be ≥ {result.at_least}"
    elif result.at_most is not None:
        bound = f", must be ≤ {result.at_most}"
    verdict = "holds" if result.ok else "DOES NOT HOLD"
    beside = ", ".join(f"{name} {value}" for name, value in result.more.items())
    return (
        f"{result.name}: {result.value:,} {result.unit} against {result.yardstick_value:,} "
        f"({result.yardstick}): ratio {result.ratio}{bound}: {verdict}\n  {beside}"
    )
