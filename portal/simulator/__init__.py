"""Controls of the simulation, for this machine only."""
