package dev.suspendable.abi;

import dev.suspendable.TaskPromise;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Run;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Links the call sites of coroutines that await a coroutine of another file. Part of the binary
 * interface between generated code and the runtime.
 *
 * <p>The other coroutine may be compiled separately from this one, and may have changed since this
 * one was compiled. If its class has an entry to its direct form, the call goes there: no task is
 * made unless it suspends. If not, the method is called in the ordinary way, and the trampoline
 * starts its task.
 */
public final class DirectLink {
  /** Prefix of the name of a static method that the processor adds to a coroutine's class. */
  private static final String ENTRY = "suspendable$direct$";

  /** The same for a static coroutine, whose first argument may be an instance, too. */
  private static final String STATIC_ENTRY = "suspendable$static$direct$";

  private static final MethodHandle DEFER;
  private static final MethodHandle UNBOX;

  static {
    try {
      Lookup lookup = MethodHandles.lookup();
      DEFER =
          lookup.findStatic(
              DirectLink.class,
              "defer",
              MethodType.methodType(Object.class, Run.class, Awaitable.class));
      UNBOX =
          lookup.findStatic(
              DirectLink.class,
              "unbox",
              MethodType.methodType(Object.class, Object.class, Run.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private DirectLink() {}

  /**
   * The bootstrap method of such a call.
   *
   * @param caller the lookup of the calling frame class
   * @param name the name of the coroutine
   * @param type the type of the call. Its parameters are the run, the depth, the receiver if there
   *     is one, and the arguments. Its result is the coroutine's value, if the run is not
   *     suspended. The result type is primitive if the caller unboxes the value at once; null then
   *     throws a {@link NullPointerException}
   * @param coroutine the method that is called
   * @return a constant call site
   */
  public static CallSite link(Lookup caller, String name, MethodType type, MethodHandle coroutine) {
    MethodHandle direct =
        Run.callsMethods() ? null : direct(caller, type, caller.revealDirect(coroutine));
    return new ConstantCallSite(
        returning(type, direct != null ? direct : deferring(type, coroutine)));
  }

  private static @Nullable MethodHandle direct(
      Lookup caller, MethodType type, MethodHandleInfo coroutine) {
    boolean isStatic = coroutine.getReferenceKind() == MethodHandleInfo.REF_invokeStatic;
    String entry = (isStatic ? STATIC_ENTRY : ENTRY) + coroutine.getName();
    Class<?> host = coroutine.getDeclaringClass();
    // The receiver may be of a class that has inherited the coroutine.
    MethodType exact = isStatic ? type : type.changeParameterType(2, host);
    Class<?> unboxed = MethodType.methodType(type.returnType()).unwrap().returnType();
    MethodHandle primitive =
        unboxed.isPrimitive() ? find(caller, host, entry, exact.changeReturnType(unboxed)) : null;
    return primitive != null
        ? primitive
        : find(caller, host, entry, exact.changeReturnType(Object.class));
  }

  private static @Nullable MethodHandle find(
      Lookup caller, Class<?> host, String entry, MethodType type) {
    try {
      return caller.findStatic(host, entry, type);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

  private static MethodHandle deferring(MethodType type, MethodHandle coroutine) {
    MethodHandle call =
        coroutine.asType(type.dropParameterTypes(0, 2).changeReturnType(Awaitable.class));
    MethodHandle deferred = MethodHandles.collectArguments(DEFER, 1, call);
    return MethodHandles.dropArguments(deferred, 1, int.class);
  }

  /** Adapts the result of a call to the type that the call site requires. */
  private static MethodHandle returning(MethodType type, MethodHandle call) {
    Class<?> primitive = type.returnType();
    if (!primitive.isPrimitive() || call.type().returnType().isPrimitive()) {
      return call.asType(type);
    }
    MethodHandle zero = MethodHandles.zero(primitive).asType(MethodType.methodType(Object.class));
    MethodHandle unbox =
        MethodHandles.collectArguments(UNBOX, 0, zero)
            .asType(MethodType.methodType(primitive, Run.class, Object.class));
    MethodType typeOfObject = type.changeReturnType(Object.class);
    int[] runTwice = new int[type.parameterCount() + 1];
    for (int i = 1; i < runTwice.length; i++) {
      runTwice[i] = i - 1;
    }
    return MethodHandles.permuteArguments(
        MethodHandles.collectArguments(unbox, 1, call.asType(typeOfObject)), type, runTwice);
  }

  /**
   * Returns a non-null value, or an arbitrary one if there is no value because the run is
   * suspended.
   */
  @SuppressWarnings("UnusedMethod") // found by its name
  private static Object unbox(Object zero, Run run, @Nullable Object value) {
    if (value != null) {
      return value;
    }
    if (run.suspended()) {
      return zero;
    }
    NullPointerException missing =
        new NullPointerException("Cannot unbox the value of the awaited coroutine: it is null");
    // Thrown as if by the caller, which unboxes.
    StackTraceElement[] trace = missing.getStackTrace();
    missing.setStackTrace(Arrays.copyOfRange(trace, Math.min(1, trace.length), trace.length));
    throw missing;
  }

  /**
   * Hands the task of a coroutine whose method was called instead of its direct form to the caller,
   * which sees a callee that has suspended before its start.
   *
   * @param run the run of the caller
   * @param awaitable the result of the method
   * @throws NullPointerException if the awaitable is null
   */
  public static void await(Run run, @Nullable Awaitable<?> awaitable) {
    defer(run, awaitable);
  }

  /** The caller sees a callee that has suspended before its start. */
  @SuppressWarnings("UnusedMethod") // found by its name
  private static @Nullable Object defer(Run run, @Nullable Awaitable<?> awaitable) {
    TaskPromise.$defer(run, awaitable);
    return null;
  }

  /**
   * Makes the exception for the source form of such a call. It is never thrown: the processor
   * replaces the call.
   */
  public static IllegalStateException notLinked() {
    return new IllegalStateException("This class was compiled without the Suspendable processor");
  }
}
