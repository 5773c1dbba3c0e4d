package dev.suspendable.scope;

import dev.suspendable.internal.Nesting;

/**
 * Work of scopes that may start more of it: a subtask that forks another one, whose scope forks; a
 * request to stop that stops a coroutine, which passes it on.
 */
final class ScopeWork extends Nesting<Runnable> {
  /** Some levels of a recursion take a few KB of stack each. */
  private static final int MOST = 32;

  static final ScopeWork NESTING = new ScopeWork();

  private ScopeWork() {
    super(MOST);
  }

  @Override
  protected void perform(Runnable work) {
    work.run();
  }
}
