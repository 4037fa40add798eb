"""Back-test: a draft folded over the brand's own past before it is published, by all cores.

The engine folds and adds up; here a back-test gets its range, its processes and its answer.
"""

from shuke.backtest.approximation import Approximation
from shuke.backtest.figure import Figure
from shuke.backtest.result import BacktestResult
from shuke.backtest.run import RangeEmpty, RangeInvalid, Wanted, backtested, range_of

__all__ = [
    "Approximation",
    "BacktestResult",
    "Figure",
    "RangeEmpty",
    "RangeInvalid",
    "Wanted",
    "backtested",
    "range_of",
]
