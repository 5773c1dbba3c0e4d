package dev.suspendable.processor.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * A class of test programs: each of its methods that returns a {@link MasterTest} is a test of that
 * name. They are compiled together.
 */
public abstract class LanguageTest {
  /** For subclasses. */
  protected LanguageTest() {}

  /** One test for each program. The time limit ends programs that a bug makes run for ever. */
  @TestFactory
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  final Stream<DynamicTest> programs() {
    Map<String, MasterTest> programs = new TreeMap<>();
    for (Method method : getClass().getDeclaredMethods()) {
      if (method.getReturnType() == MasterTest.class && method.getParameterCount() == 0) {
        programs.put(method.getName(), programOf(method));
      }
    }
    Batch batch = new Batch(getClass().getSimpleName(), programs);
    return batch.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> batch.check(name)));
  }

  private MasterTest programOf(Method method) {
    try {
      method.setAccessible(true);
      return (MasterTest) method.invoke(this);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }
}
