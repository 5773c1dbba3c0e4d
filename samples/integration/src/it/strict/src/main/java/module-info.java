/** A module whose build takes every warning for an error, and keeps no debug information. */
module app {
  requires dev.suspendable.runtime;
}
