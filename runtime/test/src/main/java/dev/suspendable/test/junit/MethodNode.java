package dev.suspendable.test.junit;

import dev.suspendable.Task;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.Report;
import dev.suspendable.test.Strategy;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.TestRun;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** One test. */
final class MethodNode extends AbstractTestDescriptor {
  static final String SEGMENT = "method";

  private final Class<?> type;
  private final Method method;

  MethodNode(UniqueId parent, Class<?> type, Method method) {
    super(
        parent.append(SEGMENT, signature(method)),
        method.getName() + "()",
        MethodSource.from(type, method));
    this.type = type;
    this.method = method;
  }

  private static String signature(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public Set<TestTag> getTags() {
    Set<TestTag> tags = TestMethods.tags(type);
    tags.addAll(TestMethods.tags(method));
    return tags;
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  /** Explores the test. Returns what was tried. */
  ReportEntry run() {
    requireRunnable();
    SuspendableTest test =
        Objects.requireNonNull(method.getAnnotation(SuspendableTest.class), "annotation");
    Report report = exploration(test).check(this::start);
    return ReportEntry.from("suspendable.runs", report.toString());
  }

  private void requireRunnable() {
    Class<?> returned = method.getReturnType();
    Class<?>[] parameters = method.getParameterTypes();
    boolean returnsTask = Task.class.isAssignableFrom(returned);
    boolean takesRun = parameters.length == 1 && parameters[0] == TestRun.class;
    if (!(returnsTask || (returned == void.class && takesRun))
        || !(parameters.length == 0 || takesRun)) {
      throw new IllegalArgumentException(
          "@SuspendableTest "
              + method
              + ": it has to return a Task, or void if it calls TestRun.start; and to have no"
              + " parameter or a TestRun");
    }
    Annotation other = TestMethods.otherTest(method);
    if (other != null) {
      throw new IllegalArgumentException(
          "@SuspendableTest "
              + method
              + ": another engine would run it too; remove @"
              + other.annotationType().getSimpleName());
    }
    List<Method> never = TestMethods.lifecycleOf(type);
    if (!never.isEmpty() && !TestMethods.hasOthers(type)) {
      throw new IllegalArgumentException(
          never.get(0)
              + " is not called: lifecycle methods are those of Jupiter's tests, and this class has"
              + " none. Each run of a @SuspendableTest has a new instance: initialise its fields, or"
              + " call the method; clean up in the coroutine by try-finally");
    }
  }

  private Task<?> start(TestRun run) {
    Object instance = instance(type);
    Object[] arguments = method.getParameterCount() == 0 ? new Object[0] : new Object[] {run};
    @Nullable Object returned = ReflectionSupport.invokeMethod(method, instance, arguments);
    return method.getReturnType() == void.class
        ? Task.completed()
        : (Task<?>) Objects.requireNonNull(returned, "the test has returned null");
  }

  /** Makes an instance, and one of the class around an inner class. */
  private static Object instance(Class<?> type) {
    return TestMethods.isInner(type)
        ? ReflectionSupport.newInstance(type, instance(type.getEnclosingClass()))
        : ReflectionSupport.newInstance(type);
  }

  private static Exploration exploration(SuspendableTest test) {
    Strategy strategy =
        switch (test.strategy()) {
          case FIFO -> Strategy.fifo();
          case RANDOM -> Strategy.random();
          case PCT -> Strategy.pct(test.bound());
          case EXHAUSTIVE -> Strategy.exhaustive(test.bound());
        };
    Exploration made =
        Exploration.of(strategy, test.orders())
            .seed(test.seed())
            .ordersForEachInjection(test.ordersForEachInjection())
            .timeLimit(Duration.parse(test.timeLimit()))
            .waitingForThreads(Duration.parse(test.waitForThreads()));
    made = test.failures() ? made.injectingFailures() : made;
    made = test.stops() ? made.injectingStops() : made;
    made = test.timeRaces() ? made.withTimeRaces() : made;
    return test.unstarted() ? made.allowingUnstarted() : made;
  }
}
