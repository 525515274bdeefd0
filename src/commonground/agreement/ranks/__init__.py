"""Levels of a party: whose own mandates contain a zone, who owns a clause, what a level may do."""
