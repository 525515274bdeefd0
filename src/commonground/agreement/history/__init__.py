"""What changed between rounds and between versions of a case."""
