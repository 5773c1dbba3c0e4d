/** The annotations that mark coroutines, coroutine types and suspension operators. */
module dev.suspendable.annotations {
  requires static jdk.compiler;
  requires static org.jspecify;

  exports dev.suspendable.annotations;
}
