"""What org refuses, each with what to do next."""

from shuke.kernel import ShukeError, Text


class SignInNeeded(ShukeError):
    """Nobody is known to be asking: no cookie and no key, or a session that has ended."""

    code = "sign_in_needed"
    status = 401
    title = Text(en="Sign-in needed", zh="需要登录")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="This needs a signed-in person or an API key.",
                zh="这里需要登录，或者使用 API 密钥。",
            ),
            hint=Text(
                en="Sign in, or send `Authorization: Bearer sk_…`.",
                zh="请登录，或者带上 `Authorization: Bearer sk_…`。",
            ),
        )


class KeyRefused(ShukeError):
    """The API key is unknown, revoked or expired; which of them is not told."""

    code = "key_refused"
    status = 401
    title = Text(en="The API key is not valid", zh="API 密钥无效")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="The API key is unknown, revoked or expired.",
                zh="这个 API 密钥不存在、已撤销或已过期。",
            ),
            hint=Text(en="Make a new key under Integrations.", zh="在「接入」里新建一个密钥。"),
        )


class NotAllowed(ShukeError):
    """Known, but without the permission."""

    code = "not_allowed"
    status = 403
    title = Text(en="Not allowed", zh="没有权限")

    def __init__(self, permission: str, title: Text) -> None:
        super().__init__(
            Text(
                en=f"This needs the permission “{title.en}” ({permission}).",
                zh=f"这里需要「{title.zh}」权限（{permission}）。",
            ),
            hint=Text(
                en="An administrator grants it by a role, or by a scope of the key.",
                zh="由管理员通过角色或密钥的范围授予。",
            ),
            permission=permission,
        )


class AboveLimit(ShukeError):
    """An act larger than the person's role may do alone."""

    code = "above_limit"
    status = 403
    title = Text(en="Above your limit", zh="超出你的额度")

    def __init__(self, limit: int) -> None:
        super().__init__(
            Text(
                en=f"Your role may adjust at most {limit} at once.",
                zh=f"你的角色一次最多可以调整 {limit}。",
            ),
            hint=Text(en="Ask an operator to do it.", zh="请运营来做。"),
            place="/amount",
            limit=limit,
        )


class CsrfMismatch(ShukeError):
    """A change asked for with a cookie, but without the token that only our pages know."""

    code = "csrf_mismatch"
    status = 403
    title = Text(en="The request is not from this console", zh="请求不是从控制台发出的")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="The X-CSRF-Token header is missing or belongs to another session.",
                zh="缺少 X-CSRF-Token，或者它属于另一次登录。",
            ),
            hint=Text(en="Reload the page.", zh="刷新页面。"),
        )


class SignInRefused(ShukeError):
    """Wrong address or wrong password; which of them is not told."""

    code = "sign_in_refused"
    status = 401
    title = Text(en="Sign-in refused", zh="登录失败")

    def __init__(self) -> None:
        super().__init__(
            Text(en="The e-mail and the password do not match.", zh="邮箱与密码不匹配。")
        )


class TooManyAttempts(ShukeError):
    """Signing in failed too often; `retry_after_seconds` says how long to wait."""

    code = "too_many_attempts"
    status = 429
    title = Text(en="Too many attempts", zh="尝试次数过多")

    def __init__(self, seconds: int) -> None:
        super().__init__(
            Text(en=f"Try again in {seconds} seconds.", zh=f"请在 {seconds} 秒后再试。"),
            retry_after_seconds=seconds,
        )


class SetupClosed(ShukeError):
    """There is somebody already; the first-run page is over."""

    code = "setup_closed"
    status = 409
    title = Text(en="Set-up is over", zh="初始设置已完成")

    def __init__(self) -> None:
        super().__init__(
            Text(en="This installation already has people.", zh="这里已经有成员账号了。"),
            hint=Text(en="Sign in instead.", zh="请直接登录。"),
        )


class SetupTokenWrong(ShukeError):
    """The token is not the one that the server printed."""

    code = "setup_token_wrong"
    status = 403
    title = Text(en="The set-up token is wrong", zh="初始设置口令不对")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="This is not the token that the server printed.", zh="这不是服务器打印的口令。"
            ),
            hint=Text(en="Look at the output of `shuke serve`.", zh="请看 `shuke serve` 的输出。"),
            place="/token",
        )


class WeakPassword(ShukeError):
    """A password that is short or easily guessed."""

    code = "password_weak"
    status = 422
    title = Text(en="The password is too weak", zh="密码太弱")

    def __init__(self, detail: Text) -> None:
        super().__init__(detail, place="/password")


class EmailTaken(ShukeError):
    """Somebody has this address."""

    code = "email_taken"
    status = 409
    title = Text(en="The e-mail is taken", zh="邮箱已被使用")

    def __init__(self) -> None:
        super().__init__(
            Text(en="Somebody already signs in with this e-mail.", zh="已经有人用这个邮箱登录。"),
            place="/email",
        )


class EmailInvalid(ShukeError):
    """Not an address."""

    code = "email_invalid"
    status = 422
    title = Text(en="The e-mail is not valid", zh="邮箱格式不对")

    def __init__(self) -> None:
        super().__init__(
            Text(en="This is not an e-mail address.", zh="这不是一个邮箱地址。"), place="/email"
        )


class PersonUnknown(ShukeError):
    """No such person."""

    code = "person_unknown"
    status = 404
    title = Text(en="No such person", zh="没有这个人")


class KeyUnknown(ShukeError):
    """No such key."""

    code = "key_unknown"
    status = 404
    title = Text(en="No such key", zh="没有这个密钥")


class LastAdministrator(ShukeError):
    """The act would leave nobody who can let others in."""

    code = "last_administrator"
    status = 409
    title = Text(en="The last administrator stays", zh="至少保留一位管理员")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="Without this administrator nobody could manage people.",
                zh="没有这位管理员，就没有人能管理账号了。",
            ),
            hint=Text(en="Make somebody else administrator first.", zh="请先把别人设为管理员。"),
        )


class RoleUnknown(ShukeError):
    """No such role."""

    code = "role_unknown"
    status = 422
    title = Text(en="No such role", zh="没有这个角色")


class ScopeUnknown(ShukeError):
    """A key cannot carry this scope."""

    code = "scope_unknown"
    status = 422
    title = Text(en="No such scope", zh="没有这个范围")


class KeyReused(ShukeError):
    """An `Idempotency-Key` stands for the first thing it was sent with, and for nothing else."""

    code = "idempotency_key_reused"
    status = 409
    title = Text(en="The Idempotency-Key is taken", zh="Idempotency-Key 已被使用")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="This Idempotency-Key was sent before with another request.",
                zh="这个 Idempotency-Key 已用于另一个请求。",
            ),
            hint=Text(
                en="Use a new key for a new act; send the same key only with the same request.",
                zh="新的操作请用新的 key；同一个 key 只能随同一个请求再次发送。",
            ),
            place="/Idempotency-Key",
        )
