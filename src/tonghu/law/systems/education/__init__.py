"""教育: entry, aid, special education, children out of school."""
