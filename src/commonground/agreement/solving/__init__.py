"""How questions are put to solvers: a budget of time, encodings, satisfiability, fewest, hitting sets, targets."""
