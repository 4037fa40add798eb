"""Many members: copies of one of the demo's, written straight into the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg

from bench.load import member
from shuke.app import application
from shuke.engine import ENGINE, Application, bucket_of
from shuke.kernel import Settings

COPIED = {
    "seq": "int8",
    "last_at": "timestamptz",
    "tier": "text",
    "registered_at": "timestamptz",
    "last_order_at": "timestamptz",
    "balance": "int8",
    "orders": "int4",
    "channel": "text",
    "provisional": "bool",
}
"""What a copy has of the member it is made of, with its type."""
MADE = {
    "bucket": "int2",
    "subject": "text",
    "engine": "int2",
    "due_at": "timestamptz",
    "state": "bytea",
}
CALM = "(due_at is null or due_at > now() + interval '2 days')"
"""Nothing happens to the copies by itself while they are measured."""
LARGEST = f"select {{}} from engine_state where {CALM} order by octet_length(state) desc limit 1"
MIDDLE = f"""
select {{}} from engine_state where {CALM} order by octet_length(state), subject limit 1
offset (select count(*) / 2 from engine_state where {CALM})
"""

Change = Callable[[Application, Any], None]
"""Changes the state that is copied."""


def fill(settings: Settings, count: int, change: Change | None = None, which: str = MIDDLE) -> int:
    """So many members whom events name by `load.member`; answer the bytes of a state."""
    assert settings.database_url is not None
    app = application()
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        query = which.format(", ".join([*COPIED, "state"]))
        found = connection.execute(query).fetchone()  # type: ignore[arg-type]
        assert found is not None
        *copied, raw = found
        state = app.decode_state(raw)
        if change is not None:
            change(app, state)
        due: datetime | None = app.due(state)
        raw = app.encode_state(state)
        copying = f"copy engine_state ({', '.join(MADE | COPIED)}) from stdin (format binary)"
        with connection.cursor() as cursor, cursor.copy(copying) as copy:  # type: ignore[arg-type]
            copy.set_types([*(MADE | COPIED).values()])
            for number in range(1, count + 1):
                subject = member(number)
                copy.write_row((bucket_of(subject), subject, ENGINE, due, raw, *copied))
        connection.execute("vacuum analyze engine_state")
        connection.execute("checkpoint")
    return len(raw)
