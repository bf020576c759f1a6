"""守: who may see and do what, for which purpose; masking, encryption, the audit chain."""
