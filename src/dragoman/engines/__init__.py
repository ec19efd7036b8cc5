"""Run one reader over many documents: one result for each, in their order; one failure never stops the others.

here.py   in this process
pool.py   on all cores of this machine
"""
