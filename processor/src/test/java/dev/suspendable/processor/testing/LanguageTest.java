package dev.suspendable.processor.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
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
 * name. They are compiled together. Its other methods are private.
 */
public abstract class LanguageTest {
  /** For subclasses. */
  protected LanguageTest() {}

  /** One test for each program. The time limit ends programs that a bug makes run for ever. */
  @TestFactory
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  final Stream<DynamicTest> programs() {
    Map<String, MasterTest> programs = new TreeMap<>();
    programsOf(getClass()).forEach(method -> programs.put(method.getName(), programOf(method)));
    Batch batch = new Batch(getClass().getSimpleName(), programs);
    return batch.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> batch.check(name)));
  }

  /**
   * The methods that are programs. What looks like a program but would not be run is an error: only
   * private methods are helpers.
   *
   * @param type a class of test programs
   */
  public static List<Method> programsOf(Class<?> type) {
    if (type.getSuperclass() != LanguageTest.class) {
      throw new AssertionError(type + " does not extend LanguageTest directly");
    }
    List<Method> programs = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isSynthetic() || Modifier.isPrivate(method.getModifiers())) {
        continue;
      }
      if (method.getReturnType() != MasterTest.class || method.getParameterCount() > 0) {
        throw new AssertionError(method + " is neither a program nor private");
      }
      programs.add(method);
    }
    if (programs.isEmpty()) {
      throw new AssertionError(type + " has no programs");
    }
    return programs;
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
