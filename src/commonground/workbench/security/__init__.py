"""Who may ask the workbench anything, from where, and how much at a time."""
