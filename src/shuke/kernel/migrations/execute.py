"""Running a migration's SQL: many statements in one string, nothing interpreted on the way."""


def execute(sql: str) -> None:
    """Send ``sql`` as it stands; colons and percent signs in it mean nothing special."""
    from alembic import op

    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    connection.execute(sql)
