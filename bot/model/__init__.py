"""The vocabulary: people, meetings, cases, signals and effects. Values only, no I/O."""
