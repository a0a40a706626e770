"""What a campaign may cost, in segments and in money."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from storage.campaigns import Campaign

WARN_AT = 0.8
"""Share of a cap at which people are warned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Caps and what is used of them; a cap of None is none.

    Attributes:
        price_vnd: of one segment.
    """

    cap_segments: int | None
    cap_vnd: int | None
    price_vnd: int
    used_segments: int

    @classmethod
    def of(cls, campaign: Campaign) -> Self:
        """Return the budget of a campaign."""
        return cls(
            cap_segments=campaign.cap_segments,
            cap_vnd=campaign.cap_vnd,
            price_vnd=campaign.price_vnd,
            used_segments=campaign.used_segments,
        )

    @property
    def segments(self) -> int | None:
        """How many segments the tighter cap allows in all; None: any number."""
        caps = [] if self.cap_segments is None else [self.cap_segments]
        if self.cap_vnd is not None and self.price_vnd > 0:
            caps.append(self.cap_vnd // self.price_vnd)
        return min(caps, default=None)

    @property
    def used_vnd(self) -> int:
        """What is spent."""
        return self.used_segments * self.price_vnd

    def afford(self, prices: Sequence[int]) -> tuple[int, int]:
        """Return how many of these texts fit, in their order, and how many segments they take."""
        limit, total = self.segments, 0
        for count, price in enumerate(prices):
            if limit is not None and self.used_segments + total + price > limit:
                return count, total
            total += price
        return len(prices), total

    def is_near_end(self, more: int = 0) -> bool:
        """Tell whether four fifths of a cap are used, with `more` segments."""
        limit = self.segments
        return limit is not None and self.used_segments + more >= limit * WARN_AT
