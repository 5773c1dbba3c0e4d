package dev.suspendable.processor;

/** What a pass promises of what it has made. */
enum Promise {
  WELL_FORMED,
  FORWARDED,
  REACHABLE,
  JOINED,
  DEFINED,
  DIRECT_NESTED,
  PUSH_NESTED,
  PARTITIONED,
  LAID_OUT
}
