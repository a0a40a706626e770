"""The portal's errors."""


class PortalError(Exception):
    """Any error of the portal that a person can put right."""


class BadOption(PortalError):
    """An option or a simulator's control has a value that can't be used."""
