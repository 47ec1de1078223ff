// The present value of dated flows by QuantLib. Arguments: a file of flows.
// Prints the nanoseconds of processor time a row takes, QuantLib's version,
// and the answers. The cash flows are built before the clock starts.
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <ql/cashflows/cashflows.hpp>
#include <ql/cashflows/simplecashflow.hpp>
#include <ql/interestrate.hpp>
#include <ql/settings.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>
#include <ql/version.hpp>

static double seconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  using namespace QuantLib;
  std::ifstream in(argc > 1 ? argv[1] : "");
  std::string function;
  double budget, rate, finance, reinvest;
  int rows;
  if (!(in >> function >> budget >> rate >> finance >> reinvest >> rows)) return 1;
  const Date start(1, January, 2013);
  Settings::instance().evaluationDate() = start;
  std::vector<Leg> legs(rows);
  for (auto &leg : legs) {
    int n;
    in >> n;
    std::vector<double> flows(n);
    for (auto &flow : flows) in >> flow;
    for (auto flow : flows) {
      int day;
      in >> day;
      leg.push_back(ext::make_shared<SimpleCashFlow>(flow, start + day));
    }
  }
  if (!in) return 1;
  const InterestRate yield(rate, Actual365Fixed(), Compounded, Annual);
  auto value = [&](const Leg &leg) { return CashFlows::npv(leg, yield, true, start, start); };
  volatile double sink;
  long passes = 0;
  double from = seconds(), until = from;
  for (; until - from < budget; until = seconds(), passes++)
    for (const auto &leg : legs) sink = value(leg);
  (void)sink;
  std::cout << std::setprecision(17) << (until - from) * 1e9 / passes / rows << "\nQuantLib " << QL_VERSION << "\n";
  for (const auto &leg : legs) std::cout << value(leg) << "\n";
}
