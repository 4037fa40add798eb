"""A corner shop with a partner: the application, PostgreSQL, its clock."""

from tests.corner import clock, other, shop

__all__ = ["clock", "other", "shop"]
