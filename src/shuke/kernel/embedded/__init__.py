"""PostgreSQL from the wheel, run by ourselves: nothing to install but Python.

``start(data_dir)`` starts the cluster in ``data_dir/postgres`` or joins a running one; it recovers
after any crash and says with a code why it cannot. ``EmbeddedPostgres.url`` is the way in;
``stop()`` leaves, and the last one to leave stops the server.
"""

from shuke.kernel.embedded.binaries import BinariesMissing, binaries
from shuke.kernel.embedded.cluster import OtherVersionFolder, StartFailed
from shuke.kernel.embedded.server import EmbeddedPostgres, start, stop_on_signals

__all__ = [
    "BinariesMissing",
    "EmbeddedPostgres",
    "OtherVersionFolder",
    "StartFailed",
    "binaries",
    "start",
    "stop_on_signals",
]
