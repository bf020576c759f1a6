"""The policy library: documents, clauses, rules, values."""
