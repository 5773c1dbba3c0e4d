package dev.suspendable.processor;

/** A kind of thing that passes make; each has one value, or none, for each {@link Unit}. */
enum Product {
  /** The coroutines of a class, as trees. */
  FOUND,
  /** How a coroutine's return type is made. */
  TYPE,
  /** A coroutine as a tree of statements, the user's text in them. */
  METHOD,
  /** The basic blocks in the order of the source, and the loops as ranges of them. */
  LOWERED,
  /** The basic blocks. */
  GRAPH,
  /** Which coroutines of a class call which directly. */
  CALLS,
  /** Which forms a coroutine gets beside its state machine. */
  FORMS,
  /** Which variables may still be read, by block. */
  LIVENESS,
  /** The nested statements of the direct form; none perhaps. */
  DIRECT_BODY,
  /** The nested statements of the push form; none perhaps. */
  PUSH_BODY,
  /** The methods of the state machine. */
  PARTITION,
  /** Where each variable lives, and what a suspension stores and restores. */
  LAYOUT,
  /** The source of the frame class. */
  FRAME,
  /** The frames of a batch of classes whose names are those that the nested compilation sees. */
  SETTLED,
  /** The class files of frames. */
  CLASS_FILES
}
