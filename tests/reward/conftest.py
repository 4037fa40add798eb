"""A corner shop with coupons: the whole application on real PostgreSQL, and its clock."""

from pathlib import Path

from tests.corner import clock, other, shop

PROGRAMME = (Path(__file__).parent / "programme.yaml").read_text("utf-8")

__all__ = ["PROGRAMME", "clock", "other", "shop"]
