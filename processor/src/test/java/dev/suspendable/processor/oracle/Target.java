package dev.suspendable.processor.oracle;

import org.jspecify.annotations.Nullable;

/** What a jump may lead to. */
final class Target {
  enum Kind {
    LOOP,
    SWITCH,
    LABELLED_BLOCK,
    /** Left by {@code yield}, and by no other jump. */
    SWITCH_EXPRESSION,
    /** A lambda or a method of an anonymous class: no jump leaves it. */
    CLOSURE,
    /** Of an anonymous class. */
    CLASS_BODY,
    /** Of a case: it sees only what is never assigned. */
    GUARD,
    /** The resources of a {@code try}. */
    RESOURCES
  }

  final Kind kind;
  final @Nullable String label;

  /** Type of a switch expression. */
  final @Nullable Type result;

  /** Whether a reachable {@code break} leaves it. */
  boolean broken;

  /** Whether a reachable {@code continue} leads to it. */
  boolean continued;

  Target(Kind kind, @Nullable String label) {
    this(kind, label, null);
  }

  Target(Kind kind, @Nullable String label, @Nullable Type result) {
    this.kind = kind;
    this.label = label;
    this.result = result;
  }
}
