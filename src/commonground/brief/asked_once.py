"""An answer that is worked out when it is first asked for, by one thread, and kept.

Who asks at the same time waits for the first; who asks for something else does not. Answers may ask for each other, as
long as none asks for itself by a detour.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, Protocol, TypeVar, overload

__all__ = ["Answering", "asked_once"]

T = TypeVar("T")


class Answering(Protocol):
    """What has such answers: those found so far, and a lock for each."""

    @property
    def found(self) -> dict[str, Any]: ...
    @property
    def locks(self) -> dict[str, RLock]: ...


class asked_once(Generic[T]):  # noqa: N801 - a decorator, as property is
    """A method whose answer is kept under its name in ``found``.

    >>> class One:
    ...     found: dict = {}
    ...     locks: dict = {}
    ...     @asked_once
    ...     def slow(self) -> list:
    ...         return []
    >>> one = One()
    >>> one.slow is one.slow, list(one.found)
    (True, ['slow'])
    """

    def __init__(self, ask: Callable[[Any], T]) -> None:
        self.ask = ask
        self.name = ask.__name__
        self.__doc__ = ask.__doc__

    @overload
    def __get__(self, holder: None, kind: type) -> asked_once[T]: ...
    @overload
    def __get__(self, holder: Answering, kind: type) -> T: ...
    def __get__(self, holder: Answering | None, kind: type) -> T | asked_once[T]:
        if holder is None:
            return self
        if self.name not in holder.found:
            with holder.locks.setdefault(self.name, RLock()):
                if self.name not in holder.found:
                    holder.found[self.name] = self.ask(holder)
        answer: T = holder.found[self.name]
        return answer
