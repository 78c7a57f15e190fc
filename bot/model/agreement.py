"""The guidelines that people have accepted, by version (Y8)."""

AGREEMENT = 1
"""The version that is current: whoever accepted an older one is asked again."""
