"""引擎: picks the law of a place on a day, explains one case, runs millions."""
