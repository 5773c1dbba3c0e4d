package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldAll;
import static dev.suspendable.Coroutines.yieldValue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.EagerTask;
import dev.suspendable.Generator;
import dev.suspendable.Result;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of coroutines.md. */
class CoroutinesPageTest {
  private final List<String> log = new ArrayList<>();

  private CompletableFuture<Integer> price(String symbol, int price) {
    return CompletableFuture.supplyAsync(() -> price);
  }

  @Suspendable
  Task<Integer> price(String symbol) {
    return Task.of(await(price(symbol, symbol.equals("A") ? 3 : 4)));
  }

  private Task<String> read(Path file) throws IOException {
    return Task.of(Files.readString(file));
  }

  private String compute() {
    return Thread.currentThread().getName();
  }

  private static boolean isPrime(int n) {
    return IntStream.range(2, n).allMatch(divisor -> n % divisor != 0);
  }

  record Node(Node left, int value, Node right) {}

  @Suspendable
  Task<Integer> total(List<String> symbols) {
    int sum = 0;
    for (String symbol : symbols) {
      sum += await(price(symbol));
    }
    return Task.of(sum);
  }

  @Test
  void fromOrdinaryCode() throws Exception {
    int sum = Task.syncWait(total(List.of("A", "B"))); // blocks this thread
    CompletableFuture<Integer> future = total(List.of("A", "B")).toCompletableFuture(); // does not
    assertThat(sum).isEqualTo(7);
    assertThat(future.get()).isEqualTo(7);
  }

  @Suspendable
  CompletableFuture<Integer> double_(CompletableFuture<Integer> number) {
    return CompletableFuture.completedFuture(2 * await(number));
  }

  @Test
  void aCoroutineThatReturnsAFuture() throws Exception {
    assertThat(double_(CompletableFuture.completedFuture(21)).get()).isEqualTo(42);
  }

  @Suspendable
  Task<String> firstLine(Path file) throws IOException {
    String text;
    try {
      text = await(read(file));
    } catch (NoSuchFileException e) {
      text = await(read(file.resolveSibling("default.txt")));
    } finally {
      log.add("read " + file.getFileName());
    }
    return Task.of(text.lines().findFirst().orElse(""));
  }

  @Suspendable
  Task<String> declared(CompletableFuture<String> pending) throws IOException {
    String text = await(pending, IOException.class);
    return Task.of(text);
  }

