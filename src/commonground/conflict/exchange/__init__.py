"""Graph models to and from other programs: ``.gmcr`` both ways, Gambit's ``.nfg`` and GraphML outwards."""
