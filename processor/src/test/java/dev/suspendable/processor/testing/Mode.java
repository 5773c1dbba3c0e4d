package dev.suspendable.processor.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the awaits of one run behave.
 *
 * @param usual the behaviours of all awaits but one, taken in turns
 * @param special the number, counted from 1, of the one that behaves otherwise, or 0
 * @param then its behaviour
 * @param next the behaviour of the await after it, or null if it is as usual
 */
public record Mode(List<Behaviour> usual, int special, Behaviour then, @Nullable Behaviour next) {

  static Mode all(Behaviour... usual) {
    return new Mode(List.of(usual), 0, usual[0], null);
  }

  /** The others are of the same kind where that makes a difference: ready or suspending. */
  static Mode at(int k, Behaviour then) {
    Behaviour usual =
        then.kind() == Behaviour.Kind.PLAIN
            ? Behaviour.PLAIN
            : then.suspends() ? Behaviour.LATER : Behaviour.READY;
    return new Mode(List.of(usual), k, then, null);
  }

  /** The await after the special one is special too. */
  Mode andNext(Behaviour behaviour) {
    return new Mode(usual, special, then, behaviour);
  }

  Behaviour of(int k) {
    if (k == special) {
      return then;
    }
    return k == special + 1 && next != null && special > 0
        ? next
        : usual.get((k - 1) % usual.size());
  }

  /** Whether the stopped signal has come with one of the first {@code k} awaits. */
  boolean isStopped(int k) {
    return special > 0 && k >= special && then.stops()
        || next != null && k > special && next.stops();
  }

  /** Whether all awaits but the special one are ready. */
  boolean isReady() {
    return usual.equals(List.of(Behaviour.READY));
  }

  boolean isPlain() {
    return usual.get(0) == Behaviour.PLAIN;
  }

  @Override
  public String toString() {
    String after = next == null ? "" : ", " + next + " at the one after it";
    return special == 0 ? usual.toString() : then + " at await " + special + after;
  }
}
