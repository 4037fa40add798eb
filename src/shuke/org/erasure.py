"""What the house keeps of members beside the engine, thrown away after an erasure.

Reveals and kept answers name the member; files of exports may hold a line of them, and what was
searched for may be their phone. The audit stays: it names a member by a number that leads nowhere.
"""

from datetime import datetime

from shuke.engine import finished, unfinished
from shuke.kernel import jobs
from shuke.org.sql import Pool


async def finish_erasures(pool: Pool, at: datetime) -> int:
    """Finish what erasures have left to do; how many there were. Doing it twice does no harm."""
    async with pool.acquire() as connection:
        subjects = await unfinished(connection)
    for subject in subjects:
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("delete from org_reveal where member = $1", subject)
            await connection.execute("delete from org_answer where member = $1", subject)
            await jobs.forget_files(connection, at)
            await finished(connection, subject, at)
    return len(subjects)
