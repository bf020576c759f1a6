"""Queries of lists: what is found, counted and shown of many children at once."""
