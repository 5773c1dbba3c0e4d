package dev.suspendable.processor.oracle;

/** A compilation unit in another package, for programs that extend what is in it. */
final class Faraway {
  /** Programs that name it get the unit. */
  static final String PACKAGE = "p.far";

  static final String SOURCE =
      """
      package p.far;

      import static dev.suspendable.processor.testing.Awaits.*;

      public class Faraway<T> extends Hidden implements Hidden.Shown {
        protected T kept;
        protected int[] numbers = {1, 2, 3, 4};
        protected static final String NAME = "a";
        protected Faraway(T kept) { this.kept = kept; }
        protected int grow(int by) { log("grow " + by); return lone += by; }
        protected static String text(String of) { log("text " + of); return of; }
        @SafeVarargs
        protected final <S> int size(S... all) { log("size " + all.length); return all.length; }
        protected static class Nest {
          protected int nested = 3;
          public Nest() { log("new Nest"); }
          public int up(int by) { log("up " + by); return nested += by; }
        }
        protected class Within {
          public int inner = lone;
          public Within() { log("new Within"); }
        }
        protected enum Kind { A, B }
      }

      abstract class Hidden {
        public interface Shown { default int shown(int by) { log("shown " + by); return by + 1; } }
        public static class Ajar {
          public int opened = 2;
          public Ajar with(int by) { log("with " + by); opened += by; return this; }
        }
        protected static int shared = 1;
        protected int lone = 1;
        protected static final int LIMIT = 5;
        protected static int tell(int by) { log("tell " + by); return shared += by; }
      }
      """;

  private Faraway() {}
}
