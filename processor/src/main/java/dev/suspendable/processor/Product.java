package dev.suspendable.processor;

/** A kind of result that passes make. Each {@link Unit} has at most one value for each. */
enum Product {
  /** The coroutines of a class, as trees. */
  FOUND,
  /** How the return type of a coroutine is created. */
  TYPE,
  /** A coroutine as a tree of statements that contain the user's text. */
  METHOD,
  /** The basic blocks in the order of the source, and the loops as ranges of them. */
  LOWERED,
  /** The basic blocks. */
  GRAPH,
  /** The direct calls between the coroutines of a class. */
  CALLS,
  /** The forms of a coroutine in addition to its state machine. */
  FORMS,
  /** The variables that may still be read, by block. */
  LIVENESS,
  /** The nested statements of the direct form, if it has one. */
  DIRECT_BODY,
  /** The nested statements of the push form, if it has one. */
  PUSH_BODY,
  /** The methods of the state machine. */
  PARTITION,
  /** The location of each variable, and the variables that a suspension stores and restores. */
  LAYOUT,
  /** The source of the frame class. */
  FRAME,
  /** The frames of a batch of classes, with the names that the nested compilation sees. */
  SETTLED,
  /** The class files of frames. */
  CLASS_FILES
}
