"""果: the results workbook: the county's own columns with what is owed, item by item, and what could not be read."""
