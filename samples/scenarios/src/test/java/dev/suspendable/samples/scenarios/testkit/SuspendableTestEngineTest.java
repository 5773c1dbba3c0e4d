package dev.suspendable.samples.scenarios.testkit;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.test.ScheduleFailure;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** {@code @SuspendableTest}, as build tools and IDEs run it. */
class SuspendableTestEngineTest {

  /** Tests that are run only here. */
  static final class Fixture {
    private int value;

    @SuspendableTest(orders = 5)
    @Suspendable
    Task<Void> passes(TestRun run) {
      assertThat(++value).as("a new instance for each run").isEqualTo(1);
      await(Task.yieldNow());
      return Task.completed();
    }

    @SuspendableTest(orders = 20)
    Task<?> fails() {
      return Task.whenAll(increment(), increment()).map(all -> check());
    }

    private Void check() {
      assertThat(value).isEqualTo(2);
      return null;
    }

    @Suspendable
    private Task<Void> increment() {
      int read = value;
      await(TestRun.operation("step"));
      value = read + 1;
      return Task.completed();
    }

    @SuspendableTest(seed = "choices:0.1+stop@2", stops = true)
    Task<?> repeats() {
      return Task.whenAll(increment(), increment());
    }

    @SuspendableTest(orders = 3)
    void startsRoots(TestRun run) {
      run.start(increment());
      run.start(increment());
    }

    @SuspendableTest
    String returnsAString() {
      return "";
    }

    @SuspendableTest
    void neverStartsAnything() {}

    @Disabled("for a reason")
    @SuspendableTest
    Task<Void> disabled() {
      throw new AssertionError();
    }

    @SuspendableTest
    Task<Void> returnsNull() {
      return null;
    }
  }

  /** Tests in inner classes only. */
  @Tag("outer")
  static class Outer {
    private final List<String> log = new ArrayList<>(List.of("outer"));

    @Nested
    class Inner {
      private final int field = log.size();

      @Tag("fast")
      @Tag("one")
      @SuspendableTest(orders = 2)
      Task<Void> isNested() {
        log.add("inner");
        assertThat(log).containsExactly("outer", "inner");
        assertThat(field).as("a new outer instance for each run").isEqualTo(1);
        return Task.completed();
      }

      @Nested
      class Innermost {
        @SuspendableTest(orders = 2)
        Task<Void> isNestedTwice() {
          assertThat(log).containsExactly("outer");
          return Task.completed();
        }
      }
    }

    @Disabled("for now")
    @Nested
    class Off {
      @Nested
      class Inside {
        @SuspendableTest
        Task<Void> isOff() {
          throw new AssertionError();
        }
      }
    }

    /** Jupiter would not run it either. */
    class NotNested {
      @SuspendableTest
      Task<Void> isNotFound() {
        throw new AssertionError();
      }
    }
  }

  /** Set-up that is never called. */
  static final class WithLifecycle {
    @BeforeEach
    void setUp() {}

    @SuspendableTest
    Task<Void> isNotSetUp() {
      return Task.completed();
    }
  }

  /** Set-up for the tests of Jupiter. */
  static final class Mixed {
    private boolean isSetUp;

    @BeforeEach
    void setUp() {
      isSetUp = true;
    }

    @Test
    void ofJupiter() {
      assertThat(isSetUp).isTrue();
    }

    @SuspendableTest(orders = 1)
    Task<Void> mixed() {
      assertThat(isSetUp).isFalse();
      return Task.completed();
    }

    @Test
    @SuspendableTest
    Task<Void> both() {
      return Task.completed();
    }
  }

  /** A class without such tests. */
  static final class Another {
    void nothing() {}
  }

