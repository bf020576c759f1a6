"""法: what the documents say, computed; pure, without database, clock or network."""
