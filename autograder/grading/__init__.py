"""From a notebook's alignment to points and words: hidden tests, comparison, diagnosis, scores."""
