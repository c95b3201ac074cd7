"""The curriculum as files: what they may hold (`schema`), reading them (`reading`) and writing them (`writing`).

Pure: knows neither Django nor Wagtail. The format is described in docs/curriculum-format.md.
"""
