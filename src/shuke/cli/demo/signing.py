"""The demo's sign-in: one administrator; the password is kept in the folder for later starts."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from shuke.cli.place import pooled
from shuke.kernel import Settings
from shuke.org import SYSTEM, create_person, people

FILE: Final = "demo-sign-in.json"
EMAIL: Final = "demo@example.com"


class SignIn(msgspec.Struct):
    """What to type on the sign-in page."""

    email: str
    password: str


async def signed_up(settings: Settings) -> SignIn | None:
    """The demo's sign-in, made on the first run; None when others run this installation."""
    path = Path(settings.data_dir) / FILE
    async with pooled(settings) as pool, pool.acquire() as connection:
        if await people(connection):
            return msgspec.json.decode(path.read_bytes(), type=SignIn) if path.exists() else None
        made = SignIn(EMAIL, secrets.token_urlsafe(9))
        # Written first: a password that nobody knows would shut the demo's door.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.encode(made))
        await create_person(
            connection,
            email=made.email,
            name="Demo",
            password=made.password,
            role="administrator",
            by=SYSTEM,
            at=datetime.now(UTC),
        )
        return made
