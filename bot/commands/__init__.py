"""Commands: the same words on every platform (SPEC 8)."""
