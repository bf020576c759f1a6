"""人身安全: reports, victims, conduct."""
