"""语言: the small language in which rules are written: facts, switches, typed expressions, decorators."""
