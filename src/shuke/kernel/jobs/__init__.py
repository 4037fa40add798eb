"""Jobs: work that takes longer than a request, done by a worker, watched by whoever asked.

A room declares a ``JobKind``; ``enqueue`` asks for one inside the caller's transaction, so a job
exists exactly when its data does. A worker's ``JobRunner`` claims and runs them. A job whose
worker dies is run again from the beginning by another: a job must bear being run twice. A large
one is laid out in parts, which every process that has nothing else to do takes a share of.
"""

from shuke.kernel.jobs.ask import JobRow, cancel, enqueue, input_of, job, jobs
from shuke.kernel.jobs.file import (
    KEPT_FOR,
    FileGone,
    JobFile,
    Sealing,
    clear_files,
    forget_files,
    read_file,
    unpacked,
)
from shuke.kernel.jobs.kind import JobCancelled, JobKind, JobLost, Running
from shuke.kernel.jobs.part import Part, clear_parts, lay_out, share_out
from shuke.kernel.jobs.run import JobRunner

__all__ = [
    "KEPT_FOR",
    "FileGone",
    "JobCancelled",
    "JobFile",
    "JobKind",
    "JobLost",
    "JobRow",
    "JobRunner",
    "Part",
    "Running",
    "Sealing",
    "cancel",
    "clear_files",
    "clear_parts",
    "enqueue",
    "forget_files",
    "input_of",
    "job",
    "jobs",
    "lay_out",
    "read_file",
    "share_out",
    "unpacked",
]
