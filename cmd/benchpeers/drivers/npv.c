/* The present value of rows of flows in a plain scalar loop over contiguous
   memory. Arguments: a file of flows. Prints the nanoseconds of processor time
   a row takes, the compiler, and the answers. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static double npv(double rate, const double *flows, int n) {
  double v = 1 / (1 + rate), factor = 1, sum = 0;
  for (int t = 0; t < n; t++) {
    sum += flows[t] * factor;
    factor *= v;
  }
  return sum;
}

int main(int argc, char **argv) {
  FILE *in = argc > 1 ? fopen(argv[1], "r") : NULL;
  char function[32];
  double budget, rate, finance, reinvest;
  int rows;
  if (!in || fscanf(in, "%31s %lf %lf %lf %lf %d", function, &budget, &rate, &finance, &reinvest, &rows) != 6)
    return 1;
  int *length = malloc(rows * sizeof *length), capacity = 1 << 16, used = 0;
  double *flows = malloc(capacity * sizeof *flows), day;
  for (int i = 0; i < rows; i++) {
    if (fscanf(in, "%d", &length[i]) != 1) return 1;
    if (used + length[i] > capacity)
      flows = realloc(flows, (capacity = 2 * capacity + length[i]) * sizeof *flows);
    for (int t = 0; t < length[i]; t++)
      if (fscanf(in, "%lf", &flows[used++]) != 1) return 1;
    for (int t = 0; t < length[i]; t++)
      if (fscanf(in, "%lf", &day) != 1) return 1;
  }
  volatile double sink;
  long passes = 0;
  double from = seconds(), until = from;
  for (; until - from < budget; until = seconds(), passes++) {
    const double *row = flows;
    for (int i = 0; i < rows; row += length[i++]) sink = npv(rate, row, length[i]);
  }
  (void)sink;
  printf("%.17g\ngcc %s\n", (until - from) * 1e9 / passes / rows, __VERSION__);
  const double *row = flows;
  for (int i = 0; i < rows; row += length[i++]) printf("%.17g\n", npv(rate, row, length[i]));
}
