"""The graph model: option form, graph form, preferences as ranks, and how a case becomes one."""
