"""Back-test: the recorded past folded under a draft, beside what was; it writes nothing.

A candidate is what is tried, a plot what all courses of a back-test share; hands fold the members
of their pages, each in a process of its own, and `run` carries the rounds between them.
"""

from shuke.engine.backtest.candidate import (
    Candidate,
    CandidateChange,
    of_documents,
    of_drafts,
    of_release,
)
from shuke.engine.backtest.comparing import BOUNDS, Compared, Gains, Row
from shuke.engine.backtest.course import Ask, Change, Plot
from shuke.engine.backtest.hand import OwnHand
from shuke.engine.backtest.rounds import Heard
from shuke.engine.backtest.whole import Found, Hand, Told, asked_in, pages, run

__all__ = [
    "BOUNDS",
    "Ask",
    "Candidate",
    "CandidateChange",
    "Change",
    "Compared",
    "Found",
    "Gains",
    "Hand",
    "Heard",
    "OwnHand",
    "Plot",
    "Row",
    "Told",
    "asked_in",
    "of_documents",
    "of_drafts",
    "of_release",
    "pages",
    "run",
]
