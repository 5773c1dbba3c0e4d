package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generator that is closed keeps nothing of what it has yielded. */
final class ClosedGeneratorsTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            static List<java.lang.ref.WeakReference<Object>> made = new ArrayList<>();
            static Object make() {
              Object value = new Object();
              made.add(new java.lang.ref.WeakReference<>(value));
              return value;
            }
            @Suspendable static Generator<Object> values() {
              try {
                yieldValue(make());
                yieldValue(make());
              } finally {
                yieldValue(make());
              }
              return Generator.end();
            }
            @Suspendable static Generator<Object> nested() {
              yieldAll(values());
              return Generator.end();
            }
            @Suspendable static Generator<Object> returned() { return values(); }
            static Generator<Object> closed(Generator<Object> generator, int taken) {
              made.clear();
              for (int i = 0; i < taken; i++) { generator.next(); }
              generator.hasNext();
              generator.close();
              return generator;
            }
            static Generator<Object> open;
            static Object first() { return open = closed(values(), 0); }
            static Object second() { return open = closed(values(), 1); }
            static Object ofNested() { return open = closed(nested(), 1); }
            static Object ofReturned() { return open = closed(returned(), 0); }
            static Object refs() { return made; }
          """);

  @ParameterizedTest
  @ValueSource(strings = {"first", "second", "ofNested", "ofReturned"})
  @SuppressWarnings("unchecked")
  void keepsNothing(String way) throws Throwable {
    Object generator = PROGRAM.run(way);
    List<WeakReference<Object>> made = (List<WeakReference<Object>>) PROGRAM.run("refs");
    assertThat(made).hasSizeGreaterThan(1);
    for (WeakReference<Object> value : made) {
      for (int i = 0; i < 50 && value.get() != null; i++) {
        System.gc();
      }
      assertThat(value.get()).isNull();
    }
    assertThat(generator).isNotNull();
  }
}
