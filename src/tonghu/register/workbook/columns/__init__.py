"""列: which column of a county's sheet means which fact."""
