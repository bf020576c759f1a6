"""对象: who the children are: six categories and the groups that follow from them."""
