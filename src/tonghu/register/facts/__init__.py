"""事实: what is known of a child, kept in two times, and given to the law as a case."""
