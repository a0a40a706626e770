"""Who may import, draft and decide: staff with a login and a role that allows it."""

from bot.services.campaigns.problems import Problem
from bot.services.roles import Permission, Role, is_allowed
from storage import staff
from storage.database import Connection


class NotAllowed(Problem):
    """Nobody of this name may do it."""


async def require_officer(connection: Connection, login: str, permission: Permission) -> int:
    """Return the id of the member of staff with a login.

    Raises:
        NotAllowed: there is none, they are shut out, or their role does not allow it.
    """
    found = await staff.find(connection, login.strip().lower())
    if found is None or not found.is_active:
        raise NotAllowed(
            f"'{login}' is no login of active staff; see `vneid-bot staff list`.", "nobody", login
        )
    if not is_allowed(Role(found.role), permission):
        raise NotAllowed(
            f"'{login}' is {found.role}, whose role does not allow it ({permission.value}).",
            "role",
            login,
        )
    return found.id
