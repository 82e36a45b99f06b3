"""CPU seconds, peak memory and answers of the public calls: ``python -m benchmarks``, `make bench`.

Nothing here imports numpy or the library at module level: the process that starts the jobs stays
small, since on some systems a child process inherits its parent's peak memory.
"""
