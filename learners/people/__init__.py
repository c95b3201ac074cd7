"""Who is here: accounts, rights, groups, and how somebody comes in, moves and leaves."""
