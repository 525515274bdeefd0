"""Long work: done in a process of its own, told about while it runs, stopped for certain, kept until the case changes.

work.py     what is to be done, and how far it has come
desk.py     the work of one run of the server: begun, waiting, found again, stopped
process.py  one child: started, heard, bounded, ended with everything it began
child.py    the other end, in the child
kinds.py    what a child can do: a page, a brief, proposals, one text
"""
