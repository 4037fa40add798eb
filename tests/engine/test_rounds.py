"""Rounds of a back-test: answers about what is scarce, and what members send each other."""

from datetime import UTC, datetime, timedelta

from shuke.engine.backtest.course import Ask, Carried
from shuke.engine.backtest.rounds import Heard, Rounds, answers, in_order

START = datetime(2026, 3, 2, tzinfo=UTC)


def ask(
    minute: int,
    subject: str,
    amount: int = 1,
    *,
    back: int = 0,
    size: int = 2,
    refused: bool = False,
    seq: int = 1,
) -> Ask:
    at = START + timedelta(minutes=minute)
    return Ask(at, subject, seq, str(seq), "seats", amount, back, size, refused)


def sent(sender: str, target: str, data: str = "{}", number: int = 0) -> Carried:
    key = f"{sender}:1:{number}:{target}"
    return Carried(key, target, "member.checked_in", START, START, data, 1)


def refused(was: list[Ask], draft: list[Ask], since: datetime = START) -> list[str]:
    found = answers(in_order(was), in_order(draft), since)
    return [one.subject for one, no in found if no]


def test_the_same_asks_have_the_answers_of_the_log() -> None:
    """Three in one instant, two seats: that `a` was the one refused is nothing a clock shows."""
    was = [ask(0, "a", refused=True), ask(0, "b"), ask(0, "c")]
    assert refused(was, was) == ["a"]


def test_from_the_first_difference_on_answers_are_reckoned() -> None:
    was = [ask(0, "a", refused=True), ask(1, "b"), ask(2, "c"), ask(4, "e", refused=True)]
    assert refused(was, [*was[:3], ask(3, "d"), ask(4, "e")]) == ["a", "d", "e"]
    # With more seats everybody gets one: the first ask differs already.
    more = [ask(0, "a", size=3, refused=True), ask(1, "b", size=3), ask(2, "c", size=3)]
    assert refused(was, more) == []


def test_what_was_taken_before_the_range_counts() -> None:
    since = START + timedelta(minutes=2)
    was = [ask(0, "a"), ask(1, "b", refused=True), ask(3, "c")]
    assert refused(was, [*was, ask(4, "d")], since) == ["d"]
    back = ask(4, "a", 0, back=1, seq=2)
    assert refused(was, [*was, back, ask(5, "d")], since) == []


def test_rounds_end_when_nobody_hears_anything_new() -> None:
    """`a` and `b` want two of three: who comes second folds again, once."""
    rounds = Rounds(Heard(), START)
    rounds.hear(Heard([ask(0, "a", 2, size=3), ask(1, "b", 2, size=3)]))
    changes = rounds.next()
    assert {name: change.refused for name, change in changes.items()} == {"b": {"1": ["seats"]}}
    rounds.hear(Heard([ask(1, "b", 2, size=3, refused=True)]), changes)
    assert rounds.next() == {}
    assert (rounds.number, rounds.left) == (1, 0)


def test_what_is_sent_otherwise_is_carried() -> None:
    """One message fell away, one says something else, one is new and one goes to nobody known."""
    gone, other = sent("a", "card:2"), sent("b", "card:2")
    delivered = [(gone.key, "m2"), (other.key, "m2")]
    rounds = Rounds(Heard([], [gone, other], delivered), START)
    new, lost = sent("c", "card:2"), sent("c", "card:9", number=1)
    told = sent("b", "card:2", '{"n":1}')
    rounds.hear(Heard([], [told, new, lost]))
    changes = rounds.next()
    assert list(changes) == ["m2"]
    its = changes["m2"]
    assert (its.dropped, its.altered) == ([gone.key], {other.key: '{"n":1}'})
    assert its.added == {new.key: new}
    assert rounds.unknown == {"card:9"}
    assert rounds.next() == {}


def test_what_was_sent_and_lies_in_the_queue_is_nothing_new() -> None:
    waiting = sent("a", "card:2")
    rounds = Rounds(Heard([], [waiting]), START)
    rounds.hear(Heard([], [waiting]))
    assert rounds.next() == {}
