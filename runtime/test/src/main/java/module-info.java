/** The test kit for coroutines. */
module dev.suspendable.test {
  requires transitive dev.suspendable.runtime;
  requires static org.jspecify;
  requires static org.junit.platform.engine;

  exports dev.suspendable.test;

  provides org.junit.platform.engine.TestEngine with
      dev.suspendable.test.junit.SuspendableTestEngine;
}
