package dev.suspendable.processor.warn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Annotations of frameworks that do something else on a coroutine than on an ordinary method: the
 * framework acts when the method returns, and the body may not even have begun then.
 */
enum ForeignAnnotation {
  TRANSACTION(
      Returned.ANYTHING,
      "ends its transaction when the method returns, and the body continues after that",
      "put the transaction into an ordinary method, and call it by Task.blocking",
      "org.springframework.transaction.annotation.Transactional",
      "jakarta.transaction.Transactional",
      "javax.transaction.Transactional"),

  TEST(
      Returned.ANYTHING,
      "has no effect on a method that returns a value",
      "use @SuspendableTest of suspendable-test, or call Task.syncWait in an ordinary test method",
      "org.junit.jupiter.api.Test",
      "org.junit.jupiter.api.RepeatedTest",
      "org.junit.jupiter.params.ParameterizedTest",
      "org.junit.jupiter.api.BeforeEach",
      "org.junit.jupiter.api.AfterEach",
      "org.junit.Test",
      "org.testng.annotations.Test"),

  DROPPED(
      Returned.LAZY,
      "is called by a framework that drops the result, which then never starts",
      "annotate an ordinary method, and call toCompletableFuture() there",
      "org.springframework.scheduling.annotation.Scheduled",
      "org.springframework.context.event.EventListener",
      "org.springframework.kafka.annotation.KafkaListener",
      "org.springframework.jms.annotation.JmsListener",
      "org.springframework.amqp.rabbit.annotation.RabbitListener",
      "io.quarkus.scheduler.Scheduled",
      "io.micronaut.scheduling.annotation.Scheduled",
      "io.micronaut.runtime.event.annotation.EventListener",
      "jakarta.annotation.PostConstruct",
      "jakarta.annotation.PreDestroy",
      "javax.annotation.PostConstruct",
      "javax.annotation.PreDestroy"),

  ASYNC(
      Returned.LAZY,
      "lets an executor call the method, which does not run the body",
      "use task.on(executor)",
      "org.springframework.scheduling.annotation.Async",
      "io.micronaut.scheduling.annotation.Async",
      "jakarta.ejb.Asynchronous"),

  RETRY(
      Returned.LAZY,
      "retries if the method throws an exception, and the body throws it later",
      "use Retry",
      "org.springframework.retry.annotation.Retryable",
      "org.springframework.resilience.annotation.Retryable",
      "io.micronaut.retry.annotation.Retryable",
      "org.eclipse.microprofile.faulttolerance.Retry"),

  ANSWER(
      Returned.NO_STAGE,
      "makes the returned object itself the answer, and does not await it",
      "return a CompletableFuture",
      "org.springframework.web.bind.annotation.RequestMapping",
      "jakarta.ws.rs.HttpMethod",
      "io.micronaut.http.annotation.HttpMethodMapping",
      "org.springframework.graphql.data.method.annotation.SchemaMapping"),

  CACHE(
      Returned.TASK,
      "keeps the Task, which can be awaited once",
      "return a SharedTask or a CompletableFuture",
      "org.springframework.cache.annotation.Cacheable",
      "io.quarkus.cache.CacheResult",
      "io.micronaut.cache.annotation.Cacheable");

  /** The coroutine types that an annotation does not suit. */
  enum Returned {
    ANYTHING,
    /** Types whose body does not begin at the call. */
    LAZY,
    /** Types of one value, but for {@code CompletionStage}, which frameworks know. */
    NO_STAGE,
    /** {@code Task}. */
    TASK
  }

  final Returned unsuited;
  final String effect;
  final String advice;
  private final Set<String> names;

  ForeignAnnotation(Returned unsuited, String effect, String advice, String... names) {
    this.unsuited = unsuited;
    this.effect = effect;
    this.advice = advice;
    this.names = Set.copyOf(List.of(names));
  }

  /** The one to which an annotation belongs. */
  static Optional<ForeignAnnotation> of(String qualifiedName) {
    return Stream.of(values()).filter(each -> each.names.contains(qualifiedName)).findFirst();
  }

  /** Whether it means all methods of a class that it annotates. */
  boolean isOfClasses() {
    return this == TRANSACTION || this == ASYNC || this == RETRY;
  }
}
