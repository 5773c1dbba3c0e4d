package dev.suspendable.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** All variants of a workload compute the same, for all of its parameters. */
class SameResultsTest {
  private static final List<Class<? extends Workload>> WORKLOADS =
      List.of(
          W1Generator.class,
          W1fPush.class,
          W1bTreeWalk.class,
          W2Await.class,
          W3Suspend.class,
          W4Recursion.class,
          W4sShallow.class,
          W5SkynetOneThread.class,
          W5SkynetTwoThreads.class,
          W7PingPong.class,
          W7Stream.class,
          W8SizeCliff.class,
          W9Chain.class,
          W9Gather.class,
          W9Sleeps.class,
          W10Throw.class,
          CallSiteFrames.class);

  @TestFactory
  Stream<DynamicTest> variants() throws ReflectiveOperationException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<? extends Workload> type : WORKLOADS) {
      for (Field choice : choices(type)) {
        for (String value : choice.getAnnotation(Param.class).value()) {
          for (Method variant : type.getMethods()) {
            if (variant.isAnnotationPresent(Benchmark.class)) {
              tests.add(
                  DynamicTest.dynamicTest(
                      type.getSimpleName()
                          + " "
                          + variant.getName()
                          + ", "
                          + choice.getName()
                          + " = "
                          + value,
                      () -> check(type, choice, value, variant)));
            }
          }
        }
      }
    }
    return tests.stream();
  }

  private static void check(
      Class<? extends Workload> type, Field choice, String value, Method variant)
      throws ReflectiveOperationException {
    assumeTrue(VirtualThreads.available() || !variant.getName().matches("(virtual|raw).*"));
    Workload workload = type.getDeclaredConstructor().newInstance();
    set(workload, choice, value);
    callAll(workload, Setup.class);
    workload.shrink();
    assertThat(variant.invoke(workload)).isEqualTo(workload.expected());
    assertThat(variant.invoke(workload)).as("once more").isEqualTo(workload.expected());
    callAll(workload, TearDown.class);
  }

  /** The parameter that has several values, or else any. */
  private static List<Field> choices(Class<?> type) {
    List<Field> parameters = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.isAnnotationPresent(Param.class)) {
          parameters.add(field);
        }
      }
    }
    return parameters.stream()
        .filter(f -> f.getAnnotation(Param.class).value().length > 1)
        .findFirst()
        .map(List::of)
        .orElse(parameters.subList(0, 1));
  }

  private static void set(Workload workload, Field field, String value)
      throws IllegalAccessException {
    field.setAccessible(true);
    if (field.getType() == int.class) {
      field.setInt(workload, Integer.parseInt(value));
    } else {
      field.set(workload, value);
    }
  }

  private static void callAll(Workload workload, Class<? extends Annotation> annotation)
      throws ReflectiveOperationException {
    for (Method method : workload.getClass().getMethods()) {
      if (method.isAnnotationPresent(annotation)) {
        method.invoke(workload);
      }
    }
  }

  /** It checks by itself what the coroutines return. */
  @ParameterizedTest
  @EnumSource
  void retained(W6Retained.Variant variant) throws InterruptedException {
    assumeTrue(VirtualThreads.available() || !variant.needsThreads);
    W6Retained.measure(variant, 1000);
  }

  @ParameterizedTest
  @EnumSource
  void pooledAndPlain(PoolOrGarbage.Body body) {
    for (boolean pooled : new boolean[] {true, false}) {
      PoolOrGarbage churn = new PoolOrGarbage(body, pooled, 100);
      churn.run(10_000);
      churn.run(1_000);
      churn.check();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "live",
        "liveHand",
        "chainDirect",
        "chainReturn",
        "chainValues",
        "chainParked",
        "skynetOne",
        "skynetTwo",
        "timersSame",
        "timersSpreadJdk"
      })
  void scale(String name) throws Exception {
    Scale.Part part = Scale.part(name, 10_000);
    for (int phase = 0; phase < part.phases().size(); phase++) {
      part.run(phase);
    }
  }
}
