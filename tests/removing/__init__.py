"""Takes one check of rights away at a time, in memory only, and asks the tests whether they notice.

`python3 -m tests.removing`: see __main__.py. What survives and why it may: survivors.md.
"""
