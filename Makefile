# The two commands under their usual names. run.py needs only Python 3.11 or newer.
.PHONY: run test bench screens

run:
	python3 run.py

test:
	python3 run.py test

bench:
	python3 run.py bench

screens:
	python3 run.py screens
