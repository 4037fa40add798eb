"""The best combination of discounts on a cart: exact, by branch and bound.

Every discount is reckoned on the prices at the start of its level, so that what a line discount
takes is a fixed vector, and taking more lines off can only make an order discount smaller. Hence
the bound of a node: what its line discounts take, and the most of each group of all the others.
Where the set with the most of each group reaches the bound, the node is solved; line discounts that
surely pay are put in without branching. See docs/algorithms/quote.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from shuke.reward.deal import Deal
from shuke.reward.pricing import Candidate, Priced, Pricing, sum_at

MAX_WORK: Final = 15_000
"""So many nodes times candidates are looked at; a search that needs more stops with the best it has
and says that it is not known to be the best of all."""


class Found:
    """The best combination that was found, and whether it is known to be the best of all."""

    __slots__ = ("nodes", "optimal", "priced", "ranks")

    def __init__(self, ranks: frozenset[int], priced: Priced) -> None:
        self.ranks = ranks
        self.priced = priced
        self.optimal = True
        self.nodes = 0


def best(pricing: Pricing, max_work: int = MAX_WORK) -> Found:
    """The combination with the lowest total."""
    found = Found(frozenset(), pricing.price(()))
    together = []
    for one in pricing.candidates:
        if one.alone:
            _better(found, pricing, frozenset({one.rank}))
        else:
            together.append(one)
    if together:
        _Search(pricing, together, found, max_work // len(together)).run()
    _thin(found, pricing)
    return found


def exactly(pricing: Pricing) -> Found | None:
    """All of the candidates together; None where they do not go together."""
    groups = [one.group for one in pricing.candidates if one.group is not None]
    many = len(pricing.candidates)
    if len(groups) != len(set(groups)) or (many > 1 and any(o.alone for o in pricing.candidates)):
        return None
    found = Found(frozenset(range(many)), pricing.price(range(many)))
    # What takes nothing does not apply.
    found.ranks = frozenset(rank for rank in found.ranks if found.priced.cents(rank))
    return found


def _better(found: Found, pricing: Pricing, ranks: frozenset[int]) -> Priced:
    priced = pricing.price(ranks)
    if priced.total < found.priced.total:
        found.ranks, found.priced = ranks, priced
    return priced


def _thin(found: Found, pricing: Pricing) -> None:
    """Leave out what takes nothing, and coupons without which the total is the same."""
    found.ranks = frozenset(rank for rank in found.ranks if found.priced.cents(rank))
    for rank in sorted(found.ranks, reverse=True):
        if pricing.candidates[rank].deal.source == "coupon":
            without = pricing.price(found.ranks - {rank})
            if without.total == found.priced.total:
                found.ranks, found.priced = found.ranks - {rank}, without
    found.ranks = frozenset(rank for rank in found.ranks if found.priced.cents(rank))
    found.priced = pricing.price(found.ranks)


class _Search:
    def __init__(
        self, pricing: Pricing, candidates: list[Candidate], found: Found, max_nodes: int
    ) -> None:
        self.pricing = pricing
        self.candidates = candidates
        self.found = found
        self.max_nodes = max(1, max_nodes)
        self.full = sum(pricing.prices) + pricing.shipping
        self.rooms = [p - f for p, f in zip(pricing.prices, pricing.floors, strict=True)]

    def run(self) -> None:
        """Depth first, the likelier half first, without recursion."""
        waiting: list[tuple[list[Candidate], list[Candidate]]] = [([], self.candidates)]
        while waiting:
            chosen, open_ = waiting.pop()
            if self.found.nodes >= self.max_nodes:
                self.found.optimal = False
                return
            self.found.nodes += 1
            node = _Node(self, chosen, open_)
            branch = node.solve()
            if branch is not None:
                rest = [one for one in node.open if one is not branch]
                waiting.append((node.chosen, rest))
                waiting.append(([*node.chosen, branch], without_rivals(rest, branch)))


def without_rivals(some: Iterable[Candidate], one: Candidate) -> list[Candidate]:
    """Those that may still apply beside it."""
    return [other for other in some if other.group is None or other.group != one.group]


class _Node:
    """Some discounts are in, others may come in: bound, try the most promising set, branch."""

    def __init__(self, search: _Search, chosen: list[Candidate], open_: list[Candidate]) -> None:
        self.search = search
        self.chosen = chosen
        self.open = open_
        self.left: list[int] = []
        """What line discounts may still take of each line, after those that are in."""
        self.high: list[int] = []
        """The highest prices at which order discounts may be reckoned."""
        self.in_lines = self.lines = 0
        """What line discounts that are in take, and what open ones can take at most."""
        self.by_line: list[int] = []
        """The same by line, before floors."""

    def solve(self) -> Candidate | None:
        """None when nothing better is in this node, else the discount to branch on."""
        found, full = self.search.found, self.search.full
        while True:
            self._reckon()
            values = {one.rank: self._value(one) for one in self.open}
            for one in self.chosen:
                values[one.rank] = 0 if one.deal.level == "line" else self._value(one)
            self.open = [one for one in self.open if values[one.rank]]
            bound, picked = self._bound(values)
            if full - bound >= found.priced.total:
                return None
            ranks = frozenset(one.rank for one in (*self.chosen, *picked))
            priced = _better(found, self.search.pricing, ranks)
            if full - priced.total >= bound or not picked:
                return None
            forgoing = Forgoing(self, values)
            if full - forgoing.most() >= found.priced.total:
                return None
            if not self._needed(forgoing) and not self._sure(values):
                return self._branch(values, picked)

    def _reckon(self) -> None:
        self.left = self.search.rooms[:]
        for one in self.chosen:
            if one.deal.level == "line":
                for line, off in one.off.items():
                    self.left[line] = max(0, self.left[line] - off)
        floors = self.search.pricing.floors
        self.high = [f + room for f, room in zip(floors, self.left, strict=True)]
        self.in_lines = sum(self.search.rooms) - sum(self.left)

    def _value(self, one: Candidate) -> int:
        """The most that a discount can take here, beside the line discounts that are in."""
        if one.deal.level == "line":
            return sum(min(off, self.left[line]) for line, off in one.off.items())
        amount = one.deal.amount(sum_at(self.high, one.places))
        if one.deal.level == "shipping":
            return min(amount, self.search.pricing.shipping)
        return min(amount, sum_at(self.left, one.places))

    def _bound(self, values: dict[int, int]) -> tuple[int, list[Candidate]]:
        """The most that can be taken off, and the open discounts that would take it."""
        most: dict[str | int, Candidate] = {}
        order: dict[str | int, int] = {}
        shipping: dict[str | int, int] = {}
        for one in (*self.chosen, *self.open):
            value = values[one.rank]
            group = one.group or one.rank
            if group not in most or value > values[most[group].rank]:
                most[group] = one
            if one.deal.level != "line":
                kind = shipping if one.deal.level == "shipping" else order
                kind[group] = max(kind.get(group, 0), value)
        alike = sum(values[one.rank] for one in most.values())
        # Neither may take more than there is, whichever of a group it is.
        self.lines = self._lines()
        goods = min(self.lines + sum(order.values()), sum(self.left))
        apart = goods + min(sum(shipping.values()), self.search.pricing.shipping)
        chosen = {one.rank for one in self.chosen}
        picked = [one for one in most.values() if one.rank not in chosen]
        return self.in_lines + min(alike, apart), picked

    def _lines(self) -> int:
        """The most that open line discounts can take, where they meet on the same lines too."""
        by_line = [0] * len(self.left)
        of_group: dict[tuple[str, int], int] = {}
        for one in self.open:
            if one.deal.level == "line":
                for line, off in one.off.items():
                    if one.group is not None:
                        before = of_group.get((one.group, line), 0)
                        if off <= before:
                            continue
                        of_group[one.group, line] = off
                        off -= before
                    by_line[line] += off
        self.by_line = by_line
        return sum(map(min, by_line, self.left))

    def _branch(self, values: dict[int, int], picked: list[Candidate]) -> Candidate:
        """The open discount on which most depends: a line discount, for it moves thresholds."""
        return max(picked, key=lambda o: (o.deal.level == "line", values[o.rank], -o.rank))

    def _needed(self, forgoing: Forgoing) -> bool:
        """Put in line discounts without which nothing better than the best so far is left."""
        enough = self.search.full - self.search.found.priced.total
        needed = [
            one
            for one in self.open
            if one.deal.level == "line"
            and one.group is None
            and forgoing.most(self._alone(one)) <= enough
        ]
        if needed:
            self.chosen = [*self.chosen, *needed]
            ranks = {one.rank for one in needed}
            self.open = [one for one in self.open if one.rank not in ranks]
        return bool(needed)

    def _alone(self, one: Candidate) -> int:
        """How much less open line discounts can take without this one."""
        less = 0
        for line, off in one.off.items():
            left, every = self.left[line], self.by_line[line]
            less += min(every, left) - min(every - off, left)
        return less

    def _sure(self, values: dict[int, int]) -> bool:
        """Put in line discounts that surely pay, leave out rivals that surely pay less."""
        lines = [one for one in self.open if one.deal.level == "line"]
        if not lines:
            return False
        losing = _Losing(self, values, lines)
        if not losing.known:
            return False
        rivals: dict[str, list[Candidate]] = {}
        for one in self.open:
            if one.group is not None:
                rivals.setdefault(one.group, []).append(one)
        out: set[int] = set()
        moved = False
        for one in lines:
            if one.rank in out:
                continue
            sure = losing.least(one) - losing.loss(one)
            if sure <= 0:
                continue
            its = rivals.get(one.group, []) if one.group is not None else []
            worse = {other.rank for other in its if values[other.rank] < sure} - {one.rank}
            out |= worse
            moved = moved or bool(worse)
            if all(other is one or other.rank in out for other in its):
                self.chosen = [*self.chosen, one]
                out.add(one.rank)
                moved = True
        self.open = [one for one in self.open if one.rank not in out]
        return moved


class _Losing:
    """What order and delivery discounts can lose at most when one line discount comes in.

    `known` is False where a floor might stop an order discount: then nothing is said.
    """

    def __init__(self, node: _Node, values: dict[int, int], lines: list[Candidate]) -> None:
        self.after = node.left[:]
        for one in lines:
            for line, off in one.off.items():
                self.after[line] -= off
        self.left = node.left
        low = [
            price - (left - max(0, after))
            for price, left, after in zip(node.high, node.left, self.after, strict=True)
        ]
        later = [one for one in (*node.chosen, *node.open) if one.deal.level != "line"]
        self.percents: dict[str | int, int] = {}
        self.ranges: dict[str | int, int] = {}
        most: dict[str | int, int] = {}
        for one in later:
            if one.deal.level == "order":
                group = one.group or one.rank
                most[group] = max(most.get(group, 0), values[one.rank])
        by_order = sum(most.values())
        rooms = [max(0, after) for after in self.after]
        self.known = True
        for one in later:
            comes_to = sum_at(low, one.places)
            if one.deal.level == "order":
                if sum_at(rooms, one.places) < by_order and values[one.rank]:
                    self.known = False
                    return
            else:
                comes_to = max(0, comes_to - by_order)
            self._add(one, values[one.rank], comes_to)
        self.rate = sum(self.percents.values())
        self.fixed = sum(self.ranges.values()) + len(self.percents)

    def _add(self, one: Candidate, high: int, comes_to: int) -> None:
        group = one.group or one.rank
        deal = one.deal
        least = deal.amount(comes_to)
        if least >= high:
            return
        if deal.percent is not None and comes_to >= deal.from_cents:
            self.percents[group] = max(self.percents.get(group, 0), deal.percent)
        else:
            self.ranges[group] = max(self.ranges.get(group, 0), high - least)

    def least(self, one: Candidate) -> int:
        """What it takes at least, whatever else comes in."""
        return sum(
            min(off, self.left[line], max(0, self.after[line] + off))
            for line, off in one.off.items()
        )

    def loss(self, one: Candidate) -> int:
        """What the others lose by it at most."""
        return sum(one.off.values()) * self.rate // 100 + self.fixed


class Forgoing:
    """A tighter bound: an order discount jumps at thresholds, and who wants to stay above one must
    forgo as much of line discounts as is missing.

    With F forgone of the most that line discounts can take, lines of an order discount come to no
    more than their lowest plus F. What is taken off in all is the highest, over F, of what lines
    take less F, and what the order and delivery discounts take of what then remains. Between the
    jumps that only falls, but for a cent of rounding.
    """

    def __init__(self, node: _Node, values: dict[int, int]) -> None:
        self.in_lines = node.in_lines
        self.lines = node.lines
        self.shipping = node.search.pricing.shipping
        self.fixed: dict[str | int, int] = {}
        self.delivery: dict[str | int, int] = {}
        self.moving: list[tuple[str | int, Deal, int, int, int]] = []
        """(group, deal, lowest, highest, the most that it may take)."""
        self.always = 0
        self.ends: list[tuple[int, int]] = []
        """What must be forgone for an order discount to jump, and what is taken in all then."""
        open_ = [one for one in node.open if one.deal.level == "line"]
        for one in (*node.chosen, *node.open):
            if one.deal.level == "line":
                continue
            value = values[one.rank]
            group = one.group or one.rank
            if one.deal.level == "shipping":
                self.delivery[group] = max(self.delivery.get(group, 0), value)
                continue
            high = sum_at(node.high, one.places)
            low = min(high, high - self.lines + _outside(node, one, open_))
            if one.deal.amount(low) >= value:
                self.fixed[group] = max(self.fixed.get(group, 0), value)
            else:
                self.moving.append((group, one.deal, low, high, value))
        self._jumps()

    def _jumps(self) -> None:
        ends = {0}
        percents: dict[str | int, int] = {}
        always = min(sum(self.delivery.values()), self.shipping)
        for group, deal, low, high, value in self.moving:
            marks = deal.marks_between(low, high)
            if marks is None:
                always += value
                continue
            ends.update(mark - low for mark in marks)
            if deal.percent is not None:
                percents[group] = max(percents.get(group, 0), deal.percent)
        rate = sum(percents.values())
        if rate > 100:
            ends.add(self.lines)
            always += len(percents) + self.lines * (rate - 100) // 100
        self.always = self.in_lines + always + max(0, len(percents) - 1)
        self.ends = [(end, self._at(end)) for end in sorted(ends) if 0 <= end <= self.lines]

    def most(self, forgone: int = 0) -> int:
        """The most that can be taken off when at least so much of line discounts is forgone."""
        best = self._at(forgone) if forgone else 0
        for end, taken in self.ends:
            if end >= forgone and taken > best:
                best = taken
        return self.always + best

    def _at(self, forgone: int) -> int:
        taken = dict(self.fixed)
        for group, deal, low, high, value in self.moving:
            amount = min(value, deal.amount(min(high, low + forgone)))
            if amount > taken.get(group, 0):
                taken[group] = amount
        return self.lines - forgone + sum(taken.values())


def _outside(node: _Node, one: Candidate, lines: list[Candidate]) -> int:
    """The most that line discounts can take off lines that do not count for an order discount."""
    if len(one.places) == len(node.high):
        return 0
    inside = set(one.places)
    groups: dict[str | int, int] = {}
    for other in lines:
        off = sum(
            min(its, node.left[line]) for line, its in other.off.items() if line not in inside
        )
        group = other.group or other.rank
        groups[group] = max(groups.get(group, 0), off)
    return sum(groups.values())
