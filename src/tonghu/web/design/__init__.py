"""How pages look: templates every page shares, styles, scripts, the parts shown at /ui."""
