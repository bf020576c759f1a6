"""要素保障: staff, places, data and money behind the six systems."""
