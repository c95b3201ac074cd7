"""What people do and what stays of it: check-ins, worksheets, minutes, and progress that folds from facts."""
