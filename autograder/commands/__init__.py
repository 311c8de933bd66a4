"""The commands behind the command line, one file each; `autograder.cli` only names them and their options."""
