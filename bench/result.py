"""What a benchmark answers, and the page on which answers are kept."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
import psutil

RESULTS = Path(__file__).with_name("results.md")


class Result(msgspec.Struct, omit_defaults=True):
    """One benchmark's answer.

    `ratio` is value ÷ yardstick where more is better, and for times the other way round is said
    by `better = "less"`. `at_least` / `at_most` is what the ratio (or the value, when there is no
    yardstick) must be; `aim` what we would like.
    """

    name: str
    value: float
    unit: str
    yardstick: str
    yardstick_value: float
    ratio: float
    ok: bool
    at_least: float | None = None
    at_most: float | None = None
    aim: float | None = None
    rounds: list[float] = []
    yardstick_rounds: list[float] = []
    more: dict[str, Any] = {}
    machine: str = ""
    at: str = ""


def against(
    name: str,
    unit: str,
    rounds: list[float],
    yardstick: str,
    yardstick_rounds: list[float],
    *,
    at_least: float | None = None,
    at_most: float | None = None,
    aim: float | None = None,
    **more: Any,
) -> Result:
    """A result against a yardstick: medians, their ratio, and whether it is what it must be."""
    value, other = median(rounds), median(yardstick_rounds)
    ratio = value / other if other else 0.0
    ok = (at_least is None or ratio >= at_least) and (at_most is None or ratio <= at_most)
    return Result(
        name=name,
        value=_short(value),
        unit=unit,
        yardstick=yardstick,
        yardstick_value=_short(other),
        ratio=round(ratio, 3),
        ok=ok and all(more.get("also", {}).values()),
        at_least=at_least,
        at_most=at_most,
        aim=aim,
        rounds=[_short(one) for one in rounds],
        yardstick_rounds=[_short(one) for one in yardstick_rounds],
        more=more,
        machine=machine(),
        at=f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z",
    )


def within(name: str, unit: str, value: float, limit: float, what: str, **more: Any) -> Result:
    """A result against a fixed limit: fine when it is at most that."""
    return Result(
        name=name,
        value=_short(value),
        unit=unit,
        yardstick=what,
        yardstick_value=limit,
        ratio=round(value / limit, 3) if limit else 0.0,
        ok=value <= limit and all(more.get("also", {}).values()),
        at_most=1.0,
        more=more,
        machine=machine(),
        at=f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z",
    )


def machine() -> str:
    """The machine in a line: processor, cores, memory, system, Python, and how busy it is.

    A load well above the number of cores says that others were using it: measure again.
    """
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{_processor()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def keep(result: Result) -> None:
    """Append a result to the page."""
    if not RESULTS.exists():
        RESULTS.write_text(_HEAD, encoding="utf-8")
    bound = ""
    if result.at_least is not None:
        bound = f"≥ {result.at_least}"
    elif result.at_most is not None:
        bound = f"≤ {result.at_most}"
    cells = [
        result.at,
        result.name,
        f"{result.value:,} {result.unit}",
        f"{result.yardstick}: {result.yardstick_value:,}",
        f"{result.ratio}",
        bound,
        "yes" if result.ok else "**no**",
        "; ".join(f"{name} {_cell(value)}" for name, value in result.more.items()),
        result.machine,
    ]
    with RESULTS.open("a", encoding="utf-8") as page:
        page.write("| " + " | ".join(cells) + " |\n")


_HEAD = """# Benchmark results

Written by `shuke bench`; the latest line of a name counts. Ratio = ours ÷ yardstick, both medians
of rounds that took turns on the same PostgreSQL. A line whose machine was busy with other work
(load well above its cores) says little about limits in absolute time.

| at | name | ours | yardstick | ratio | must be | holds | beside it | machine |
|---|---|---|---|---|---|---|---|---|
"""


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(f"{name} {_cell(inner)}" for name, inner in value.items()) + ")"
    return str(value)


def _short(value: float) -> float:
    return round(value, 1) if value >= 100 else round(value, 3)
