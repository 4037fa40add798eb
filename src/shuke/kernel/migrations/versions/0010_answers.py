"""Answers that are kept for retries."""

from shuke.kernel.migrations import execute

revision = "0010"
down_revision = "0009"

SQL = """
-- What a write answered under an Idempotency-Key: written in the transaction of the act, so that
-- the act happened exactly when its answer is here. `place` is a keyed hash of actor and key,
-- `hash` one of what was asked; `sealed` opens only with the caller's key, which is not here.
create table org_answer (
    place bytea primary key,
    hash bytea not null,
    sealed bytea not null,
    member text collate "C",
    at timestamptz not null,
    ends_at timestamptz not null
);
create index org_answer_ends on org_answer (ends_at);
create index org_answer_member on org_answer (member) where member is not null;

-- Who last tried to fold a failed event again: the same keyed hash.
alter table engine_inbox add column refolded_by bytea;

-- Lists are read by an index, whatever is asked of them.
create index org_audit_target_kind on org_audit (target_kind, n);
create index org_audit_target_id on org_audit (target, n);
create index engine_inbox_status on engine_inbox (status, failed_at, id);
drop index engine_inbox_open;
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
