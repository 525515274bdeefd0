"""The forms a brief takes: one file a form, each a function of a document."""
