"""The conflict part of a case, bound: which options cannot be taken back, today's state, rankings, weights, moves.

The *order of options* decides how a state is written, one Y or N per option: parties in the order in which ``options``
names them first, and each party's options in the order in which they are written; what a layer adds to a party comes
after the party's others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from commonground.case import model as m
from commonground.case.binder import Binder
from commonground.case.entries import Entry
from commonground.case.layers import Record

__all__ = ["Conflict", "in_order", "one_way"]


def in_order(options: Mapping[str, m.Option]) -> Mapping[str, m.Option]:
    """The options in the order in which a state is written."""
    parties = list(dict.fromkeys(option.party for option in options.values()))
    ordered = sorted(options.items(), key=lambda item: parties.index(item[1].party))
    return MappingProxyType(dict(ordered))


def one_way(entries: Iterable[Entry], record: Record, binder: Binder) -> Mapping[str, m.OneWay]:
    """Option: when it cannot be taken back. What a layer withdrew needs no such word any more."""
    options = [entry.key for entry in record.entries if entry.section == "options"]
    known = set(options)
    found: dict[str, m.OneWay] = {}
    for entry in entries:
        body: Any = entry.body
        if entry.key in known:
            found[entry.key] = body.way
        elif f"options.{entry.key}" not in record.withdrawn:
            binder.unknown("option", entry.key, options, entry)
    return found


class Conflict:
    """Binds what the graph model needs beside options, rules and priorities."""

    def __init__(
        self,
        parties: Mapping[str, m.Party],
        options: Mapping[str, m.Option],
        entries: Callable[[str], list[Entry]],
        binder: Binder,
    ) -> None:
        self._parties, self._options = parties, options
        self._entries, self._binder = entries, binder
        self._states = tuple(dict.fromkeys(_states(entries("states"), binder)))
        self._known = frozenset(self._states)
        self._said: dict[str, str] = {entry.party: entry.id for entry in entries("preferences") if entry.party}

    def part(self) -> m.ConflictPart:
        """Everything but the preferences."""
        return m.ConflictPart(
            status_quo=self._status_quo(),
            states=self._states,
            moves=MappingProxyType({entry.key: self._moves(entry) for entry in self._entries("moves")}),
            coalitions=tuple(dict.fromkeys(self._coalitions())),
        )

    def ranking(self, entry: Entry, binder: Binder) -> m.Ranking:
        body: Any = entry.body
        party = self._only_way(entry)
        for place, states in enumerate(body.ranking or ()):
            for state in states:
                self._state(state, "YN-", entry, ("ranking", place))
        places = tuple(tuple(states) for states in body.ranking or ())
        return m.Ranking(**binder.judged(entry), party=party, kind=body.kind, places=places)

    def weights(self, entry: Entry, binder: Binder) -> m.Weights:
        body: Any = entry.body
        party = self._only_way(entry)
        given: dict[str, float] = body.weights or {}
        for option in given.keys() - self._options.keys():
            binder.unknown("option", option, self._options, entry, ("weights", option))
        return m.Weights(**binder.judged(entry), party=party, kind=body.kind, weights=MappingProxyType(dict(given)))

    def _only_way(self, entry: Entry) -> str:
        """The party, which prefers in no other way beside this one."""
        party = str(entry.party)
        self._binder.known("party", party, entry)
        other = self._said.setdefault(party, entry.id)
        if other != entry.id:
            what = f"{party} prefers in two ways, by {other} and by {entry.id}."
            self._binder.wrong(what, entry, (), entry.id, f"one of them; a layer can withdraw {other}", "prefers-twice")
        return party

    def _status_quo(self) -> m.StatusQuo | None:
        for entry in self._entries("status_quo"):
            body: Any = entry.body
            written = body.status_quo
            state = written if isinstance(written, str) else self._by_option(written, entry)
            if state is not None and self._state(state, "YN", entry, ()):
                return m.StatusQuo(state, entry.where())
        return None

    def _by_option(self, written: Mapping[str, str], entry: Entry) -> str | None:
        sound = True
        for option, value in written.items():
            if option not in self._options:
                self._binder.unknown("option", option, self._options, entry, (option,))
                sound = False
            elif value not in ("Y", "N"):
                self._binder.wrong("An option is taken or not.", entry, (option,), value, "Y or N", "wrong-value")
                sound = False
        missing = [option for option in self._options if option not in written]
        if missing and sound:
            what = "Today's state has to say of every option whether it is taken."
            expected = "Y or N for " + ", ".join(missing[:12]) + " too"
            self._binder.wrong(what, entry, (), ", ".join(written), expected, "not-a-state")
        return None if missing or not sound else "".join(written[option] for option in self._options)

    def _moves(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        body: Any = entry.body
        self._binder.known("party", entry.key, entry)
        seen: set[tuple[str, str]] = set()
        for place, move in enumerate(body.moves):
            known = [self._state(state, "", entry, (place,)) for state in move]
            if all(known) and move[0] == move[1]:
                self._binder.wrong(
                    "A move leads to another state.", entry, (place,), move[0], "two states", "move-to-itself"
                )
            elif move in seen:
                read = " to ".join(move)
                self._binder.wrong("This move stands twice.", entry, (place,), read, "it once", "move-twice")
            seen.add(move)
        return tuple(body.moves)

    def _coalitions(self) -> Iterator[tuple[str, ...]]:
        for entry in self._entries("coalitions"):
            body: Any = entry.body
            for place, members in enumerate(body.coalitions):
                for member in members:
                    if member not in self._parties:
                        self._binder.unknown("party", member, self._parties, entry, (place,))
                if len(set(members)) < 2 or len(set(members)) < len(members):
                    what = "A coalition has two or more members, each named once."
                    read = ", ".join(members)
                    self._binder.wrong(what, entry, (place,), read, "such as [a, b]", "not-a-coalition")
                yield tuple(party for party in self._parties if party in members)

    def _state(self, state: str, letters: str, entry: Entry, path: tuple[str | int, ...]) -> bool:
        """Whether a state, or a pattern of states, is written as this case writes them; a problem is noted if not."""
        if state in self._known:
            return True
        if self._states or not letters:
            self._binder.unknown("state", state, self._states, entry, path)
            return False
        if not self._options:
            what = "The case has neither options nor states, so this can be no state."
            self._binder.wrong(what, entry, path, state, "options or states first", "not-a-state")
            return False
        if len(state) == len(self._options) and not set(state) - set(letters):
            return True
        what = f"A state is written with one letter for each of the {len(self._options)} options."
        choice = ", ".join(letters[:-1]) + " or " + letters[-1]
        expected = f"{len(self._options)} times {choice}, for " + ", ".join(list(self._options)[:12])
        self._binder.wrong(what, entry, path, state, expected, "not-a-state")
        return False


def _states(entries: Iterable[Entry], binder: Binder) -> Iterator[str]:
    seen: set[str] = set()
    for entry in entries:
        body: Any = entry.body
        for place, state in enumerate(body.states):
            if state in seen:
                binder.wrong("This state stands twice.", entry, (place,), state, "it once", "state-twice")
            seen.add(state)
            yield state
