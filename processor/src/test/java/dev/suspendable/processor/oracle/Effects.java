package dev.suspendable.processor.oracle;

import static dev.suspendable.processor.testing.Awaits.isStopped;
import static dev.suspendable.processor.testing.Awaits.log;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What generated programs work with: types, and methods that leave a trace. */
public final class Effects {
  private Effects() {}

  /** A value to switch over. */
  public enum Color {
    RED,
    GREEN,
    BLUE
  }

  /** A value to match. */
  public record Pair(int a, @Nullable String b) {
    public Pair {
      b = cut(b);
    }
  }

  /** A value to match, of one of two kinds. */
  public sealed interface Shape permits Dot, Line {}

  /** A kind of shape. */
  public record Dot(int at) implements Shape {}

  /** A kind of shape. */
  public record Line(Dot from, @Nullable String name) implements Shape {
    public Line {
      name = cut(name);
    }
  }

  /**
   * What lambdas that await are made into.
   *
   * @param <T> type of the task's value
   */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    @Suspendable
    Task<T> run(int by) throws Exception;
  }

  /**
   * What lambdas that yield are made into.
   *
   * @param <T> type of the values
   */
  @FunctionalInterface
  public interface Source<T extends @Nullable Object> {
    @Suspendable
    Generator<T> values();
  }

  /** What the generated classes extend, in another package. */
  public static class Base {
    protected int level = 3;

    protected final int BI = 2;
    protected final String BS = "bc";
    protected static final int PI = 7;
    protected static final String PS = "a" + "a";

    protected int base(int by) {
      log("base " + by);
      return level += by;
    }
  }

  /** Something to have side effects on. */
  public static final class Box {
    public int n;
    public Integer boxed = 10;
    public String s = "box";
    public int[] a = {1, 2, 3, 4};

    public Box() {}

    public Box(int n) {
      log("new Box " + n);
      this.n = n;
    }

    public int add(int by) {
      log("add " + by);
      return n += by;
    }

    public Box self() {
      log("self " + n);
      return this;
    }

    @Override
    public String toString() {
      return "Box" + n;
    }
  }

  /** A class to extend. */
  public abstract static class Counter {
    protected int start;

    protected Counter(int start) {
      log("new Counter " + start);
      this.start = start;
    }

    public abstract int next(int by);
  }

  /** A resource. */
  public static final class Resource implements AutoCloseable {
    private final String name;
    private final boolean fails;

    public Resource(String name, boolean fails) {
      log("open " + name);
      this.name = name;
      this.fails = fails;
    }

    @Override
    public void close() {
      log("close " + name);
      if (fails) {
        throw failure();
      }
    }

    /**
     * Without a line if the stopped signal is on its way: on an exception's way, as which the plain
     * program has it, javac closes on another line.
     */
    private RuntimeException failure() {
      RuntimeException failure = new IllegalStateException("close " + name);
      if (isStopped()) {
        failure.setStackTrace(new StackTraceElement[0]);
      }
      return failure;
    }
  }

  public static int sum(int a, int b, int c) {
    log("sum " + a + " " + b + " " + c);
    return a + 2 * b + 3 * c;
  }

  public static int tally(@Nullable Object... values) {
    log("tally " + Arrays.toString(values));
    return values.length;
  }

  public static String join(@Nullable String a, @Nullable Object b, long c) {
    log("join " + a + " " + b + " " + c);
    return cut(a) + b + c;
  }

  /** Keeps strings that are added to themselves from growing without bounds. */
  public static @Nullable String cut(@Nullable String text) {
    return text == null ? null : text.substring(0, Math.min(text.length(), 12));
  }

  public static @Nullable Integer boxed(@Nullable Integer value) {
    log("boxed " + value);
    return value;
  }

  public static Color color(int index) {
    log("color " + index);
    return Color.values()[(index & 7) % 3];
  }

  public static Shape shape(int index) {
    log("shape " + index);
    return (index & 1) == 0 ? new Dot(index) : new Line(new Dot(index), "line");
  }

  public static List<Integer> list(Integer... elements) {
    log("list " + Arrays.toString(elements));
    return new ArrayList<>(Arrays.asList(elements));
  }

  /** Something that may throw a checked exception. */
  public static void io(boolean fails) throws IOException {
    log("io " + fails);
    if (fails) {
      throw new IOException("io");
    }
  }
}
