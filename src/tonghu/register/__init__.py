"""册: what is known of a child, who supplied it and when; the county's workbook, in and out."""
