"""Questions about facts: asked from a child's file, answered by a department or after a visit."""
