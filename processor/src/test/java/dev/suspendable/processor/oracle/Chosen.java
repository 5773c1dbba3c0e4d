package dev.suspendable.processor.oracle;

import static dev.suspendable.processor.testing.Awaits.log;

import dev.suspendable.Task;
import dev.suspendable.TaskPromise;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.processor.testing.Awaits;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A promise with hooks for operands of many types. Each says in the trace that it was chosen. */
public final class Chosen {
  private Chosen() {}

  /** The promise. What is not chosen by a type is returned as a task's value is. */
  public abstract static class Promise extends TaskPromise<@Nullable Object> {
    private void returning(String type, @Nullable Object value) {
      log("returnValue " + type);
      returnValue(value);
    }

    protected void returnValue(int value) {
      returning("int", value);
    }

    protected void returnValue(char value) {
      returning("char", value);
    }

    protected void returnValue(long value) {
      returning("long", value);
    }

    protected void returnValue(@Nullable String value) {
      returning("String", value);
    }

    protected void returnValue(@Nullable List<?> value) {
      returning("List<?>", value);
    }

    protected void returnValue(@Nullable Collection<?> value) {
      returning("Collection<?>", value);
    }

    protected Awaiter<Boolean> awaitTransform(boolean value) {
      log("awaitTransform boolean");
      return Awaits.awaiter(value);
    }

    protected Awaiter<Byte> awaitTransform(byte value) {
      log("awaitTransform byte");
      return Awaits.awaiter(value);
    }

    protected Awaiter<Short> awaitTransform(short value) {
      log("awaitTransform short");
      return Awaits.awaiter(value);
    }

    protected Awaiter<Character> awaitTransform(char value) {
      log("awaitTransform char");
      return Awaits.awaiter(value);
    }

    protected Awaiter<Integer> awaitTransform(int value) {
      log("awaitTransform int");
      return Awaits.awaiter(value);
    }

    protected Awaiter<Long> awaitTransform(long value) {
      log("awaitTransform long");
      return Awaits.awaiter(value);
    }

    protected Awaiter<Float> awaitTransform(float value) {
      log("awaitTransform float");
      return Awaits.awaiter(value);
    }

    protected Awaiter<Double> awaitTransform(double value) {
      log("awaitTransform double");
      return Awaits.awaiter(value);
    }

    protected Awaiter<@Nullable String> awaitTransform(@Nullable String value) {
      log("awaitTransform String");
      return Awaits.awaiter(value);
    }

    protected <T extends @Nullable List<?>> Awaiter<T> awaitTransform(T value) {
      log("awaitTransform List<?>");
      return Awaits.awaiter(value);
    }

    protected <T extends @Nullable Collection<?>> Awaiter<T> awaitTransform(T value) {
      log("awaitTransform Collection<?>");
      return Awaits.awaiter(value);
    }

    protected <T extends @Nullable Object> Awaiter<T> awaitTransform(T value) {
      log("awaitTransform Object");
      return Awaits.awaiter(value);
    }

    protected <T extends @Nullable Object> Awaiter<T> awaitTransform(Task<T> task) {
      log("awaitTransform Task");
      return task.awaiter();
    }
  }

  /** What the class of a plain coroutine extends, so that javac makes the choices. */
  public static class Plainly {
    protected static boolean await(boolean value) {
      log("awaitTransform boolean");
      return Awaits.await(value);
    }

    protected static byte await(byte value) {
      log("awaitTransform byte");
      return Awaits.await(value);
    }

    protected static short await(short value) {
      log("awaitTransform short");
      return Awaits.await(value);
    }

    protected static char await(char value) {
      log("awaitTransform char");
      return Awaits.await(value);
    }

    protected static int await(int value) {
      log("awaitTransform int");
      return Awaits.await(value);
    }

    protected static long await(long value) {
      log("awaitTransform long");
      return Awaits.await(value);
    }

    protected static float await(float value) {
      log("awaitTransform float");
      return Awaits.await(value);
    }

    protected static double await(double value) {
      log("awaitTransform double");
      return Awaits.await(value);
    }

    protected static @Nullable String await(@Nullable String value) {
      log("awaitTransform String");
      return Awaits.await(value);
    }

    protected static <T extends @Nullable List<?>> T await(T value) {
      log("awaitTransform List<?>");
      return Awaits.await(value);
    }

    protected static <T extends @Nullable Collection<?>> T await(T value) {
      log("awaitTransform Collection<?>");
      return Awaits.await(value);
    }

    protected static <T extends @Nullable Object> T await(T value) {
      log("awaitTransform Object");
      return Awaits.await(value);
    }

    protected static <T extends @Nullable Object> T await(Task<T> task) {
      log("awaitTransform Task");
      return Awaits.await(task);
    }

    protected static Task<Object> returned(int value) {
      return returning("int", value);
    }

    protected static Task<Object> returned(char value) {
      return returning("char", value);
    }

    protected static Task<Object> returned(long value) {
      return returning("long", value);
    }

    protected static Task<Object> returned(@Nullable String value) {
      return returning("String", value);
    }

    protected static Task<Object> returned(@Nullable List<?> value) {
      return returning("List<?>", value);
    }

    protected static Task<Object> returned(@Nullable Collection<?> value) {
      return returning("Collection<?>", value);
    }

    protected static Task<Object> returned(@Nullable Object value) {
      return Task.of(value);
    }

    /** The hook is called when the cleanups around the return have run. */
    private static Task<Object> returning(String type, @Nullable Object value) {
      return dev.suspendable.processor.testing.Plainly.<Object>lazily(
          () -> {
            log("returnValue " + type);
            return Task.of(value);
          });
    }
  }
}
