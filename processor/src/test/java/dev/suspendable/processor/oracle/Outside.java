package dev.suspendable.processor.oracle;

import static dev.suspendable.processor.testing.Awaits.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What generated programs find in another package: types that they cannot name, and such. */
public final class Outside {
  private Outside() {}

  /** What two exceptions have in common. */
  public interface Code {
    int code();
  }

  /** An exception. */
  public static final class CodeA extends RuntimeException implements Code {
    private static final long serialVersionUID = 1;

    private CodeA() {
      super("A");
    }

    public static CodeA one() {
      return new CodeA();
    }

    @Override
    public int code() {
      return 1;
    }

    @Override
    public String toString() {
      return "CodeA";
    }
  }

  /** Another. */
  public static final class CodeB extends RuntimeException implements Code {
    private static final long serialVersionUID = 1;
    private final int code;

    public CodeB(int code) {
      super("B" + code);
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /** Throws one of two exceptions, or none. */
  public static void coded(int which) {
    log("coded " + which);
    if ((which & 3) == 1) {
      throw new CodeA();
    }
    if ((which & 3) == 2) {
      throw new CodeB(which);
    }
  }

  public static <A extends @Nullable Object> A either(boolean first, A one, A other) {
    log("either " + first);
    return first ? one : other;
  }

  public static <A extends Number & Comparable<?>> int ranked(@Nullable A one, @Nullable A other) {
    log("ranked " + one + " " + other);
    return one == null ? 0 : one.intValue();
  }

  @SafeVarargs
  public static <A extends @Nullable Object> A[] arrayOf(A... elements) {
    return elements;
  }

  public static List<? extends Number> numbers(int first) {
    log("numbers " + first);
    return List.of(first, 2L);
  }

  public static List<? super String> sink(@Nullable String first) {
    List<Object> sink = new ArrayList<>();
    sink.add(first);
    return sink;
  }

  public static <K extends @Nullable Object, V extends @Nullable Object>
      Map.Entry<K, ? extends V> pairOf(K key, V value) {
    return new java.util.AbstractMap.SimpleEntry<>(key, value);
  }

  /** What says that it holds integers, and does not. */
  @SuppressWarnings("unchecked")
  public static List<Integer> polluted() {
    return (List<Integer>) (List<?>) new ArrayList<>(List.of("polluted"));
  }

  public static String same(@Nullable Object one, int more) {
    log("same " + one);
    return one + ":" + more;
  }

  /** What an inaccessible class extends. */
  public static class Open {
    public int field = 1;

    public int open(int by) {
      log("open " + by);
      return field += by;
    }

    @Override
    public String toString() {
      return "Open" + field;
    }
  }

  /** Accessible in this package only. */
  static final class Secret extends Open implements Comparable<Secret> {
    Secret(int field) {
      this.field = field;
    }

    @Override
    public int compareTo(Secret other) {
      return field - other.field;
    }
  }

  public static Secret secret(int field) {
    log("secret " + field);
    return new Secret(field);
  }

  public static List<Secret> secrets(int field) {
    return List.of(new Secret(field));
  }

  public static Secret[] secretArray(int field) {
    return new Secret[] {new Secret(field)};
  }

  public static int opened(Open one, int by) {
    log("opened " + one);
    return one.open(by);
  }

  /** A method that a superclass of the program's inherits. */
  public interface Defaulting {
    default int lent(int by) {
      log("lent " + by);
      return by + 1;
    }
  }

  /**
   * A class to extend, with members that only subclasses see.
   *
   * @param <T> type of what it keeps
   */
  public static class Far<T extends @Nullable Object> implements Defaulting {
    protected static final int LIMIT = 5;
    protected static final String LABEL = "a";
    protected int far = 1;
    protected long wide = 2;
    protected final int fixed = 4;
    protected T kept;
    protected int[] numbers = {1, 2, 3, 4};

    protected Far(T kept) {
      log("new Far " + kept);
      this.kept = kept;
    }

    protected static int stat(int by) {
      log("stat " + by);
      return by + 1;
    }

    protected int inst(int by) {
      log("inst " + by);
      return far += by;
    }

    protected <S extends @Nullable Object> S gen(S one) {
      return one;
    }

    @SafeVarargs
    protected final <S extends @Nullable Object> int size(S... all) {
      return all.length;
    }

    protected T kept() {
      return kept;
    }

    /** A nested class. */
    protected static class Nest {
      protected int hidden = 3;
      public int shown = 4;

      public Nest() {
        log("new Nest");
      }

      public int up(int by) {
        return shown += by;
      }

      public static int twice(int by) {
        log("twice " + by);
        return 2 * by;
      }
    }

    /** An inner class. */
    protected class Inn {
      public int inn = far;

      public Inn(int by) {
        log("new Inn " + by);
        inn += by;
      }
    }

    /** An enum. */
    protected enum Kind {
      ONE,
      TWO
    }
  }
}
