"""The worker: what must happen without anybody asking.

It folds ticks into members whose timer is due, passes on events between subjects, gives batches
their place in the feed, and makes the log's next partitions. Any number of workers may run.
"""

from shuke.worker.loop import Worker, job_runner

__all__ = ["Worker", "job_runner"]
