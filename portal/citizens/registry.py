"""All citizens by number; only those whose record changed are kept."""

from portal.citizens.generator import make_citizen
from portal.citizens.records import Citizen
from portal.citizens.showcase import numbered


class UnknownCitizen(Exception):
    """There is no citizen of that number."""


class Citizens:
    """The showcase first, then generated citizens up to the count.

    Attributes:
        count: number of the last citizen.
        showcase: the hand-made citizens.
    """

    def __init__(self, *, seed: int = 1, count: int = 0) -> None:
        self.showcase = numbered()
        self.count = max(count, len(self.showcase))
        self._seed = seed
        self._changed: dict[int, Citizen] = {}

    def initial(self, number: int) -> Citizen:
        """The citizen as they were at the start.

        Raises:
            UnknownCitizen: the number is below 1 or above the count.
        """
        if not 1 <= number <= self.count:
            raise UnknownCitizen(number)
        if number <= len(self.showcase):
            return self.showcase[number - 1]
        return make_citizen(self._seed, number)

    def get(self, number: int) -> Citizen:
        """The citizen as they are now; raises like `initial`."""
        return self._changed.get(number) or self.initial(number)

    def put(self, citizen: Citizen) -> None:
        """Keep a changed record; one that is as at the start takes no room."""
        if citizen == self.initial(citizen.number):
            self._changed.pop(citizen.number, None)
        else:
            self._changed[citizen.number] = citizen

    def reset(self) -> None:
        """Put everyone back to the start."""
        self._changed.clear()
