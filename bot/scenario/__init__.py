"""Scenario files (SPEC 9): the format, the stage they are played on, and the transcript."""
