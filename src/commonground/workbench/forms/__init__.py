"""Forms of everything in a case, all made of one table: :mod:`commonground.case.sections`."""
