/** The coroutine runtime: the core protocol, and the coroutine types written on top of it. */
module dev.suspendable.runtime {
  requires transitive dev.suspendable.annotations;
  requires static java.management;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.suspendable;
  exports dev.suspendable.abi;
  exports dev.suspendable.coroutine;
  exports dev.suspendable.debug;
  exports dev.suspendable.interop;
  exports dev.suspendable.schedule;
  exports dev.suspendable.scope;
  exports dev.suspendable.sync;
  exports dev.suspendable.time;
}
