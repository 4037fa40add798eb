"""Visit: how a member comes to their own page, and how a till knows them there.

A signed link or a one-time code begins a session that is no operator's. The code on the phone
changes each minute and is read once. Whatever counts once counts once for callers at the same time.
"""

from shuke.visit.code import (
    CODE_SECONDS,
    CodeExpired,
    CodeKey,
    CodeUnknown,
    CodeUsed,
    code_key,
    member_code,
    read_code,
)
from shuke.visit.export import export_visits
from shuke.visit.link import LINK_LASTS, LONGEST_LINK, LONGEST_TOKEN, make_link, open_link, use_link
from shuke.visit.passcode import PASSCODE_LASTS, PasscodeRefused, make_passcode, try_passcode
from shuke.visit.session import MEMBER_COOKIE, Visit, begin_visit, end_visit, visit_of

__all__ = [
    "CODE_SECONDS",
    "LINK_LASTS",
    "LONGEST_LINK",
    "LONGEST_TOKEN",
    "MEMBER_COOKIE",
    "PASSCODE_LASTS",
    "CodeExpired",
    "CodeKey",
    "CodeUnknown",
    "CodeUsed",
    "PasscodeRefused",
    "Visit",
    "begin_visit",
    "code_key",
    "end_visit",
    "export_visits",
    "make_link",
    "make_passcode",
    "member_code",
    "open_link",
    "read_code",
    "try_passcode",
    "use_link",
    "visit_of",
]
