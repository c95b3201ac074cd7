"""Addresses of signed-in people. Each carries opaque ids only: a shared browser's history shows no title and no
condition.
"""
