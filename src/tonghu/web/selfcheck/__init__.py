"""The self-check for families: no login, nothing kept."""
