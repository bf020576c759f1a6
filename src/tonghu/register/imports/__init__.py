"""导入: a county's workbook on its way into the register, in four steps."""
