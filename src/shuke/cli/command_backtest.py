"""`shuke backtest`: a draft folded over the brand's own past, beside what was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from shuke.cli.talk import AsJson, DataDir, rate, said, talking

if TYPE_CHECKING:
    from shuke.backtest import BacktestResult, Figure
    from shuke.cli.talk import Talk

_HELP = said(
    "First or last business day, inclusive (default: all there are).",
    "首个或最后一个业务日，含当日（默认全部）。",
)


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(
        "backtest",
        help=said(
            "Fold the recorded past under a draft, beside what was.",
            "用草稿回测历史，与实际并排比较。",
        ),
    )
    def backtest(
        release: Annotated[
            str,
            typer.Option(
                "--release",
                help=said(
                    "`drafts`, a release's number, or a YAML file or folder.",
                    "drafts（全部草稿）、发布版编号，或 YAML 文件、目录。",
                ),
            ),
        ] = "drafts",
        first: Annotated[
            datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help=_HELP)
        ] = None,
        last: Annotated[
            datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help=_HELP)
        ] = None,
        whole: Annotated[
            bool,
            typer.Option(
                "--whole",
                help=said("The files are all there is.", "文件就是全部定义。"),
            ),
        ] = False,
        top: Annotated[
            int,
            typer.Option(
                "--top",
                min=0,
                max=100,
                help=said("Members to list at either end.", "两端各列多少位会员。"),
            ),
        ] = 5,
        processes: Annotated[
            int | None, typer.Option("--processes", min=1, help=said("Processes.", "进程数。"))
        ] = None,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.backtesting import Asked, backtest_all
            from shuke.cli.place import settled, waited

            since, until = (first and first.date()), (last and last.date())
            asked = Asked(release, since, until, top, processes, whole=whole)
            with settled(data) as settings, talk.progress() as bars:
                bar = bars.add_task(said("back-testing", "回测"), total=None, rate="")

                def moved(done: int, total: int, seconds: float) -> None:
                    events = said("events", "事件")
                    bars.update(bar, completed=done, total=total, rate=rate(done, seconds, events))

                found = waited(backtest_all(settings, asked, moved))
            talk.answer(found)
            _tell(talk, found)


def _sides(talk: Talk, rows: list[tuple[str, Figure]]) -> None:
    talk.table(
        ["", said("was", "实际"), said("draft", "草稿"), said("difference", "差异")],
        [[name, f"{p.was:,}", f"{p.draft:,}", f"{p.difference:+,}"] for name, p in rows],
    )


def _tell_rewards(talk: Talk, found: BacktestResult) -> None:
    cost = found.cost
    pairs = (
        ("points", "积分", cost.points),
        ("coupons", "券", cost.coupons),
        ("offers", "优惠", cost.offers),
        ("benefits", "权益", cost.benefits),
        ("cost", "花费合计", cost.total),
    )
    rows: list[tuple[str, Figure]] = [
        (said(f"{en}, in cents", f"{zh}，货币最小单位"), pair)
        for en, zh, pair in pairs
        if pair is not None and (pair.was or pair.draft)
    ]
    for reward in found.rewards:
        name = said(reward.name.en, reward.name.zh)
        rows += [(f"{name}: {act.act}", act.times) for act in reward.acts if act.times.difference]
    if rows:
        talk.say("", "")
        _sides(talk, rows)


def _tell(talk: Talk, found: BacktestResult) -> None:
    talk.say(
        f"{found.first} to {found.last}: {found.members:,} members, {found.events:,} events "
        f"in {found.seconds:.1f} s" + (": nothing differs." if found.same else "."),
        f"{found.first} 至 {found.last}：{found.members:,} 位会员，{found.events:,} 条事件，"
        f"用时 {found.seconds:.1f} 秒" + ("：没有差异。" if found.same else "。"),
    )
    for its in found.currencies:
        members = its.members
        # The pots of a stored value are money.
        en, zh = (", in cents", "（货币最小单位）") if ":" in its.currency else ("", "")
        talk.say(
            f"\n{its.name.en}{en}: {members.winners:,} gain, {members.losers:,} lose",
            f"\n{its.name.zh}{zh}：{members.winners:,} 位多得，{members.losers:,} 位少得",
        )
        rows = [
            (said(en, zh), getattr(its.flows, name))
            for name, en, zh in (
                ("issued", "issued", "发放"),
                ("reversed", "reversed", "冲回"),
                ("spent", "spent", "使用"),
                ("expired", "expired", "过期"),
            )
        ]
        rows.append((said("outstanding", "余额"), its.outstanding))
        _sides(talk, rows)
        for one in [*members.top, *members.bottom]:
            talk.say(
                f"  {one.member}: {one.gain.was:,} → {one.gain.draft:,}",
                f"  {one.member}：{one.gain.was:,} → {one.gain.draft:,}",
            )
    _tell_rewards(talk, found)
    for tiers in found.tiers:
        talk.say(
            f"\n{tiers.name.en}: {tiers.higher:,} higher, {tiers.lower:,} lower",
            f"\n{tiers.name.zh}：{tiers.higher:,} 位更高，{tiers.lower:,} 位更低",
        )
        for move in tiers.moves:
            if move.was != move.draft:
                line = f"  {move.was or '—'} → {move.draft or '—'}: {move.members:,}"
                talk.say(line, line)
    for budget in found.budgets:
        talk.say(
            f"\n{budget.stock}: {budget.taken.was:,} → {budget.taken.draft:,} taken, "
            f"{budget.refused.was:,} → {budget.refused.draft:,} refused",
            f"\n{budget.stock}：占用 {budget.taken.was:,} → {budget.taken.draft:,}，"
            f"拒绝 {budget.refused.was:,} → {budget.refused.draft:,}",
        )
    for near in found.approximations:
        count = f" ({near.number:,})" if near.number else ""
        talk.say(f"* {near.text.en}{count}", f"* {near.text.zh}{count}")
