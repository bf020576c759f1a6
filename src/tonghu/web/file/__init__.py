"""The child's file: who, what is owed, what is known, what was done."""
