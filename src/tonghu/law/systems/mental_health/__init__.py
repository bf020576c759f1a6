"""心理健康: screening, referral, return."""
