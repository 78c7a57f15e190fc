"""Alongside: keeps remote co-production groups safe."""

__version__ = "0.1.0"
