"""Many submissions: jobs, worker processes, stored results.

A worker process holds one engine (and so one fork server) for its whole life. It writes what belongs to one student by
itself: autograded notebook, feedback page, stored result. What belongs to the class, the gradebook, has one writer: the
process that asked.
"""
