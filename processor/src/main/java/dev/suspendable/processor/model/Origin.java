package dev.suspendable.processor.model;

/** The place in the user's source that a coroutine comes from. It can report problems there. */
public interface Origin {
  /** Simple name of the source file. */
  String file();

  /** Line of the declaration. */
  int line();

  /** Reports at the declaration. */
  void report(Trouble trouble, String detail);

  /**
   * If generated code does not compile because the user passes a hook of the promise a value of the
   * wrong type, reports that.
   *
   * @param userLine the user's line
   * @param code the line of generated code
   * @return whether this is the cause
   */
  default boolean reportWrongValue(int userLine, String code) {
    return false;
  }

  /** Problems that can occur after a coroutine's source is generated. */
  enum Trouble {
    /** The frame's source cannot be written; the detail gives the reason. */
    SOURCE_NOT_WRITTEN,
    /** The diagram or the page cannot be written; the detail gives the reason. */
    DRAWING_NOT_WRITTEN,
    /** The frame does not compile, or means something else than the user's code. */
    FRAME_NOT_COMPILED,
    /** The compiler does not give access to its class files before it ends. */
    CLASS_FILE_WITHHELD,
    /** The file manager does not return files that have been written to it. */
    CLASS_FILE_HIDDEN,
    /** The class files cannot be bound. */
    NOT_BOUND,
    /** It is not certain which code in the class file belongs to the lambda. */
    LAMBDA_NOT_FOUND,
    /** The state machine exceeds the limits of class files. */
    BEYOND_LIMITS,
    /** The frame would need more parameters than a method can have. */
    TOO_MANY_PARAMETERS,
    /** The state machine is too large for the JIT compiler; the detail is its size in bytes. */
    TOO_LARGE
  }
}
