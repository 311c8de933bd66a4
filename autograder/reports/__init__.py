"""Pages and tables that tell students and instructors what a grading found.

Every output is a pure function of results (grading.result): nothing is run, regraded or looked up here.
Student names, code lines and file names in a result are hostile; `text` is the one place that disarms them.
"""
