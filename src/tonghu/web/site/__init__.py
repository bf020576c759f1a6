"""How the product runs as a web site: settings, addresses, the frame around every page."""
