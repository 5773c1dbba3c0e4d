package dev.suspendable.processor.testing;

import java.util.List;

/**
 * How the awaits of one run behave.
 *
 * @param usual the behaviours of all awaits but one, taken in turns
 * @param special the number, counted from 1, of the one that behaves otherwise, or 0
 * @param then its behaviour
 */
public record Mode(List<Behaviour> usual, int special, Behaviour then) {

  static Mode all(Behaviour... usual) {
    return new Mode(List.of(usual), 0, usual[0]);
  }

  /** The others are of the same kind where that makes a difference: ready or suspending. */
  static Mode at(int k, Behaviour then) {
    Behaviour usual =
        then.kind() == Behaviour.Kind.PLAIN
            ? Behaviour.PLAIN
            : then.suspends() ? Behaviour.LATER : Behaviour.READY;
    return new Mode(List.of(usual), k, then);
  }

  Behaviour of(int k) {
    return k == special ? then : usual.get((k - 1) % usual.size());
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
    return special == 0 ? usual.toString() : then + " at await " + special;
  }
}
