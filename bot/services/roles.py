"""What each role may do."""

from enum import StrEnum


class Permission(StrEnum):
    """Something staff may be allowed to do."""

    WORK = "work"
    """Take tickets, read them and answer; search."""
    OVERSEE = "oversee"
    """Act on other officers' tickets."""
    LABEL = "label"
    """Say what messages mean that were not understood."""
    REPORT = "report"
    """Read the figures."""
    SWITCH = "switch"
    """Switch channels, topics and providers off."""
    REMIND = "remind"
    """Import people, draft reminder campaigns, look at them, pause one."""
    APPROVE = "approve"
    """Approve others' campaigns, start and stop them, keep the provider's answers."""
    AUDIT = "audit"
    """Read who read and changed what."""
    MANAGE_STAFF = "manage_staff"
    """Add staff, change roles, shut somebody out."""


class Role(StrEnum):
    """What somebody is."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


_ALLOWED = {
    Role.OFFICER: {Permission.WORK, Permission.REMIND},
    Role.SUPERVISOR: {
        Permission.WORK,
        Permission.OVERSEE,
        Permission.LABEL,
        Permission.REPORT,
        Permission.SWITCH,
        Permission.AUDIT,
        Permission.REMIND,
        Permission.APPROVE,
    },
    Role.EDITOR: {Permission.LABEL, Permission.REPORT},
    # Who runs the system has no need to read what citizens write.
    Role.ADMINISTRATOR: {Permission.SWITCH, Permission.AUDIT, Permission.MANAGE_STAFF},
}


def is_allowed(role: Role, permission: Permission) -> bool:
    """Whether the role may do it."""
    return permission in _ALLOWED[role]
