"""Where the two engines meet: would a deal that the mandates allow also hold, and how does one get there?"""

from commonground._callable import answers_calls
from commonground.durability.durable import durability

__all__ = ["durability"]

answers_calls(__name__, durability)
