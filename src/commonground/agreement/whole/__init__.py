"""The whole analysis of one round within one budget, and what its answers rest on."""
