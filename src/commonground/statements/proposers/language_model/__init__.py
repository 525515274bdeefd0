"""A language model as a proposer: off until its address is given, asked turn by turn, believed in nothing.

``endpoint`` asks over HTTP, and only a host that the user allowed; ``stretches`` cuts a document into questions;
``prompt`` words them; ``reply`` takes proposals out of what comes back; ``proposer`` puts these together.
"""
