"""Turns Chinese technology and city-economy articles into tables of claims."""

__version__ = "0.1.0"
