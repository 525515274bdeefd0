"""Commonground: from the record of real talks to what can be agreed, what blocks the rest, and what it rests on."""

from commonground._version import __version__

__all__ = ["__version__"]
