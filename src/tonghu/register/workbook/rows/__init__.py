"""行: from the words in the cells of a row to a case, and what is wrong with it."""
