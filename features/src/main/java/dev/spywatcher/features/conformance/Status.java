package dev.spywatcher.features.conformance;

/** How a scenario ended. */
enum Status {
  PASSED,
  FAILED,
  SKIPPED
}
