package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.debug.CoroutineInfo;
import dev.suspendable.debug.CoroutineRegistry;
import dev.suspendable.interop.AsyncChannels;
import dev.suspendable.interop.Processes;
import dev.suspendable.interop.Publishers;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ReadPendingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asynchronous types of the JDK, against the real ones. */
class InteropTest {
  private final List<Object> log = Collections.synchronizedList(new ArrayList<>());

  // ---- Sockets.

  private static AsynchronousServerSocketChannel server() throws IOException {
    return AsynchronousServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Sends back what comes, to one client. */
  @Suspendable
  Task<Integer> echo(AsynchronousServerSocketChannel server) throws IOException {
    int all = 0;
    ByteBuffer buffer = ByteBuffer.allocate(7);
    try (AsynchronousSocketChannel client = await(AsyncChannels.accept(server))) {
      while (await(AsyncChannels.read(client, buffer)) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          all += await(AsyncChannels.write(client, buffer));
        }
        buffer.clear();
      }
    }
    return Task.of(all);
  }

  @Suspendable
  Task<String> ask(SocketAddress address, String question) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(question.length());
    try (AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      await(AsyncChannels.connect(socket, address));
      ByteBuffer bytes = ByteBuffer.wrap(question.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        await(AsyncChannels.write(socket, bytes));
      }
      while (answer.hasRemaining() && await(AsyncChannels.read(socket, answer)) >= 0) {}
    }
    return Task.of(new String(answer.array(), UTF_8));
  }

  @Test
  void talksThroughSockets() throws Exception {
    try (AsynchronousServerSocketChannel server = server()) {
      CompletableFuture<Integer> echoed = echo(server).toCompletableFuture();
      assertThat(syncWait(ask(server.getLocalAddress(), "hello, is anybody there?")))
          .isEqualTo("hello, is anybody there?");
      assertThat(echoed.get()).isEqualTo(24);
    }
  }

  @Test
  void aRefusedConnectionIsAnException() throws Exception {
    AsynchronousServerSocketChannel server = server();
    SocketAddress address = server.getLocalAddress();
    server.close();
    assertThatThrownBy(() -> syncWait(ask(address, ""))).isInstanceOf(ConnectException.class);
  }

  @Suspendable
  Task<Integer> reading(AsynchronousSocketChannel socket) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(9);
    try {
      return Task.of(await(AsyncChannels.read(socket, buffer)));
    } catch (Throwable t) {
      log.add("caught " + t);
      throw t;
    } finally {
      log.add("left, open " + socket.isOpen());
    }
  }

  @Test
  void aStopClosesTheSocketAndIsNotAnException() throws Exception {
    try (AsynchronousServerSocketChannel server = server();
        AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      socket.connect(server.getLocalAddress()).get();
      StopSource stop = new StopSource();
      CompletableFuture<Integer> read =
          reading(socket).withStopToken(stop.token()).toCompletableFuture();
      assertThat(read).isNotDone();
      stop.requestStop();
      assertThatThrownBy(read::get).isInstanceOf(CancellationException.class);
      assertThat(log).containsExactly("left, open false");
    }
  }

  @Test
  void aTimeoutEndsARead() throws Exception {
    try (AsynchronousServerSocketChannel server = server();
        AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      socket.connect(server.getLocalAddress()).get();
      assertThatThrownBy(() -> syncWait(reading(socket).timeout(Duration.ofMillis(1))))
          .isInstanceOf(TimeoutException.class);
      assertThat(socket.isOpen()).isEqualTo(log.isEmpty()); // it may not have started
    }
  }

  @Test
  void aStopBeforeTheReadLeavesTheSocketAlone() throws Exception {
    try (AsynchronousServerSocketChannel server = server();
        AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      socket.connect(server.getLocalAddress()).get();
      StopSource stop = new StopSource();
      stop.requestStop();
      assertThat(reading(socket).withStopToken(stop.token()).toCompletableFuture()).isCancelled();
      assertThat(socket.isOpen()).isTrue();
      assertThat(log).isEmpty();
    }
  }

  @Test
  void aDumpSaysWhichOperationIsAwaited() throws Exception {
    CoroutineRegistry.enable();
    try (AsynchronousServerSocketChannel server = server()) {
      CompletableFuture<?> echo = echo(server).toCompletableFuture();
      assertThat(awaited()).anyMatch(text -> text.startsWith("accept from " + server));
      echo.cancel(true);
    } finally {
      CoroutineRegistry.disable();
    }
  }

  private static List<String> awaited() {
    return CoroutineRegistry.dump().coroutines().stream()
        .map(CoroutineInfo::awaits)
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void aStopEndsAnAccept() throws Exception {
    try (AsynchronousServerSocketChannel server = server()) {
      CompletableFuture<Integer> echoed = echo(server).toCompletableFuture();
      echoed.cancel(false);
      assertThat(server.isOpen()).isFalse();
    }
  }

  @Test
  void misuseOfAChannelIsThrownAtTheAwait() throws Exception {
    try (AsynchronousServerSocketChannel server = server();
        AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      socket.connect(server.getLocalAddress()).get();
      CompletableFuture<Integer> first = reading(socket).toCompletableFuture();
      assertThatThrownBy(() -> syncWait(reading(socket))).isInstanceOf(ReadPendingException.class);
      socket.close();
      assertThatThrownBy(first::get).hasCauseInstanceOf(IOException.class);
    }
  }

  @Suspendable
  Task<Integer> serve(AsynchronousServerSocketChannel server, int clients) throws IOException {
    int answered = 0;
    try (var scope = TaskScope.open()) {
      for (int i = 0; i < clients; i++) {
        AsynchronousSocketChannel client = await(AsyncChannels.accept(server));
        scope.fork(answer(client));
        answered++;
      }
      await(scope.join());
    }
    return Task.of(answered);
  }

  @Suspendable
  Task<Void> answer(AsynchronousSocketChannel client) throws IOException {
    try (client) {
      ByteBuffer one = ByteBuffer.allocate(1);
      await(AsyncChannels.read(client, one));
      one.flip();
      await(AsyncChannels.write(client, one));
    }
    return Task.completed();
  }

  @Test
  void manyClients() throws Exception {
    try (AsynchronousServerSocketChannel server = server()) {
      CompletableFuture<Integer> served = serve(server, 50).toCompletableFuture();
      List<Task<String>> clients = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        clients.add(ask(server.getLocalAddress(), "q"));
      }
      assertThat(syncWait(Task.whenAll(clients))).hasSize(50).containsOnly("q");
      assertThat(served.get()).isEqualTo(50);
    }
  }

  // ---- Files.

  @Suspendable
  AsyncGenerator<String> chunks(Path path, int size) throws IOException {
    try (AsynchronousFileChannel file = AsynchronousFileChannel.open(path)) {
      ByteBuffer buffer = ByteBuffer.allocate(size);
      for (long position = 0; ; position += size) {
        if (await(AsyncChannels.read(file, buffer.clear(), position)) < 0) {
          return AsyncGenerator.end();
        }
        yieldValue(UTF_8.decode(buffer.flip()).toString());
      }
    }
  }

  @Suspendable
  Task<Void> write(Path path, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    try (AsynchronousFileChannel file =
        AsynchronousFileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      while (bytes.hasRemaining()) {
        await(AsyncChannels.write(file, bytes, bytes.position()));
      }
    }
    return Task.completed();
  }

  @Test
  void readsAndWritesAFile(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("file");
    syncWait(write(path, "abcdefgh"));
    assertThat(Files.readString(path)).isEqualTo("abcdefgh");
    assertThat(syncWait(chunks(path, 3).toList())).containsExactly("abc", "def", "gh");
    assertThatThrownBy(() -> syncWait(chunks(folder.resolve("none"), 1).toList()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aTaskOfAChannelMayBeAwaitedAgain(@TempDir Path folder) throws Exception {
    Path path = Files.writeString(folder.resolve("file"), "abcd");
    try (AsynchronousFileChannel file = AsynchronousFileChannel.open(path)) {
      ByteBuffer buffer = ByteBuffer.allocate(2);
      Task<Integer> read = AsyncChannels.read(file, buffer, 1);
      assertThat(syncWait(read)).isEqualTo(2);
      buffer.clear();
      assertThat(syncWait(read)).isEqualTo(2);
    }
  }

  // ---- Processes.

  private static Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void awaitsTheEndOfAProcess() throws Exception {
    assertThat(syncWait(Processes.exit(java("-version")))).isZero();
    Process failing = java("-no-such-option");
    assertThat(syncWait(Processes.exit(failing))).isEqualTo(1);
    assertThat(syncWait(Processes.exit(failing))).as("again").isEqualTo(1);
  }

  @Suspendable
  Task<Integer> waitFor(Process process, Duration grace) {
    try {
      return Task.of(await(Processes.exit(process, grace)));
    } finally {
      log.add("alive " + process.isAlive());
    }
  }

  /** A program that does not end, and says when it has started. */
  private static Process sleeping(Path folder, boolean stubborn) throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Sleeping.java"),
            """
            class Sleeping {
              public static void main(String[] stubborn) throws Exception {
                if (stubborn.length > 0) {
                  Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try { Thread.sleep(1_000_000); } catch (InterruptedException e) { }
                  }));
                }
                System.out.println("started");
                Thread.sleep(1_000_000);
              }
            }
            """);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString()));
    if (stubborn) {
      command.add("stubborn");
    }
    Process process = new ProcessBuilder(command).start();
    assertThat(process.inputReader().readLine()).isEqualTo("started");
    return process;
  }

  @Test
  void aStopEndsTheProcessAndWaitsForIt(@TempDir Path folder) throws Exception {
    Process process = sleeping(folder, false);
    StopSource stop = new StopSource();
    CompletableFuture<Integer> exit =
        waitFor(process, Duration.ofHours(1)).withStopToken(stop.token()).toCompletableFuture();
    stop.requestStop();
    assertThatThrownBy(exit::get).isInstanceOf(CancellationException.class);
    assertThat(log).containsExactly("alive false");
  }

  @Test
  void aProcessThatDoesNotEndIsForcedTo(@TempDir Path folder) throws Exception {
    Process process = sleeping(folder, true);
    StopSource stop = new StopSource();
    CompletableFuture<Integer> exit =
        waitFor(process, Duration.ofMillis(1)).withStopToken(stop.token()).toCompletableFuture();
    stop.requestStop();
    assertThatThrownBy(exit::get).isInstanceOf(CancellationException.class);
    assertThat(log).containsExactly("alive false");
  }

  // ---- Publishers.

  private Flow.Publisher<Integer> numbers(int n) {
    return subscriber -> {
      log.add("subscribed");
      count(n).toPublisher().subscribe(subscriber);
    };
  }

  @Suspendable
  AsyncGenerator<Integer> count(int n) {
    try {
      for (int i = 0; i < n; i++) {
        yieldValue(i);
      }
    } finally {
      log.add("left");
    }
    return AsyncGenerator.end();
  }

  @Test
  void oneValueOfAPublisher() throws Exception {
    Task<Integer> first = Publishers.first(numbers(5));
    assertThat(log).isEmpty();
    assertThat(syncWait(first)).isZero();
    assertThat(log).as("cancelled").containsExactly("subscribed", "left");
    assertThat(syncWait(first)).isZero();
    assertThat(syncWait(Publishers.last(numbers(5)))).isEqualTo(4);
    assertThat(syncWait(Publishers.single(numbers(1)))).isZero();
  }

  @Test
  void noneOrTooMany() {
    assertThatThrownBy(() -> syncWait(Publishers.first(numbers(0))))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> syncWait(Publishers.last(numbers(0))))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> syncWait(Publishers.single(numbers(0))))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> syncWait(Publishers.single(numbers(9))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(log.stream().filter("left"::equals)).hasSize(4);
  }

  @Test
  void anErrorOfThePublisherIsThrown() {
    Flow.Publisher<Integer> failing =
        count(3)
            .map(
                i -> {
                  if (i == 1) {
                    throw new IllegalStateException("at " + i);
                  }
                  return i;
                })
            .toPublisher();
    assertThatThrownBy(() -> syncWait(Publishers.last(failing))).hasMessage("at 1");
  }

  @Suspendable
  Task<Integer> firstOf(Flow.Publisher<Integer> publisher) {
    try {
      return Task.of(await(Publishers.first(publisher)));
    } catch (Exception e) {
      log.add("caught " + e);
      throw e;
    }
  }

  @Test
  void aStopCancelsTheSubscription() throws Exception {
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
      StopSource stop = new StopSource();
      CompletableFuture<Integer> first =
          firstOf(publisher).withStopToken(stop.token()).toCompletableFuture();
      assertThat(publisher.hasSubscribers()).isTrue();
      stop.requestStop();
      assertThat(first).isCancelled();
      publisher.submit(1); // finds out that the subscription is cancelled
      while (publisher.hasSubscribers()) {
        Thread.onSpinWait();
      }
      assertThat(log).isEmpty();
    }
  }

  @Test
  void aValueOfAnotherThread() throws Exception {
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
      CompletableFuture<Integer> first = firstOf(publisher).toCompletableFuture();
      publisher.submit(7);
      assertThat(first.get()).isEqualTo(7);
    }
  }
}
