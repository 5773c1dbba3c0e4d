package dev.suspendable.processor.testing;

/** What a failing await throws, unless the program asked for another type. */
public final class AwaitFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Called by reflection, as the constructors of the types that programs ask for. */
  public AwaitFailure(String message) {
    super(message);
  }
}
