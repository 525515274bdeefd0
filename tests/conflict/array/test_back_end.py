from __future__ import annotations
from commonground.conflict.array import ArrayBackEnd
from tests.conflict.contract import BackEndContract


class TestArray(BackEndContract):
    graph_form = False
    count = 400

    def make(self, model):
        return ArrayBackEnd(model)
