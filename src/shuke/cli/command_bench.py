"""`shuke bench`: one figure beside its yardstick. The benchmarks live beside the source."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from shuke.cli.talk import REFUSED, AsJson, DataDir, said, talking
from shuke.kernel import ShukeError, Text


class BenchMissing(ShukeError):
    """The benchmarks are not installed."""

    code = "bench_missing"
    status = 404
    title = Text(en="The benchmarks are not here", zh="没有基准测试")


class BenchUnknown(ShukeError):
    """No benchmark has this name."""

    code = "bench_unknown"
    status = 404
    title = Text(en="No such benchmark", zh="没有这个基准测试")


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("bench", help=said("Measure against a yardstick.", "对照标尺测量速度。"))
    def bench(
        name: Annotated[
            str,
            typer.Argument(help=said("Which one; `all` for all of them.", "名称；all 为全部。")),
        ],
        seconds: Annotated[
            int,
            typer.Option("--seconds", min=1, max=120, help=said("Per round.", "每轮秒数。")),
        ] = 8,
        scale: Annotated[
            float,
            typer.Option(
                "--scale",
                min=0.001,
                max=1,
                help=said(
                    "Share of the full size of a million; below 1 nothing is kept.",
                    "百万级测试的规模比例；小于 1 时不写入结果。",
                ),
            ),
        ] = 1.0,
        keep: Annotated[
            bool,
            typer.Option(
                "--keep/--no-keep",
                help=said("Append to bench/results.md.", "写入 bench/results.md。"),
            ),
        ] = True,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            benches = _benches()
            run = importlib.import_module("bench.run")
            names = benches.NAMES if name == "all" else (name,)
            for one in names:
                if one not in benches.NAMES:
                    listed = ", ".join(benches.NAMES)
                    raise BenchUnknown(Text(en=f"There are: {listed}.", zh=f"可用的有：{listed}。"))
            fine = True
            for one in names:
                talk.say(f"{one} …", f"{one} …")
                for result in run.run(
                    one, seconds=seconds, data_dir=data, keep_it=keep and scale == 1, scale=scale
                ):
                    fine = fine and result.ok
                    talk.answer(result)
                    line = run.line(result)
                    talk.say(line, line)
            if not fine:
                raise typer.Exit(REFUSED)


def _benches() -> Any:
    root = Path(__file__).resolve().parents[3]
    if not (root / "bench" / "__init__.py").is_file():
        raise BenchMissing(
            Text(
                en="Benchmarks come with the source, not with the package.",
                zh="基准测试随源代码提供，不在安装包里。",
            ),
            hint=Text(
                en="Clone the repository and run `make bench` there.",
                zh="克隆仓库后运行 `make bench`。",
            ),
        )
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    return importlib.import_module("bench")
