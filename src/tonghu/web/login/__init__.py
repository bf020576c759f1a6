"""Logging in: password and second factor, choice of seat and purpose, lock-out."""
