"""The soak and the benchmark of reminder campaigns, with a provider that fails on purpose."""
