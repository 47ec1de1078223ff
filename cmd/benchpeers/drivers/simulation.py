"""The sum of many uncertain amounts, drawn by numpy. Arguments: a file of
estimates. Prints the nanoseconds of processor time a drawn number takes, the
version, and mean, deviation, P10, P50 and P90 of the sum."""

import sys
import time

import numpy

with open(sys.argv[1]) as file:
    method, draws, _ = file.readline().split()
    draws = int(draws)
    stakes = [tuple(map(float, line.split())) for line in file]

random = numpy.random.default_rng(2012)
start = time.process_time()
total = numpy.zeros(draws)
for low, likely, high, weight in stakes:
    if method == "triangular":
        total += weight * random.triangular(low, likely, high, draws)
    else:
        mode = (likely - low) / (high - low)
        total += weight * (low + (high - low) * random.beta(1 + 4 * mode, 5 - 4 * mode, draws))
quantiles = numpy.quantile(total, [0.1, 0.5, 0.9])
spent = time.process_time() - start

print(spent * 1e9 / len(stakes) / draws)
print("numpy " + numpy.__version__)
print("\n".join(map(repr, [float(total.mean()), float(total.std(ddof=1)), *map(float, quantiles)])))
