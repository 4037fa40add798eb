"""The server's configuration, fitted to the machine; rewritten at every start."""

from pathlib import Path

import psutil

_MEGABYTE = 1 << 20

# Loaded before this file is included again by a reload, after postgresql.conf: an operator's own
# lines go into `local.conf`, which is read last.
_FIXED = """
# Durability is not for sale: what was acknowledged survives a kill (architecture.md, law 9).
synchronous_commit = on
fsync = on
full_page_writes = on

# Compressing full pages costs more CPU than it saves on two cores; JIT never pays on short queries.
wal_compression = off
jit = off

# Few, long checkpoints: after each one every page is written whole into the log once.
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9
min_wal_size = 256MB
wal_buffers = 16MB
wal_level = replica
max_wal_senders = 2

max_connections = 100
random_page_cost = 1.1
work_mem = 16MB
max_parallel_workers_per_gather = 1
huge_pages = try
io_method = worker
io_workers = 2

# Hot tables carry settings of their own; the launcher only has to look often enough.
autovacuum_naptime = 20s
autovacuum_max_workers = 2
autovacuum_vacuum_cost_delay = 1ms

timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
log_min_duration_statement = 2s
log_line_prefix = '%m [%p] %a '
idle_in_transaction_session_timeout = 10min
"""


def server_config(*, socket_folder: Path, port: int, listens: bool, free_disk_bytes: int) -> str:
    """The text of ``shuke.conf``: memory by the machine's, WAL by the disk's, one way in."""
    memory = psutil.virtual_memory().total // _MEGABYTE
    shared = min(1024, max(128, memory // 8))
    wal = min(4096, max(512, free_disk_bytes // _MEGABYTE // 8))
    ways = [
        f"listen_addresses = '{'127.0.0.1' if listens else ''}'",
        f"port = {port}",
        f"unix_socket_directories = '{_quoted(str(socket_folder))}'",
        "unix_socket_permissions = 0700",
    ]
    sizes = [
        f"shared_buffers = {shared}MB",
        f"effective_cache_size = {max(256, memory // 2)}MB",
        f"maintenance_work_mem = {min(256, max(64, memory // 32))}MB",
        f"max_wal_size = {wal}MB",
    ]
    head = "# Written by Shuke at every start; put your own settings into local.conf."
    return "\n".join([head, *ways, *sizes]) + _FIXED


def _quoted(path: str) -> str:
    return path.replace("'", "''")
