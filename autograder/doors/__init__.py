"""Other programs' ways in: each leads to the same command, so that every door gives the same grades."""
