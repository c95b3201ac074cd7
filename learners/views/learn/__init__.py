"""The learner's pages: plan, modules, worksheets, check-ins, history."""
