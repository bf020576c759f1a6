"""The county's workbook into the register, in four steps."""
