"""Requests that a benchmark makes by itself: few, and no part of what is measured."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import httpx2

from bench.serving import Server

_LOOK_SECONDS = 0.25


def client(server: Server, key: str) -> httpx2.Client:
    """A client with a key."""
    return httpx2.Client(
        base_url=f"http://127.0.0.1:{server.port}",
        headers={"authorization": f"Bearer {key}"},
        timeout=120,
    )


def ended(http: httpx2.Client, job: str) -> tuple[float, dict[str, Any]]:
    """Wait for a job; answer its seconds from asked to finished, and the job."""
    while True:
        answer = http.get(f"/v1/jobs/{job}")
        seen: dict[str, Any] = answer.raise_for_status().json()
        if seen["status"] not in ("queued", "running"):
            began, done = (datetime.fromisoformat(seen[at]) for at in ("created_at", "finished_at"))
            return (done - began).total_seconds(), seen
        time.sleep(_LOOK_SECONDS)