  private final Map<String, TestExecutionResult> results = new TreeMap<>();
  private final Map<String, String> skipped = new TreeMap<>();
  private final List<String> reports = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  private void run(DiscoverySelector selector, PostDiscoveryFilter... filters) {
    results.clear();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .filters(EngineFilter.includeEngines("suspendable"))
                .filters(filters)
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  results.put(test.getDisplayName(), result);
                  ids.add(test.getUniqueId());
                }
              }

              @Override
              public void executionSkipped(TestIdentifier test, String reason) {
                skipped.put(test.getDisplayName(), reason);
              }

              @Override
              public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                reports.add(test.getDisplayName() + " " + entry.getKeyValuePairs().values());
              }
            });
  }

  private Throwable failure(String test) {
    return results.get(test).getThrowable().orElseThrow();
  }

  @Test
  void testsOfAClass() {
    run(selectClass(Fixture.class));
    assertThat(results).hasSize(7);
    assertThat(results.get("passes()").getStatus())
        .isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
    assertThat(failure("fails()"))
        .isInstanceOf(ScheduleFailure.class)
        .hasMessageContaining("-Dsuspendable.test.seed=");
    assertThat(failure("returnsAString()")).hasMessageContaining("has to return a Task");
    assertThat(failure("neverStartsAnything()")).hasMessageContaining("TestRun.start");
    assertThat(failure("returnsNull()")).hasMessageContaining("has returned null");
    assertThat(skipped.get("disabled()")).contains("for a reason");
    assertThat(reports)
        .contains("passes() [5 runs: 5 orders, 0 failures, 0 stops; at most 2 steps]")
        .anyMatch(report -> report.startsWith("repeats() [1 run: "))
        .anyMatch(report -> report.startsWith("startsRoots() [3 runs: 3 orders"));
  }

  @Test
  void oneTestByItsMethodOrItsId() {
    run(selectMethod(Fixture.class, "fails"));
    assertThat(results).containsOnlyKeys("fails()");
    run(selectUniqueId(ids.get(0)));
    assertThat(results).containsOnlyKeys("fails()");
    run(selectMethod(Fixture.class, "passes", TestRun.class));
    run(selectUniqueId(ids.get(ids.size() - 1)));
    assertThat(results).containsOnlyKeys("passes()");
  }

  @Test
  void nestedClasses() {
    run(selectClass(Outer.class));
    assertThat(results).containsOnlyKeys("isNested()", "isNestedTwice()");
    assertThat(results.values()).allMatch(r -> r.getThrowable().isEmpty());
    assertThat(skipped).containsKey("Inside");
    String id = ids.get(ids.size() - 1);
    run(selectUniqueId(id));
    assertThat(results).hasSize(1);
    run(selectNestedClass(List.of(Outer.class), Outer.Inner.class));
    assertThat(results).containsOnlyKeys("isNested()", "isNestedTwice()");
    run(selectNestedMethod(List.of(Outer.class), Outer.Inner.class, "isNested"));
    assertThat(results).containsOnlyKeys("isNested()");
  }

  @Test
  void tagsForBuilds() {
    run(selectMethod(Outer.Inner.class, "isNested"), TagFilter.includeTags("fast"));
    assertThat(results).hasSize(1);
    run(selectClass(Outer.class), TagFilter.includeTags("one & fast & outer"));
    assertThat(results).containsOnlyKeys("isNested()");
    run(selectClass(Outer.class), TagFilter.excludeTags("outer"));
    assertThat(results).isEmpty();
  }

  @Test
  void whatJupiterWouldCall() {
    run(selectClass(WithLifecycle.class));
    assertThat(failure("isNotSetUp()"))
        .hasMessageContaining("setUp() is not called")
        .hasMessageContaining("initialise its fields");
    run(selectClass(Mixed.class));
    assertThat(results.get("mixed()").getThrowable()).isEmpty();
    assertThat(failure("both()")).hasMessageContaining("remove @Test");
  }

  @Test
  void otherClassesHaveNone() {
    run(selectClass(Another.class));
    assertThat(results).isEmpty();
  }

  @Test
  void testsOfAPackage() {
    run(selectPackage("dev.suspendable.samples.scenarios.testkit"));
    assertThat(results).containsKey("passes()");
  }

  @Test
  void aSeedOfTheCommandLineRepeatsARun() {
    run(selectMethod(Fixture.class, "fails"));
    String seed = ((ScheduleFailure) failure("fails()")).seed();
    System.setProperty("suspendable.test.seed", seed);
    try {
      run(selectMethod(Fixture.class, "fails"));
    } finally {
      System.clearProperty("suspendable.test.seed");
    }
    assertThat(failure("fails()")).hasMessageContaining("Run 1 has failed");
  }
}
