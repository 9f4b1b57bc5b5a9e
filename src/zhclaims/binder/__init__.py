"""Binds each figure and each verb of an article to its words: who, what, when, where, on whose word."""
