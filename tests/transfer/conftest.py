"""A corner shop whose members send each other points: the application, PostgreSQL, its clock."""

from tests.corner import clock, other, shop

__all__ = ["clock", "other", "shop"]
