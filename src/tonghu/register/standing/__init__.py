"""常态判定: what the law says of every child today, kept, compared with yesterday, counted by village."""
