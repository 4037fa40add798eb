"""`shuke demo`: a real grocer's year, folded and served."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shuke.cli.talk import REFUSED, AsJson, DataDir, Talk, rate, said, talking

if TYPE_CHECKING:
    from shuke.cli.demo.report import Report
    from shuke.cli.demo.run import Options
    from shuke.kernel import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(
        "demo",
        help=said("Fold a real grocer's year and serve it.", "导入真实商超的一年并启动。"),
    )
    def demo(
        serve: Annotated[
            bool,
            typer.Option("--serve/--no-serve", help=said("Serve afterwards.", "完成后启动服务。")),
        ] = True,
        plain: Annotated[
            bool,
            typer.Option(
                "--plain",
                help=said(
                    "Only what is in the data: no refunds, late tickets, spends or top-ups.",
                    "只用原始数据：不加退款、迟到小票、积分消费和储值。",
                ),
            ),
        ] = False,
        shift: Annotated[
            bool,
            typer.Option(
                "--shift/--no-shift",
                help=said("Move the year to end this week.", "把年份平移到最近一周。"),
            ),
        ] = True,
        live: Annotated[
            float | None,
            typer.Option(
                "--live",
                min=0.01,
                max=1000,
                help=said("Go on with so many orders a second.", "之后每秒送入多少张订单。"),
            ),
        ] = None,
        host: Annotated[
            str | None, typer.Option("--host", help=said("Address.", "监听地址。"))
        ] = None,
        port: Annotated[
            int | None, typer.Option("--port", help=said("Port.", "监听端口。"))
        ] = None,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            _demo(talk, data, plain=plain, shift=shift, serve=serve, place=(host, port, live))


Place = tuple[str | None, int | None, float | None]
"""Host, port and pace of live orders, as `shuke serve` takes them."""


def _demo(
    talk: Talk, data: Path | None, *, plain: bool, shift: bool, serve: bool, place: Place
) -> None:
    """Fold the year, say what came of it, and serve."""
    from shuke.cli.demo.run import Options
    from shuke.cli.demo.signing import signed_up
    from shuke.cli.place import settled, waited

    with settled(data) as settings:
        report = _folded(talk, settings, Options(plain=plain, shift=shift))
        sign_in = None if not serve else waited(signed_up(settings))
        folder = settings.data_dir
    talk.answer(report)
    _tell(talk, report)
    if sign_in is None:
        raise typer.Exit(REFUSED if report.refused else 0)
    talk.say(
        f"Sign in as {sign_in.email} with {sign_in.password}",
        f"登录：{sign_in.email}，密码 {sign_in.password}",
    )
    _serve(folder, *place)


def _folded(talk: Talk, settings: Settings, options: Options) -> Report:
    """Fold the year under a progress bar."""
    from shuke.cli.demo.run import fold_year
    from shuke.cli.place import waited

    with talk.progress() as bars:
        bar = bars.add_task(said("folding the year", "导入一年"), total=None, rate="")
        began: list[tuple[float, int]] = []

        def moved(done: int, total: int) -> None:
            now = time.perf_counter()
            began.append((now, done)) if not began else None
            since, before = began[0]
            pace = rate(done - before, now - since, said("events", "事件"))
            bars.update(bar, completed=done, total=total, rate=pace)

        return waited(fold_year(settings, options, moved))


def _tell(talk: Talk, report: Report) -> None:
    """The report in sentences."""
    drawn = report.drawn
    talk.say(
        f"{report.members:,} members, {report.orders:,} orders, {report.lines:,} lines, "
        f"${report.paid_cents / 100:,.2f} in {report.seconds:.1f} s "
        f"({report.events_per_second:,.0f} events/s). "
        f"Points issued {report.points_issued:,}, expired {report.points_expired:,}.\n"
        f"{report.coupon_templates:,} coupon templates, {report.coupons_issued:,} coupons issued, "
        f"{report.coupons_redeemed:,} redeemed.\n"
        f"Added by a fixed seed: {drawn.refunds:,} refunds ({drawn.partial_refunds:,} "
        f"partial), {drawn.late_tickets:,} late tickets, {drawn.spends:,} spends "
        f"({drawn.donations:,} of them donations), {drawn.top_ups:,} top-ups of stored value "
        f"(${drawn.topped_up_cents / 100:,.2f} and ${drawn.bonus_cents / 100:,.2f} of bonus; "
        f"${drawn.stored_value_cents / 100:,.2f} of {drawn.orders_with_stored_value:,} orders "
        "paid with it).",
        f"{report.members:,} 位会员，{report.orders:,} 张订单，{report.lines:,} 行，"
        f"${report.paid_cents / 100:,.2f}，用时 {report.seconds:.1f} 秒"
        f"（{report.events_per_second:,.0f} 事件/秒）。"
        f"发放 {report.points_issued:,} 分，到期 {report.points_expired:,} 分。\n"
        f"券模板 {report.coupon_templates:,} 种，发券 {report.coupons_issued:,} 张，"
        f"用券 {report.coupons_redeemed:,} 张。\n"
        f"按固定种子加入：退款 {drawn.refunds:,} 笔（部分退款 {drawn.partial_refunds:,} "
        f"笔），迟到小票 {drawn.late_tickets:,} 张，积分消费 {drawn.spends:,} 笔"
        f"（其中捐赠 {drawn.donations:,} 笔），储值充值 {drawn.top_ups:,} 笔"
        f"（本金 ${drawn.topped_up_cents / 100:,.2f}，赠送 ${drawn.bonus_cents / 100:,.2f}；"
        f"{drawn.orders_with_stored_value:,} 单用储值付 ${drawn.stored_value_cents / 100:,.2f}）。",
    )
    if report.refused:
        talk.say(f"{report.refused} events were refused.", f"有 {report.refused} 条事件被拒绝。")


def _serve(folder: Path, host: str | None, port: int | None, live: float | None) -> None:
    """Become `shuke serve`: a fresh process does not carry the year in its memory."""
    arguments = [sys.executable, "-m", "shuke.cli", "serve", "--data", str(folder)]
    if host is not None:
        arguments += ["--host", host]
    if port is not None:
        arguments += ["--port", str(port)]
    if live is not None:
        arguments += ["--live", str(live)]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, arguments)  # noqa: S606 - our own program, no shell
