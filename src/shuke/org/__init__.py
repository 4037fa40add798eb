"""Organisation: who may act on Shuke, and the record of what they did.

People sign in with a password and carry a role; machines carry an API key with scopes. Both become
an `Actor` with permissions. Every act that matters is a row of the audit, sealed to the one before.
"""

from shuke.org.access import COOKIE, Access
from shuke.org.actor import SYSTEM, Actor
from shuke.org.answer import KEPT_FOR, Claim, KeptAnswer, clear_answers
from shuke.org.audit import Entry, audit, broken_link, record
from shuke.org.erasure import finish_erasures
from shuke.org.error import (
    AboveLimit,
    CsrfMismatch,
    KeyRefused,
    KeyReused,
    NotAllowed,
    SignInNeeded,
    SignInRefused,
    TooManyAttempts,
)
from shuke.org.key import SCOPES, ApiKey, create_key, keys, revoke_key
from shuke.org.person import Person, change_person, create_person, people, person
from shuke.org.reveal import OPEN_FOR, reveal, revealed
from shuke.org.role import ADMIN, ALL, PERMISSIONS, ROLES, Permission, Role
from shuke.org.session import (
    SignedIn,
    change_password,
    check_csrf,
    csrf_token,
    sign_in,
    sign_out,
)
from shuke.org.setup import set_up, setup_token
from shuke.org.sql import Connection, Pool
from shuke.org.throttle import count_attempt, counters, forget_attempts, guesses

# fmt: off
__all__ = [
    "ADMIN", "ALL", "COOKIE", "KEPT_FOR", "OPEN_FOR", "PERMISSIONS", "ROLES", "SCOPES", "SYSTEM",
    "AboveLimit", "Access", "Actor", "ApiKey", "Claim", "Connection", "CsrfMismatch", "Entry",
    "KeptAnswer", "KeyRefused", "KeyReused", "NotAllowed", "Permission", "Person", "Pool", "Role",
    "SignInNeeded", "SignInRefused", "SignedIn", "TooManyAttempts", "audit", "broken_link",
    "change_password", "change_person", "check_csrf", "clear_answers", "count_attempt", "counters",
    "create_key", "create_person", "csrf_token", "finish_erasures", "forget_attempts", "guesses",
    "keys", "people", "person", "record", "reveal", "revealed", "revoke_key", "set_up",
    "setup_token", "sign_in", "sign_out",
]
# fmt: on
