"""童护: software for China's children in difficulty."""
