"""Which province a former one became part of, as far as the facts say."""

from collections.abc import Mapping
from datetime import date

from bot.knowledge.facts import FactRegistry
from bot.knowledge.tense import Tense, tense_on

MERGED_BY: Mapping[str, tuple[str, str]] = {
    "Kon Tum": ("Quảng Ngãi", "kontum-into-quangngai"),
    "Bình Dương": ("TP. Hồ Chí Minh", "binhduong-into-hcmc"),
    "Bà Rịa – Vũng Tàu": ("TP. Hồ Chí Minh", "binhduong-into-hcmc"),
}
"""By former province: the present one, and the fact that says so."""


def successor_of(province: str, day: date, facts: FactRegistry) -> str:
    """Return the province that `province`, as the entity names it, belongs to on `day`."""
    present, fact = MERGED_BY.get(province, (province, ""))
    if fact and tense_on(facts[fact], day) is Tense.IN_FORCE:
        return present
    return province
