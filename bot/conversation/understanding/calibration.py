"""Finds how far margins can be trusted: the temperature that makes confidence equal accuracy."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import softmax

from bot.conversation.understanding.corpus import Labels
from bot.conversation.understanding.features import temperature_for

Margins = npt.NDArray[np.float64]
"""By message and class; lengths by message."""
_BOUNDS = ((-4.0, 2.0), (-0.5, 0.5))
"""Of the temperature's logarithm and of the slope: a handful of messages would have no end."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How margins become probabilities; see `features.temperature_for`."""

    temperature: float
    slope: float

    def probabilities(self, margins: Margins, lengths: Margins) -> Margins:
        """Return the probabilities of messages of `lengths` words."""
        heat = temperature_for(lengths, self.temperature, self.slope)
        return np.asarray(softmax(margins / heat[:, None], axis=1))


def calibrate(margins: Margins, labels: Labels, lengths: Margins) -> Calibration:
    """Return the calibration at which `labels` are the most likely."""
    # Single precision takes a third of the time, and its seven digits are more than needed.
    behind = (margins - margins.max(axis=1, keepdims=True)).astype(np.float32)
    of_labels = behind[np.arange(len(labels)), labels]

    def surprise(parameters: npt.NDArray[np.float64]) -> float:
        heat = temperature_for(lengths, float(np.exp(parameters[0])), parameters[1])
        heat = heat.astype(np.float32)
        totals = np.exp(behind / heat[:, None]).sum(axis=1)
        return float((np.log(totals) - of_labels / heat).mean(dtype=np.float64))

    found = minimize(
        surprise,
        x0=(-1.5, 0.0),
        method="Nelder-Mead",
        bounds=_BOUNDS,
        options={"xatol": 1e-3, "fatol": 1e-6},
    )
    return Calibration(float(np.exp(found.x[0])), float(found.x[1]))
