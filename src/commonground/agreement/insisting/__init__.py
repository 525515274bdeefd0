"""The ultimatum test, the same for every side, and the talks at a glance."""
