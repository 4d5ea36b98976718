"""Spool: downloads lists of videos, on this computer or in the user's own cloud."""

__version__ = "0.1.0"
