"""Running untrusted notebooks: isolation, fork server, wire protocol, remote functions and objects.

Theory of operation
===================
Four kinds of processes, and what each may know:

  trusted     the grader. Holds suites, references, scores, gradebook. Runs no student code.
    |  control socket: one byte and one descriptor in, one pid out
  zygote      the fork server (zygote.py). A fresh interpreter that loads numpy, matplotlib and IPython once. It gives
    |         up root, enters a read-only view of the interpreter, its packages, the chapter's helper files and the
    |         data set. It never held a secret and never runs student code.
    |  clone into new user, mount, pid, net, ipc and uts namespaces
  first       pid 1 of one sandbox (agent.py). Mounts its scratch, drops every capability, closes every descriptor but
    |         its one socket, sets limits, no_new_privs, Landlock and seccomp. Runs no student code: it waits to fork,
    |         and to kill what does not end by itself. When it ends, the kernel ends every process of the sandbox.
    |  fork
  notebook    runs the cells, in the notebook's order. From here on nothing a process says can be trusted.
    |  fork
  snapshots   one for each exercise: hidden tests call into it, then it is thrown away.

Each process below the zygote has one socket, whose other end the trusted side made and keeps. Frames carry plain data
(wire.py, values.py): length-prefixed msgpack, arrays out of band, everything checked before use, nothing ever
unpickled. A process that writes garbage, half a frame, a forged one or nothing loses its own exercise and nothing else.

Two clocks: inside, a CPU timer raises an exception in the student's Python code and keeps the process alive; outside,
the trusted side adds up CPU seconds and memory of the whole process tree while it waits (usage.py) and kills what is
over its limit, so that code which never returns to Python ends as well. Wall-clock time is only a generous guard.

A cell that kills its process costs itself: the notebook is run again from pid 1 with a fork before each cell (see
notebook.py), and goes on behind the cell that died.
"""
