"""What proposes statements: rules, a parse, a tagger that somebody trained, a language model. One contract for all.

A proposer reads a document and says what it sees in it; it writes nothing and confirms nothing. Everything that it
says goes through :func:`commonground.statements.gate`, and what passes waits for a person.
"""
