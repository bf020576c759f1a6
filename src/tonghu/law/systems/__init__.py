"""六个体系: what each system owes; one folder a system, one file an entitlement or duty."""
