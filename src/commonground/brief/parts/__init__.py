"""The parts of a brief, one file a section: each says what it has to say of the material, or nothing."""
