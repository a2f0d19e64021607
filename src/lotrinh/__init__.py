"""Lộ Trình: inspection of public administration reform."""

__version__ = "0.1.0"
