"""底座: dates, money, ids, errors. Knows nothing of children."""
