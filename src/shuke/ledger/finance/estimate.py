"""How much of what a month issued will be used in the end, from how earlier months were used.

The additive method (incremental loss-ratio method) of claims reserving: Th. Mack,
Schadenversicherungsmathematik, 2nd ed. 2002, section 3.2.4; M. Merz and M. V. Wüthrich, Stochastic
Claims Reserving Methods in Insurance, 2008, section 4. A cohort is a month of earning, its exposure
the points issued, its development what of them was used 0, 1, 2 … months later. Unlike the chain
ladder it needs no use in the first month, which points that wait before they are usable lack.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

LEAST_COHORTS: Final = 3
"""With fewer months nothing is estimated."""

WIDTH: Final = 1.959964
"""Standard errors on either side of a 95 % interval under the normal distribution."""

TAIL_AGES: Final = 3
"""An age that no cohort has reached yet is taken to be like the mean of the last so many."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """A month of earning: points issued, used by age in whole months that are over (empty for one
    that has just begun), used and held by now, and the last age at which they can be used."""

    month: int
    issued: int
    by_age: tuple[int, ...]
    used: int
    held: int
    last_age: int


@dataclass(frozen=True, slots=True)
class Age:
    """Used per point issued at one age: the mean, its variance per point, and the exposure."""

    rate: float
    variance: float
    exposure: int


@dataclass(frozen=True, slots=True)
class Ultimate:
    """What a cohort is expected to have used in the end, within its 95 % interval; in points."""

    expected: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Development:
    """The ages that were seen, and each cohort's and all cohorts' end."""

    ages: tuple[Age, ...]
    ultimates: dict[int, Ultimate]
    total: Ultimate
    issued: int = 0
    rates: tuple[float, ...] = field(default=())
    """Used up to and including an age, per point issued."""

    def rate_bp(self, last_age: int) -> int:
        """What of a new month's points will be used by `last_age`, of 10,000; at least 1."""
        whole = sum(age_of(self.ages, k).rate for k in range(last_age + 1))
        return min(10_000, max(1, round(10_000 * whole)))


def develop(cohorts: Sequence[Cohort]) -> Development | None:
    """Estimate every cohort; None when fewer than LEAST_COHORTS have a month that is over."""
    known = [cohort for cohort in cohorts if cohort.issued > 0]
    if sum(bool(cohort.by_age) for cohort in known) < LEAST_COHORTS:
        return None
    ages = _ages(known)
    ultimates: dict[int, Ultimate] = {}
    process: dict[int, int] = {}
    error = 0.0
    for cohort in known:
        future = range(len(cohort.by_age), cohort.last_age + 1)
        seen = [age_of(ages, k) for k in future]
        mean = sum(cohort.by_age) + cohort.issued * sum(age.rate for age in seen)
        squared = sum(
            cohort.issued * age.variance + cohort.issued**2 * age.variance / age.exposure
            for age in seen
        )
        ultimates[cohort.month] = _within(cohort, mean, WIDTH * math.sqrt(squared))
        for k in future:
            process[k] = process.get(k, 0) + cohort.issued
    for k, exposed in process.items():
        age = age_of(ages, k)
        # All cohorts share the mistake in an age's mean, so it does not average out.
        error += exposed * age.variance + exposed**2 * age.variance / age.exposure
    total = sum(each.expected for each in ultimates.values())
    half = WIDTH * math.sqrt(error)
    used = sum(cohort.used for cohort in known)
    most = used + sum(cohort.held for cohort in known)
    spread = Ultimate(
        total, max(used, math.floor(total - half)), min(most, math.ceil(total + half))
    )
    return Development(
        ages, ultimates, spread, sum(cohort.issued for cohort in known), _cumulated(ages)
    )


def age_of(ages: Sequence[Age], k: int) -> Age:
    """What is known of an age, or the mean of the last known ones beyond them."""
    if k < len(ages):
        return ages[k]
    last = ages[-TAIL_AGES:]
    rate = sum(age.rate for age in last) / len(last)
    return Age(rate, max(age.variance for age in last), last[-1].exposure)


def _ages(cohorts: Sequence[Cohort]) -> tuple[Age, ...]:
    found: list[Age] = []
    for k in range(max(len(cohort.by_age) for cohort in cohorts)):
        seen = [cohort for cohort in cohorts if len(cohort.by_age) > k]
        exposure = sum(cohort.issued for cohort in seen)
        rate = sum(cohort.by_age[k] for cohort in seen) / exposure
        if len(seen) > 1:
            squares = (
                cohort.issued * (cohort.by_age[k] / cohort.issued - rate) ** 2 for cohort in seen
            )
            variance = sum(squares) / (len(seen) - 1)
        else:
            # One cohort shows no spread: it is taken to be what the age before showed.
            variance = found[-1].variance if found else 0.0
        found.append(Age(rate, variance, exposure))
    return tuple(found)


def _within(cohort: Cohort, mean: float, half: float) -> Ultimate:
    """Nothing that was used is unused again, and no more is used than is held."""
    least, most = cohort.used, cohort.used + cohort.held
    return Ultimate(
        min(most, max(least, round(mean))),
        min(most, max(least, math.floor(mean - half))),
        min(most, max(least, math.ceil(mean + half))),
    )


def _cumulated(ages: Sequence[Age]) -> tuple[float, ...]:
    whole, found = 0.0, []
    for age in ages:
        whole += age.rate
        found.append(whole)
    return tuple(found)
