"""基本生活: allowances, social assistance, exits, housing."""
