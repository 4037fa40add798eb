"""Passwords: Argon2id by pwdlib, off the event loop, a few at a time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from shuke.kernel import Text
from shuke.org.error import WeakPassword

SHORTEST: Final = 12
LONGEST: Final = 256
_FEWEST_DIFFERENT: Final = 5

_HASHER: Final = PasswordHash((Argon2Hasher(),))
# Each hash takes 64 MiB; a flood of sign-ins must not take the machine's memory.
_THREADS: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")


def check_password(password: str, *known: str) -> None:
    """Refuse with `password_weak` one that is short, monotonous, or contains a `known` word."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(
            Text(
                en=f"A password has {SHORTEST} to {LONGEST} characters.",
                zh=f"密码长度为 {SHORTEST} 到 {LONGEST} 个字符。",
            )
        )
    if len(set(password)) < _FEWEST_DIFFERENT:
        raise WeakPassword(
            Text(
                en=f"Use at least {_FEWEST_DIFFERENT} different characters.",
                zh=f"至少使用 {_FEWEST_DIFFERENT} 种不同的字符。",
            )
        )
    folded = password.casefold()
    if any(len(word) > 3 and word.casefold() in folded for word in known):
        raise WeakPassword(
            Text(
                en="The password must not contain your e-mail or name.",
                zh="密码里不能包含邮箱或姓名。",
            )
        )


async def hashed(password: str) -> str:
    """The password's Argon2id hash, with its salt and costs inside."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, password)


async def verified(password: str, kept: str) -> tuple[bool, str | None]:
    """Whether it is the password, and a fresh hash when the kept one has outdated costs."""
    if len(password) > LONGEST:
        return False, None
    return await asyncio.get_running_loop().run_in_executor(
        _THREADS, _HASHER.verify_and_update, password, kept
    )
