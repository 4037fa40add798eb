"""The language: events, attributes, conditions and effects.

Conditions are typed documents; they are checked when saved, compiled once per release to one Python
function each, explained part by part with the values seen, and read aloud in Chinese and English.
What a condition means is written in docs/algorithms/conditions.md; SQL must mean the same (law 6).
Nothing here knows the engine: a turn is whatever has the attributes that `Attribute.expr` reads.
"""

# fmt: off
# ruff: noqa: I001 - several names a line, so that the door fits on one screen
from shuke.rule.attribute import Attribute, AttributeType, Choice, nearest
from shuke.rule.benefiting import BenefitReturn, BenefitUse
from shuke.rule.calendar import birthday_attributes
from shuke.rule.catalogue import STANDARD_EVENTS, Catalogue
from shuke.rule.check import ConditionInvalid, attributes_read, check, state_attributes
from shuke.rule.compile import (
    Judge, LineJudge, compile_condition, compile_line_amounts, compile_line_places,
    compile_line_total, compile_lines,
)
from shuke.rule.condition import Condition, all_of, any_of, compare, none_of
from shuke.rule.custom import (
    EventTypeDocument, check_event_fields, check_event_type, custom_event_type,
)
from shuke.rule.effect import EFFECTS, EffectType
from shuke.rule.event import EventInvalid, EventMismatch, EventType, EventTypeUnknown
from shuke.rule.explain import Node, explain, first_failed, how_far, walk
from shuke.rule.holding import (
    HISTORY_REPLAYED, HistoryReplayed, OpeningLot, PointsAdjust, PointsOpen, PointsReturn,
    PointsSpend, Tick,
)
from shuke.rule.invalid import pointer, translate
from shuke.rule.joining import (
    Identity, IdentityLinked, IdentityUnlinked, MemberRegistered, MemberUpdated,
)
from shuke.rule.partnering import exchange_of, exchange_spend_of
from shuke.rule.problem import Problem
from shuke.rule.reference import catalogue_document
from shuke.rule.rewarding import (
    COUPON_RECEIVE, GiftRedeem, gift_spend_of, spend_of, use_of,
)
from shuke.rule.sentence import Told, sentence, tell, tell_lines
from shuke.rule.storing import paid_for, spent_under
from shuke.rule.taking_part import ContentShared, EventAttended, MemberCheckedIn, ReviewPosted
from shuke.rule.trade import (
    COUPON_MARK, Line, OrderCompleted, OrderPaid, OrderRefunded, RefundLine, StoredValuePaid,
    names_rewards, says_list_prices,
)
from shuke.rule.transferring import FAMILY_OPEN, OF_FAMILIES, TRANSFER_ARRIVE
from shuke.rule.wording import count, day, glue, listed, moment, money
from shuke.rule.writer import Sentence, Span, Writer

__all__ = [
    "COUPON_MARK", "COUPON_RECEIVE", "EFFECTS", "FAMILY_OPEN", "HISTORY_REPLAYED", "OF_FAMILIES",
    "STANDARD_EVENTS", "TRANSFER_ARRIVE", "Attribute", "AttributeType", "BenefitReturn",
    "BenefitUse", "Catalogue", "Choice", "Condition", "ConditionInvalid", "ContentShared",
    "EffectType", "EventAttended", "EventInvalid", "EventMismatch", "EventType",
    "EventTypeDocument", "EventTypeUnknown", "GiftRedeem", "HistoryReplayed", "Identity",
    "IdentityLinked", "IdentityUnlinked", "Judge", "Line", "LineJudge", "MemberCheckedIn",
    "MemberRegistered", "MemberUpdated", "Node", "OpeningLot", "OrderCompleted", "OrderPaid",
    "OrderRefunded", "PointsAdjust", "PointsOpen", "PointsReturn", "PointsSpend", "Problem",
    "RefundLine", "ReviewPosted", "Sentence", "Span", "StoredValuePaid", "Tick", "Told", "Writer",
    "all_of", "any_of", "attributes_read", "birthday_attributes", "catalogue_document", "check",
    "check_event_fields", "check_event_type", "compare", "compile_condition",
    "compile_line_amounts", "compile_line_places", "compile_line_total", "compile_lines", "count",
    "custom_event_type", "day", "exchange_of", "exchange_spend_of", "explain", "first_failed",
    "gift_spend_of", "glue", "how_far", "listed", "moment", "money", "names_rewards", "nearest",
    "none_of", "paid_for", "pointer", "says_list_prices", "sentence", "spend_of", "spent_under",
    "state_attributes", "tell", "tell_lines", "translate", "use_of", "walk",
]
# fmt: on
