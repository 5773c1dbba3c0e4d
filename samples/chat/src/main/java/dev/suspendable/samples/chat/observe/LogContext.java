package dev.suspendable.samples.chat.observe;

import dev.suspendable.Task;
import dev.suspendable.scope.ContextKey;
import dev.suspendable.scope.ThreadElement;
import org.slf4j.MDC;

/**
 * Whose work a coroutine does. It is in the context, for coroutines, and in SLF4J's MDC while they
 * run, for the log.
 *
 * @param connection the number of the connection
 * @param user the user, or null before the login
 * @param request the number of the request, or 0
 */
public record LogContext(long connection, String user, long request)
    implements ThreadElement<LogContext> {

  /** The value for the coroutines of a connection. */
  public static final ContextKey<LogContext> KEY = ContextKey.of("log context");

  private static final ThreadLocal<LogContext> INSTALLED = new ThreadLocal<>();

  /** Returns the task with this for itself, and for all that it awaits. */
  public <T> Task<T> around(Task<T> task) {
    return task.with(context -> context.with(KEY, this).withElement(this));
  }

  @Override
  public LogContext install() {
    LogContext before = INSTALLED.get();
    show(this);
    return before;
  }

  @Override
  public void takeOff(LogContext before) {
    show(before);
  }

  private static void show(LogContext shown) {
    INSTALLED.set(shown);
    put("connection", shown == null ? null : Long.toString(shown.connection));
    put("user", shown == null ? null : shown.user);
    put("request", shown == null || shown.request == 0 ? null : Long.toString(shown.request));
  }

  private static void put(String key, String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
