"""From answers to a document: what a principal reads in five minutes and a colleague checks line by line."""

from commonground._callable import answers_calls
from commonground.brief.write import brief, brief_document

__all__ = ["brief", "brief_document"]

answers_calls(__name__, brief)
