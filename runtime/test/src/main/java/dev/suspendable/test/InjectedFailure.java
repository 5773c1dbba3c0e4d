package dev.suspendable.test;

/** The exception that the kit throws at an await, see {@link Exploration#injectingFailures()}. */
public final class InjectedFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  InjectedFailure(Suspension suspension) {
    super("injected where " + suspension);
  }
}
