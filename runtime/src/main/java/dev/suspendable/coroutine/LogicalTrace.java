package dev.suspendable.coroutine;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds the coroutines that wait for a failed one to the stack trace of its exception, below the
 * Java frames: one element for each, innermost first, with the user's file and line.
 *
 * <pre>{@code
 * java.io.IOException: no such user
 *     at app.Users.load$step(Users.java:31)
 *     ...
 *     at await//app.Pages.user(Pages.java:22)
 *     at await//app.Pages.page(Pages.java:14)
 * }</pre>
 *
 * <p>If the exception was made elsewhere, as that of a future, the failed coroutine itself comes
 * first, with the line of its await.
 *
 * <p>The trace is extended once, where the exception leaves the first coroutine: the whole chain is
 * known there, because all of its coroutines are suspended. Coroutines further out find that it has
 * been extended. The exception stays the same object. Its cost is that of making the stack trace,
 * which Java otherwise puts off until it is printed.
 *
 * <p>The system property {@code dev.suspendable.trace} is the greatest number of elements to add; 0
 * switches this off. The default is 32.
 *
 * <p>The idea is that of the asynchronous stack traces of .NET and of Kotlin's stack trace
 * recovery, which makes a new exception.
 */
final class LogicalTrace {
  private static final String PROPERTY = "dev.suspendable.trace";

  /** In place of the name of a class loader, to tell these elements from the others. */
  private static final String AWAIT = "await";

  private static final int MOST = Integer.getInteger(PROPERTY, 32);

  private static final ThreadLocal<@Nullable WeakReference<Throwable>> LAST = new ThreadLocal<>();

  private LogicalTrace() {}

  /** Extends the stack trace of an exception that leaves the body of a coroutine. */
  static void extend(Frame failed, Throwable t) {
    if (MOST <= 0 || !(failed instanceof Promise innermost) || isLast(t)) {
      return;
    }
    try {
      extend(innermost, t);
    } catch (RuntimeException | Error e) {
      // A class of the user may override these methods; its exception stays as it is.
    }
  }

  private static void extend(Promise innermost, Throwable t) {
    StackTraceElement[] trace = t.getStackTrace();
    if (trace.length == 0 || AWAIT.equals(trace[trace.length - 1].getClassLoaderName())) {
      return; // it has none, or it has been extended
    }
    StackTraceElement[] added = new StackTraceElement[8];
    int count = 0;
    StackTraceElement failed = innermost.$location();
    // Coroutines of the library, such as those of whenAll, have no line and tell nothing.
    if (failed.getLineNumber() >= 0 && !isIn(trace, failed)) {
      added[count++] = marked(failed);
    }
    Object at = Inspection.around(innermost);
    while (at != null && !(at instanceof Environment) && count < MOST) {
      if (at instanceof Promise coroutine) {
        if (count == added.length) {
          added = Arrays.copyOf(added, 2 * count);
        }
        added[count++] = marked(coroutine.$location());
      }
      at = Inspection.around(at);
    }
    if (count > 0) {
      StackTraceElement[] extended = Arrays.copyOf(trace, trace.length + count);
      System.arraycopy(added, 0, extended, trace.length, count);
      t.setStackTrace(extended);
    }
  }

  /**
   * Whether the exception was made while the coroutine ran. If not, the coroutine has got it from
   * what it awaits, such as a future that another thread has completed, or a timer.
   */
  private static boolean isIn(StackTraceElement[] trace, StackTraceElement coroutine) {
    String file = coroutine.getFileName();
    for (StackTraceElement each : trace) {
      // The methods of a state machine are named after the coroutine.
      if (each.getMethodName().startsWith(coroutine.getMethodName())
          && (file == null || file.equals(each.getFileName()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the exception was the last one that was seen on this thread. Most coroutines further
   * out continue on the same thread, and this spares them the look at the trace.
   */
  private static boolean isLast(Throwable t) {
    WeakReference<Throwable> last = LAST.get();
    if (last != null && last.refersTo(t)) {
      return true;
    }
    LAST.set(new WeakReference<>(t));
    return false;
  }

  private static StackTraceElement marked(StackTraceElement location) {
    return new StackTraceElement(
        AWAIT,
        null,
        null,
        location.getClassName(),
        location.getMethodName(),
        location.getFileName(),
        location.getLineNumber());
  }
}
