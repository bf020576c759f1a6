"""Accounts and seats, access requests, the audit log."""
