package dev.suspendable.coroutine;

/**
 * Two continuations, one after the other, see {@link Continuation#andThen}. Confined to one thread
 * and one run.
 */
final class Sequence extends Continuation {
  private Continuation first;
  private Continuation rest;

  Sequence(Continuation first, Continuation rest) {
    this.first = first;
    this.rest = rest;
  }

  @Override
  Continuation proceed() throws Throwable {
    // ((a b) c) becomes (a (b c)): otherwise a step would nest once for each sequence in another.
    while (first instanceof Sequence inner) {
      rest = new Sequence(inner.rest, rest);
      first = inner.first;
    }
    Continuation next;
    try {
      next = first.proceed();
    } catch (Throwable t) {
      throw runRest(t);
    }
    if (next == NOOP) {
      Chain.leave();
      return rest;
    }
    first = next;
    return this;
  }

  private Throwable runRest(Throwable t) {
    try {
      rest.run();
    } catch (Throwable another) {
      if (another != t) {
        t.addSuppressed(another);
      }
    }
    return t;
  }
}
