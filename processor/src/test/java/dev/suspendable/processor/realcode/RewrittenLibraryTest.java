package dev.suspendable.processor.realcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A very small library, rewritten: all that RealCodeTest does but for the tests of others. */
final class RewrittenLibraryTest {
  private static final Map<String, String> LIBRARY =
      Map.of(
          "/small/Small.java",
          """
          package small;

          import java.util.ArrayList;
          import java.util.List;

          public class Small<E extends Comparable<E>> {
            private final List<E> sorted = new ArrayList<>();

            @SafeVarargs
            public static <E extends Comparable<E>> Small<E> of(E... elements) {
              Small<E> small = new Small<>();
              for (E element : elements) {
                small.add(element);
              }
              return small;
            }

            protected void add(E element) {
              int at = position(element);
              if (at < 0) {
                sorted.add(~at, element);
                return;
              }
              sorted.set(at, element);
            }

            private int position(E element) {
              int low = 0;
              for (int high = sorted.size() - 1; low <= high; ) {
                int middle = (low + high) >>> 1;
                int order = sorted.get(middle).compareTo(element);
                if (order == 0) return middle;
                else if (order < 0) low = middle + 1;
                else high = middle - 1;
              }
              return ~low;
            }

            /** Needs a cast in the coroutine: an int where a long is returned. */
            public long size() {
              return sorted.size();
            }

            public synchronized char initial() {
              final int none = 0;
              switch (sorted.size()) {
                case none: return '-';
                default: return sorted.get(0).toString().charAt(0);
              }
            }

            void refuse(String why) throws Refused {
              throw new Refused(why);
            }

            static final class Refused extends Exception {
              Refused(String why) {
                super(why);
              }
            }

            @Override
            public String toString() {
              return sorted + " " + size() + " " + initial();
            }

            public static String describe() {
              Small<String> small = new Small<>() {
                @Override
                protected void add(String element) {
                  super.add(element + "!");
                }
              };
              small.add("b");
              small.add("a");
              String refusal = "";
              try {
                small.refuse("no");
              } catch (Refused e) {
                refusal = e.getMessage();
              }
              return small + " " + of(3, 1, 2, 1) + " " + Small.<Integer>of() + " " + refusal;
            }
          }
          """);

  @TempDir Path work;

  @Test
  void behavesAsItDid() throws IOException, ReflectiveOperationException {
    for (long seed = 1; seed <= 2; seed++) {
      RewrittenLibrary rewritten = new RewrittenLibrary(LIBRARY, LibraryTests.runtime(), seed);
      Path plain = work.resolve(seed + "/plain/classes");
      Path suspendable = work.resolve(seed + "/suspendable/classes");
      rewritten.compile(suspendable);
      Compiling.compile(rewritten.sources(), LibraryTests.runtime(), plain, false);
      assertThat(rewritten.bugs()).isEmpty();
      String expected = "[a!, b!] 2 a [1, 2, 3] 3 1 [] 0 - no";
      assertThat(described(plain)).isEqualTo(expected);
      assertThat(described(suspendable)).as("seed %s", seed).isEqualTo(expected);
      assertThat(rewritten.sources().toString())
          .as("what others call and override is still there")
          .contains("protected void add(E element) {", "Small<E> of(E... elements) {");
    }
  }

  private static Object described(Path classes) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, RewrittenLibraryTest.class.getClassLoader())) {
      return loader.loadClass("small.Small").getMethod("describe").invoke(null);
    }
  }

  @Test
  void whatJavacDoesNotTakeIsLeftAsItWas() throws IOException {
    String constants =
        IntStream.range(0, 40)
            .mapToObj(k -> "byte b" + k + " = " + k + ";")
            .collect(Collectors.joining(" "));
    RewrittenLibrary rewritten =
        new RewrittenLibrary(
            Map.of("/C.java", "class C { int m() { " + constants + " return b0; } }"),
            LibraryTests.runtime(),
            1);
    assertThat(rewritten.sources().get("/C.java")).contains("= " + Rewriter.AWAITS + ".awaitInt(");
    rewritten.settle();
    assertThat(rewritten.sources().get("/C.java"))
        .contains("m$1()")
        .doesNotContain("= " + Rewriter.AWAITS + ".awaitInt(");
    assertThat(rewritten.describe().toString())
        .contains("suspensions left", "javac: incompatible types");
  }
}
