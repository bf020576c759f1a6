"""Running an installation: its state, backups, accounts of the demo, the server."""
