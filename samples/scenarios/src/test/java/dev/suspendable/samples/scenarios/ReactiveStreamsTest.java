package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.switchTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** The Reactive Streams TCK on publishers and subscribers that are async generators. */
class ReactiveStreamsTest {
  /** How long the TCK waits for a signal, and for the absence of one, in ms. */
  private static TestEnvironment environment() {
    return new TestEnvironment(2_000, 50);
  }

  @Suspendable
  static AsyncGenerator<Long> count(long count, Executor executor) {
    for (long i = 0; i < count; i++) {
      if (i % 3 == 0) {
        await(switchTo(executor));
      }
      yieldValue(i);
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  static AsyncGenerator<Long> failing() {
    if (true) {
      throw new IllegalStateException("failing");
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  static <T> Task<List<T>> collect(AsyncGenerator<T> generator) {
    List<T> all = new ArrayList<>();
    try (generator) {
      while (await(generator.hasNext())) {
        all.add(generator.next());
      }
    }
    return Task.of(all);
  }

  /** A body that never suspends by itself. */
  public static class SynchronousPublisher extends FlowPublisherVerification<Long> {
    public SynchronousPublisher() {
      super(environment());
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
      return count(elements, Runnable::run).toPublisher();
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
      // A publisher of a generator fails on demand, or because it has had its subscriber.
      Flow.Publisher<Long> taken = failing().toPublisher();
      taken.subscribe(new Ignoring());
      return taken;
    }
  }

  /** Requests nothing. */
  private static final class Ignoring implements Flow.Subscriber<Long> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(Long item) {}

    @Override
    public void onError(Throwable throwable) {}

    @Override
    public void onComplete() {}
  }

  /** A body that changes threads. */
  public static class HoppingPublisher extends SynchronousPublisher {
    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
      return count(elements, ForkJoinPool.commonPool()).toPublisher();
    }
  }

  /** A generator of a publisher, as a publisher. */
  public static class PassedOn extends SynchronousPublisher {
    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
      return AsyncGenerator.from(super.createFlowPublisher(elements), 3).toPublisher();
    }
  }

  /** The subscriber of a generator. */
  public static class Subscriber extends FlowSubscriberBlackboxVerification<Long> {
    private final int window;

    public Subscriber() {
      this(1);
    }

    Subscriber(int window) {
      super(environment());
      this.window = window;
    }

    @Override
    public Flow.Subscriber<Long> createFlowSubscriber() {
      List<Flow.Subscriber<? super Long>> subscribers = new ArrayList<>();
      Flow.Publisher<Long> publisher = subscribers::add;
      collect(AsyncGenerator.from(publisher, window)).toCompletableFuture();
      @SuppressWarnings("unchecked")
      Flow.Subscriber<Long> subscriber = (Flow.Subscriber<Long>) subscribers.get(0);
      return subscriber;
    }

    @Override
    public Long createElement(int element) {
      return (long) element;
    }
  }

  /** The same with a buffer. */
  public static class BufferingSubscriber extends Subscriber {
    public BufferingSubscriber() {
      super(8);
    }
  }

  @TestFactory
  List<DynamicTest> rules() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> each :
        List.of(
            SynchronousPublisher.class,
            HoppingPublisher.class,
            PassedOn.class,
            Subscriber.class,
            BufferingSubscriber.class)) {
      tests.add(DynamicTest.dynamicTest(each.getSimpleName(), () -> run(each)));
    }
    return tests;
  }

  private static void run(Class<?> verification) {
    TestListenerAdapter results = new TestListenerAdapter();
    TestNG testNg = new TestNG(/* useDefaultListeners= */ false);
    testNg.setVerbose(0);
    testNg.setTestClasses(new Class<?>[] {verification});
    testNg.addListener(results);
    testNg.run();
    List<String> failures = new ArrayList<>();
    for (ITestResult failed : results.getFailedTests()) {
      failures.add(failed.getName() + ": " + failed.getThrowable());
    }
    for (ITestResult failed : results.getConfigurationFailures()) {
      failures.add(failed.getName() + ": " + failed.getThrowable());
    }
    assertThat(failures).isEmpty();
    assertThat(results.getPassedTests())
        .hasSizeGreaterThanOrEqualTo(
            FlowSubscriberBlackboxVerification.class.isAssignableFrom(verification) ? 11 : 26);
  }
}
