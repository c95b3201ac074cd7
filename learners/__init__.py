"""Who learned what: accounts, plans, attempts, progress, worksheets, rights."""
