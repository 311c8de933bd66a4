"""A helper that is shipped beside the notebook."""

GREETING = "helper found"
