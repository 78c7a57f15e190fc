"""The rules. Pure: no clock, no I/O, no randomness and no platform's library."""
