"""The order of steps: circles of demands, repairs, schedules, exposure."""
