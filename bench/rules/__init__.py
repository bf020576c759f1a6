"""The benchmark rule set: thirteen variables over invented children, in three engines that must agree."""
