"""The portal's answers, field by field: strict types, closed lists, bounded numbers."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from bot.portal_client.states import ONLY_LINKED, LinkState

_Code = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{8,512}$")]
_Token = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{8,4096}$")]
_UserCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,8}(-[A-Z0-9]{2,8}){0,3}$")]
_Url = Annotated[str, StringConstraints(pattern=r"^https?://[\x21-\x7e]{3,300}$")]
_Seconds = Annotated[int, Field(ge=1, le=3600)]
_Action = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,80}$")]


class _Answer(BaseModel):
    """Unknown fields are left out: a portal may learn to say more."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", hide_input_in_errors=True)


class CodesAnswer(_Answer):
    """RFC 8628 section 3.2."""

    device_code: _Code
    user_code: _UserCode
    verification_uri: _Url
    expires_in: _Seconds
    interval: Annotated[int, Field(ge=1, le=60)] = 5


class TokenAnswer(_Answer):
    """RFC 6749 section 5.1."""

    access_token: _Token
    token_type: Annotated[str, StringConstraints(pattern=r"^[Bb]earer$")]
    expires_in: _Seconds = 300
    scope: Literal["link_status.read"] = "link_status.read"


class ErrorAnswer(_Answer):
    """RFC 6749 section 5.2."""

    error: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,60}$")]


class _Account(_Answer):
    exists: bool
    owner_type: Literal["citizen", "organisation", "foreigner"]
    status: Literal["active", "stopped", "inactive_locked"]


class _IdCheck(_Answer):
    state: Literal[
        "not_set", "set_unverified", "verified", "mismatch", "not_found", "taken_by_other"
    ]
    mismatch_fields: list[Literal["full_name", "date_of_birth", "id_number"]]


class _Vneid(_Answer):
    exists: bool
    level: Annotated[int, Field(ge=0, le=2)]
    activation: Literal["none", "pending", "active"]
    lock: Literal["none", "self", "expired_card", "authority"]
    device_bound: bool


class _Link(_Answer):
    state: Literal["none", "pending", "linked", "conflict", "error"]
    linked_on: date | None
    migration: Annotated[
        Literal["none", "running", "done", "partial"], Field(alias="data_migration")
    ]


class _System(_Answer):
    portal: Literal["up", "degraded", "down"]
    vneid: Literal["up", "degraded", "down"]


class _Result(_Answer):
    state: LinkState
    next_action: _Action
    escalate: Literal["L0", "L1", "L2", "L3", "L4"]
    as_of: AwareDatetime
    retry_after_s: Annotated[int, Field(ge=0, le=86_400)] | None


class StatusAnswer(_Answer):
    """The link status; what it says of the result must fit what it says of the link."""

    portal_account: _Account
    cccd_check: _IdCheck
    vneid: _Vneid
    link: _Link
    system: _System
    result: _Result

    @property
    def is_consistent(self) -> bool:
        """Tell whether result and link agree."""
        return self.link.state == "linked" or self.result.state not in ONLY_LINKED
