"""Argon2 at its smallest cost: these tests sign in hundreds of times and prove no cost."""

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with one pass over 64 KiB."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
    monkeypatch.setattr("shuke.org.password._HASHER", cheap)
    monkeypatch.setattr("shuke.org.session._nobody", [])
