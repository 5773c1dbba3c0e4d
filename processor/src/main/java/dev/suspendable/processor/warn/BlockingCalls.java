package dev.suspendable.processor.warn;

import dev.suspendable.processor.model.Declarations;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Methods of the JDK and of this library that block their thread. */
final class BlockingCalls {
  private static final String ELSEWHERE =
      "await something that tells when it is done, or call it from a thread that may wait";
  private static final String AWAIT_FUTURE = "await the future";
  private static final String CONCURRENT = "java.util.concurrent.";

  /**
   * By names of methods: the classes that declare or inherit them, and the advice what to do
   * instead.
   */
  private static final Map<String, Map<String, String>> METHODS = new HashMap<>();

  /** Unbounded queues, to which elements can always be added at once. */
  private static final List<String> UNBOUNDED =
      List.of("PriorityBlockingQueue", "DelayQueue", "LinkedTransferQueue");

  static {
    add("java.lang.Thread", "await Task.delay(…)", "sleep");
    add("java.lang.Thread", ELSEWHERE, "join");
    add("java.lang.Object", ELSEWHERE, "wait");
    add("java.lang.Process", "await its onExit()", "waitFor");
    add(CONCURRENT + "TimeUnit", "await Task.delay(…)", "sleep");
    add(CONCURRENT + "TimeUnit", ELSEWHERE, "timedJoin", "timedWait");
    add(CONCURRENT + "Future", AWAIT_FUTURE, "get");
    add(CONCURRENT + "CompletableFuture", AWAIT_FUTURE, "join");
    add(CONCURRENT + "ForkJoinTask", ELSEWHERE, "join", "invoke");
    add(CONCURRENT + "ForkJoinPool", ELSEWHERE, "invoke", "awaitQuiescence");
    add(CONCURRENT + "ExecutorService", ELSEWHERE, "awaitTermination", "invokeAll", "invokeAny");
    add(CONCURRENT + "CompletionService", ELSEWHERE, "take");
    add(CONCURRENT + "CountDownLatch", ELSEWHERE, "await");
    add(CONCURRENT + "CyclicBarrier", ELSEWHERE, "await");
    add(CONCURRENT + "Exchanger", ELSEWHERE, "exchange");
    add(CONCURRENT + "Semaphore", ELSEWHERE, "acquire", "acquireUninterruptibly");
    add(
        CONCURRENT + "Phaser",
        ELSEWHERE,
        "arriveAndAwaitAdvance",
        "awaitAdvance",
        "awaitAdvanceInterruptibly");
    add(CONCURRENT + "BlockingQueue", ELSEWHERE, "take", "put");
    add(CONCURRENT + "BlockingDeque", ELSEWHERE, "takeFirst", "takeLast", "putFirst", "putLast");
    add(CONCURRENT + "TransferQueue", ELSEWHERE, "transfer");
    add(
        CONCURRENT + "locks.Condition",
        ELSEWHERE,
        "await",
        "awaitNanos",
        "awaitUntil",
        "awaitUninterruptibly");
    add(CONCURRENT + "locks.LockSupport", ELSEWHERE, "park", "parkNanos", "parkUntil");
    add("java.net.http.HttpClient", "await what sendAsync returns", "send");
    add("dev.suspendable.Task", "await the task", "syncWait");
    // With a time limit.
    add(CONCURRENT + "BlockingQueue", ELSEWHERE, "poll/2", "offer/3");
    add(CONCURRENT + "Semaphore", ELSEWHERE, "tryAcquire/2", "tryAcquire/3");
  }

  private static void add(String type, String advice, String... names) {
    for (String name : names) {
      METHODS.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(type, advice);
    }
  }

  private final Types types;
  private final Elements elements;
  private final Map<ExecutableElement, String> known = new HashMap<>();

  BlockingCalls(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /**
   * Whether a method of this name may block. This is checked for every call, before its method is
   * resolved.
   */
  static boolean mayBlock(String name, int arguments) {
    return METHODS.containsKey(name) || METHODS.containsKey(name + "/" + arguments);
  }

  /** The advice for a call of a method; null if it does not block. */
  @Nullable String adviceFor(ExecutableElement method) {
    String advice = known.computeIfAbsent(method, this::find);
    return advice.isEmpty() ? null : advice;
  }

  /**
   * Whether a call that gets this advice waits for a future, and does not wait if the future is
   * done.
   */
  static boolean isForFuture(String advice) {
    return advice.equals(AWAIT_FUTURE);
  }

  private String find(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    Map<String, String> classes = new LinkedHashMap<>(METHODS.getOrDefault(name, Map.of()));
    classes.putAll(METHODS.getOrDefault(name + "/" + method.getParameters().size(), Map.of()));
    TypeMirror owner = Declarations.classOf(method).asType();
    if (name.equals("put") && UNBOUNDED.stream().anyMatch(each -> isA(owner, CONCURRENT + each))) {
      return "";
    }
    return classes.entrySet().stream()
        .filter(each -> isMethodOf(each.getKey(), method))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /**
   * Whether a method is a method of a class or overrides one. An overload in a subclass is neither.
   */
  private boolean isMethodOf(String type, ExecutableElement method) {
    TypeElement element = elements.getTypeElement(type);
    TypeElement owner = Declarations.classOf(method);
    return element != null
        && types.isSubtype(types.erasure(owner.asType()), types.erasure(element.asType()))
        && ElementFilter.methodsIn(element.getEnclosedElements()).stream()
            .filter(each -> each.getSimpleName().equals(method.getSimpleName()))
            .anyMatch(each -> each.equals(method) || elements.overrides(method, each, owner));
  }

  private boolean isA(TypeMirror type, String name) {
    TypeElement element = elements.getTypeElement(name);
    return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }
}
