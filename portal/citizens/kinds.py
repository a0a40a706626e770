"""The closed lists that describe a citizen's accounts; their values are what the API says."""

from enum import StrEnum


class Owner(StrEnum):
    """Whom a portal account belongs to."""

    CITIZEN = "citizen"
    ORGANISATION = "organisation"
    FOREIGNER = "foreigner"


class CreatedVia(StrEnum):
    """How the old account was opened."""

    SELF = "self"
    ONE_STOP = "one_stop"
    POST = "post"


class AccountStatus(StrEnum):
    """Whether the old account can be logged in to."""

    ACTIVE = "active"
    STOPPED = "stopped"
    INACTIVE_LOCKED = "inactive_locked"


class IdCheck(StrEnum):
    """Step 1: how the account's ID number compares with the population database."""

    NOT_SET = "not_set"
    SET_UNVERIFIED = "set_unverified"
    VERIFIED = "verified"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    TAKEN_BY_OTHER = "taken_by_other"


class Field(StrEnum):
    """What can differ from the population database; the values themselves are never told."""

    FULL_NAME = "full_name"
    DATE_OF_BIRTH = "date_of_birth"
    ID_NUMBER = "id_number"


class Activation(StrEnum):
    """How far the VNeID account has come."""

    NONE = "none"
    PENDING = "pending"
    ACTIVE = "active"


class Lock(StrEnum):
    """Why a VNeID account is locked."""

    NONE = "none"
    SELF = "self"
    EXPIRED_CARD = "expired_card"
    AUTHORITY = "authority"


class Paper(StrEnum):
    """The identity paper held; only what VNeID accepts leads to an account."""

    CARD = "card"
    OLD_ID_CARD = "cmnd"


class Linking(StrEnum):
    """Step 2: whether both accounts are linked."""

    NONE = "none"
    PENDING = "pending"
    LINKED = "linked"
    CONFLICT = "conflict"
    ERROR = "error"


class Migration(StrEnum):
    """Whether the old account's dossiers have moved along."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    PARTIAL = "partial"


class Service(StrEnum):
    """How well a system works."""

    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"
