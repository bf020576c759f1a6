"""The interview: what is asked next, how a reply is read. The terminal and the self-check both use it."""
