"""A simulation of the National Public Service Portal, a program of its own."""
