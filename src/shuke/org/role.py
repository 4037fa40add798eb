"""Permissions and roles, in one table; an API key's scopes are permissions too."""

from typing import Final, NamedTuple

from shuke.kernel import Text


class Permission(NamedTuple):
    """One thing that somebody may do."""

    name: str
    title: Text


class Role(NamedTuple):
    """A job: its permissions, and how many points it may adjust in one act (None: no limit)."""

    name: str
    title: Text
    permissions: frozenset[str]
    adjust_limit: int | None = None


ADMIN: Final = "admin"
"""As a key's scope: everything."""

PERMISSIONS: Final = (
    Permission("figures:read", Text(en="See figures", zh="看数据")),
    Permission("members:read", Text(en="See members", zh="看会员")),
    Permission("members:write", Text(en="Register and change members", zh="登记和修改会员")),
    Permission("members:reveal", Text(en="See personal data in clear", zh="查看明文个人信息")),
    Permission("members:erase", Text(en="Erase members for good", zh="永久抹除会员")),
    Permission("members:link", Text(en="Let members in to their page", zh="生成会员页登录链接")),
    Permission("codes:read", Text(en="Read member codes", zh="读取会员码")),
    Permission("points:adjust", Text(en="Adjust points", zh="调整积分")),
    Permission("coupons:issue", Text(en="Issue and void coupons", zh="发券与作废")),
    Permission("transfers:write", Text(en="Move points between members", zh="会员间转移积分")),
    Permission("value:write", Text(en="Handle stored value", zh="处理储值")),
    Permission("quotes:read", Text(en="Price carts", zh="为购物车报价")),
    Permission("benefits:use", Text(en="Use benefits for members", zh="为会员使用权益")),
    Permission("plans:write", Text(en="Handle paid plans", zh="处理付费方案")),
    Permission("gifts:fulfil", Text(en="Fulfil and reverse gifts", zh="礼品履约与撤销")),
    Permission("events:read", Text(en="See events", zh="看事件")),
    Permission("events:write", Text(en="Send events", zh="发送事件")),
    Permission("events:import", Text(en="Import past events", zh="导入历史事件")),
    Permission("inbox:write", Text(en="Repair failed events", zh="处理失败事件")),
    Permission("definitions:read", Text(en="See definitions", zh="看定义")),
    Permission("definitions:write", Text(en="Change drafts", zh="修改草稿")),
    Permission("releases:publish", Text(en="Publish releases", zh="发布")),
    Permission("ledger:read", Text(en="See roll-forward and statements", zh="看滚存与对账单")),
    Permission("finance:close", Text(en="Close periods", zh="结账")),
    Permission("exports:write", Text(en="Export", zh="导出")),
    Permission("jobs:read", Text(en="See jobs", zh="看作业")),
    Permission("keys:manage", Text(en="Manage API keys", zh="管理 API 密钥")),
    Permission("people:manage", Text(en="Manage people", zh="管理账号")),
    Permission("audit:read", Text(en="See the audit", zh="看审计")),
)

TITLES: Final = {permission.name: permission.title for permission in PERMISSIONS}
ALL: Final = frozenset(TITLES)

_LOOK: Final = frozenset(
    {"figures:read", "members:read", "events:read", "definitions:read", "ledger:read", "jobs:read"}
)

ROLES: Final = {
    role.name: role
    for role in (
        Role("administrator", Text(en="Administrator", zh="管理员"), ALL),
        Role(
            "operator",
            Text(en="Operator", zh="运营"),
            _LOOK
            | {
                "members:write",
                "members:reveal",
                "points:adjust",
                "coupons:issue",
                "transfers:write",
                "value:write",
                "quotes:read",
                "gifts:fulfil",
                "benefits:use",
                "plans:write",
                "inbox:write",
                "definitions:write",
                "releases:publish",
                "exports:write",
            },
        ),
        Role("analyst", Text(en="Analyst", zh="分析师"), _LOOK | {"exports:write"}),
        Role("finance", Text(en="Finance", zh="财务"), _LOOK | {"exports:write", "finance:close"}),
        Role("auditor", Text(en="Auditor", zh="审计员"), _LOOK | {"audit:read"}),
        Role(
            "support",
            Text(en="Support", zh="客服"),
            frozenset(
                {
                    "members:read",
                    "members:write",
                    "members:reveal",
                    "codes:read",
                    "points:adjust",
                    "transfers:write",
                    "quotes:read",
                    "gifts:fulfil",
                    "benefits:use",
                    "plans:write",
                    "events:read",
                    "definitions:read",
                    "ledger:read",
                }
            ),
            adjust_limit=1_000,
        ),
        Role(
            "integrator",
            Text(en="Integrator", zh="接入"),
            frozenset(
                {
                    "events:read",
                    "events:write",
                    "transfers:write",
                    "quotes:read",
                    "inbox:write",
                    "definitions:read",
                    "jobs:read",
                    "keys:manage",
                }
            ),
        ),
    )
}


def title_of(permission: str) -> Text:
    """The permission's name for people; the bare name when it is not in the table."""
    return TITLES.get(permission, Text(en=permission, zh=permission))
