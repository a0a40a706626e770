"""Kinds of account holders: the closed list that answers are told apart by."""

from enum import StrEnum


class AccountType(StrEnum):
    """Who the account in question belongs to."""

    CITIZEN = "citizen"
    """Vietnamese citizen of 14 or older; also whoever has not said who they are."""
    UNDER_14 = "under-14"
    UNDER_6 = "under-6"
    FROM_6_TO_13 = "6-to-13"
    GUARDIAN = "guardian"
    """Parent, guardian or representative."""
    ORGANISATION = "organisation"
    """An organisation that is not an enterprise."""
    ENTERPRISE = "enterprise"
    AGENCY = "agency"
    """A state body."""
    FOREIGNER = "foreigner"
    OFFICIAL = "official-at-one-stop"
    OVERSEAS = "overseas-vietnamese"


WIDER: dict[AccountType, AccountType] = {
    AccountType.UNDER_6: AccountType.UNDER_14,
    AccountType.FROM_6_TO_13: AccountType.UNDER_14,
}
"""An age belongs to the wider account type that answers where the age makes no difference."""
