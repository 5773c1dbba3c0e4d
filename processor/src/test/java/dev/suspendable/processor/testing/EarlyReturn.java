package dev.suspendable.processor.testing;

import org.jspecify.annotations.Nullable;

/** What a plain program throws where an await ends the coroutine with an object. */
public final class EarlyReturn extends Error {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Object object;

  /**
   * @param object what the coroutine returns
   */
  public EarlyReturn(Object object) {
    super("early return", null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.object = object;
  }

  /** What the coroutine returns. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends @Nullable Object> T object() {
    return (T) object;
  }
}
