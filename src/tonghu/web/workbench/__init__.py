"""The workbench: home, children, the child's file, facts."""
