package dev.suspendable.processor.model;

/**
 * The binary interface to the runtime: every member of the runtime that frames name, except for the
 * hooks of promises and the operators, which are looked up. Members of frames that only generated
 * code calls begin with a dollar sign, so that they never conflict with the names of a promise.
 */
public final class Abi {
  /**
   * The value that {@code Frame.ABI} of a runtime must have for the frames that this processor
   * generates.
   */
  public static final int VERSION = 1;

  public static final String PROMISE = "dev.suspendable.coroutine.Promise";
  public static final String AWAITER = "dev.suspendable.coroutine.Awaiter";
  public static final String FRAME_POOL = "dev.suspendable.coroutine.FramePool";
  public static final String SUSPEND_NEVER = "dev.suspendable.coroutine.SuspendNever";
  public static final String RUN = "dev.suspendable.coroutine.Run";
  public static final String DIRECT_LINK = "dev.suspendable.abi.DirectLink";

  // Members of Frame that frames implement.
  public static final String STEP = "$step";
  public static final String CLEAR = "$clear";
  public static final String LOCATION = "$location";
  public static final String VARIABLES = "$variables";

  // Members of Frame that frames call.
  public static final String REQUIRE_ABI = "$requireAbi";
  public static final String START = "$start";
  public static final String RUN_TO_END = "$runToEnd";
  public static final String ENTRY = "$entry";
  public static final String RESUME_POINT = "$resumePoint";
  public static final String AWAITED = "$awaited";
  public static final String RESUMED = "$resumed";
  public static final String UNWOUND = "$unwound";
  public static final String SUSPEND = "$suspend";
  public static final String LEAVE = "$leave";
  public static final String CALL = "$call";
  public static final String CALLED_DEEP = "$calledDeep";
  public static final String POSTPONE = "$postpone";
  public static final String REPLACE = "$replace";
  public static final String IS_DEEP = "$isDeep";
  public static final String SUPPRESS = "$suppress";

  // Members of the promise that holds unboxed results.
  public static final String RETURN_UNBOXED = "returnUnboxed";
  public static final String IS_UNBOXED = "isUnboxed";

  // Members of Awaiter.
  public static final String AWAIT_READY = "awaitReady";
  public static final String AWAIT_RESUME = "awaitResume";

  // Members of Operators.
  public static final String CLOSING = "closing";

  // Members of Run.
  public static final String SUSPENDED = "suspended";
  public static final String TOO_DEEP = "isDeep";
  public static final String CAUGHT = "caught";
  public static final String CALLS_METHODS = "callsMethods";

  // Members of FramePool.
  public static final String ACQUIRE = "acquire";
  public static final String RELEASE = "release";
  public static final String DROP = "drop";

  // Members of DirectLink.
  public static final String LINK_METHOD = "link";
  public static final String NOT_LINKED = "notLinked";

  private Abi() {}
}
