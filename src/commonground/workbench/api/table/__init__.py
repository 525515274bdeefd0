"""What is told of each address, in one table a topic; a route without an entry here fails a test."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.workbench.api.table.answers import ANSWERS
from commonground.workbench.api.table.brief import BRIEF
from commonground.workbench.api.table.cases import CASES
from commonground.workbench.api.table.changing import CHANGING
from commonground.workbench.api.table.coding import CODING
from commonground.workbench.api.table.otherwise import OTHERWISE
from commonground.workbench.api.table.record import RECORD
from commonground.workbench.api.table.work import WORK
from commonground.workbench.api.told import Told

__all__ = ["TABLE"]

TABLE: Mapping[str, Told] = {**CASES, **ANSWERS, **RECORD, **CODING, **CHANGING, **OTHERWISE, **BRIEF, **WORK}