  @Test
  void exceptions(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("default.txt"), "one\ntwo\n");
    assertThat(Task.syncWait(firstLine(folder.resolve("missing.txt")))).isEqualTo("one");
    assertThat(log).containsExactly("read missing.txt");
    assertThat(Task.syncWait(declared(CompletableFuture.completedFuture("x")))).isEqualTo("x");
  }

  @Suspendable
  Task<String> onTwoThreads(Executor ui, Executor workers) {
    await(Task.switchTo(workers));
    String report = compute(); // on a worker
    await(Task.switchTo(ui));
    return Task.of(report); // on the user interface's thread
  }

  @Test
  void threads() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor(work -> new Thread(work, "worker"));
    try {
      assertThat(Task.syncWait(onTwoThreads(Runnable::run, worker))).isEqualTo("worker");
    } finally {
      worker.shutdown();
    }
  }

  @Suspendable
  Task<String> both() {
    List<Integer> prices = await(Task.whenAll(price("A"), price("B")));
    return Task.of(prices.get(0) + " and " + prices.get(1));
  }

  private Task<String> name(String symbol) {
    return Task.of("share " + symbol);
  }

  @Suspendable
  Task<String> line() {
    String line = await(Task.whenAll(name("A"), price("A"), (name, price) -> name + " " + price));
    return Task.of(line);
  }

  @Suspendable
  Task<Integer> orNothing() {
    int price = await(price("A").timeout(Duration.ofSeconds(1)).orElse(0));
    return Task.of(price);
  }

  @FunctionalInterface
  interface Step {
    @Suspendable
    Task<Integer> apply(int value);
  }

  @Suspendable
  EagerTask<Void> refresh(String symbol) {
    log.add(symbol + " " + await(price(symbol)));
    return EagerTask.completed();
  }

  @Test
  void pairsFailuresAndLambdas() throws Exception {
    assertThat(Task.syncWait(line())).isEqualTo("share A 3");
    assertThat(Task.syncWait(orNothing())).isIn(0, 3);
    Step plusPrice = value -> Task.of(value + await(price("A")));
    assertThat(Task.syncWait(plusPrice.apply(1))).isEqualTo(4);
  }

  @Test
  void inTheBackground() throws Exception {
    refresh("A").get();
    assertThat(log).containsExactly("A 3");
    refresh("A").detach();
  }

  Task<List<Integer>> withFuture(CompletableFuture<Integer> future) {
    Task<List<Integer>> both = Task.whenAll(price("A"), Task.from(future));
    return both;
  }

  @Test
  void atTheSameTime() throws Exception {
    assertThat(Task.syncWait(both())).isEqualTo("3 and 4");
    assertThat(Task.syncWait(withFuture(price("B", 2)))).containsExactly(3, 2);
  }

  @Suspendable
  static Generator<Integer> primes(int limit) {
    for (int n = 2; n < limit; n++) {
      if (isPrime(n)) {
        yieldValue(n);
      }
    }
    return Generator.end();
  }

  @Suspendable
  static Generator<Integer> inOrder(Node node) {
    if (node != null) {
      yieldAll(inOrder(node.left()));
      yieldValue(node.value());
      yieldAll(inOrder(node.right()));
    }
    return Generator.end();
  }

  @Test
  void generators() {
    assertThat(primes(20).stream()).containsExactly(2, 3, 5, 7, 11, 13, 17, 19);
    Node tree = new Node(new Node(null, 1, null), 2, new Node(null, 3, null));
    assertThat(inOrder(tree).stream()).containsExactly(1, 2, 3);
  }

  @Suspendable
  AsyncGenerator<String> lines(Iterable<Path> files) throws IOException {
    for (Path file : files) {
      for (String line : await(read(file)).lines().toList()) {
        yieldValue(line);
      }
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  Task<Integer> count(Iterable<Path> files, String word) throws IOException {
    int count = 0;
    try (AsyncGenerator<String> lines = lines(files)) {
      while (await(lines.hasNext())) {
        count += lines.next().contains(word) ? 1 : 0;
      }
    }
    return Task.of(count);
  }

  @Test
  void asyncGenerators(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "one\n\ntwo words\nwords\n");
    List<Path> files = List.of(file);
    assertThat(Task.syncWait(count(files, "words"))).isEqualTo(2);
    List<String> first =
        Task.syncWait(lines(files).filter(line -> !line.isBlank()).take(2).toList());
    assertThat(first).containsExactly("one", "two words");
  }

  record Address(Optional<String> city) {}

  record User(String name, Optional<Address> address) {}

  private static Optional<User> find(String id) {
    return switch (id) {
      case "1" -> Optional.of(new User("Ada", Optional.of(new Address(Optional.of("London")))));
      case "2" -> Optional.of(new User("Bob", Optional.empty()));
      default -> Optional.empty();
    };
  }

  @Suspendable
  private static Task<String> write(User user) {
    await(Task.delay(Duration.ofNanos(1)));
    return Task.of("Dear " + user.name());
  }

  @Suspendable
  Optional<String> city(String id) {
    User user = await(find(id)); // an Optional<User>
    Address address = await(user.address()); // an Optional<Address>
    return address.city(); // an Optional<String>
  }

  @Suspendable
  Task<Optional<String>> letter(String id) {
    User user = await(find(id)); // ends the task with an empty Optional
    String text = await(write(user)); // a task
    return Task.of(Optional.of(text));
  }

  @Suspendable
  Result<Integer> sum(String first, String second) {
    return Result.of(await(parse(first)) + await(parse(second)));
  }

  @Suspendable
  Result<Integer> parse(String number) {
    return Result.of(Integer.parseInt(number));
  }

  @Test
  void endsInTheMiddle() throws Exception {
    assertThat(city("1")).contains("London");
    assertThat(city("2")).isEmpty();
    assertThat(city("3")).isEmpty();
    assertThat(Task.syncWait(letter("2"))).contains("Dear Bob");
    assertThat(Task.syncWait(letter("3"))).isEmpty();
    assertThat(sum("1", "2")).isEqualTo(Result.of(3));
    assertThat(sum("1", "x").exception()).isInstanceOf(NumberFormatException.class);
  }
}
