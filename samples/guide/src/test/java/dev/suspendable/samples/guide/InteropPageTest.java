package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.interop.AsyncChannels;
import dev.suspendable.interop.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of interop.md. */
class InteropPageTest {
  @Suspendable
  Task<String> ask(SocketAddress server, String question) throws IOException {
    try (AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      await(AsyncChannels.connect(socket, server));
      ByteBuffer bytes = ByteBuffer.wrap(question.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        await(AsyncChannels.write(socket, bytes));
      }
      socket.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(1000);
      while (await(AsyncChannels.read(socket, answer)) >= 0) {}
      return Task.of(new String(answer.array(), 0, answer.position(), UTF_8));
    }
  }

  @Suspendable
  Task<Void> echo(AsynchronousServerSocketChannel server) throws IOException {
    try (AsynchronousSocketChannel client = await(AsyncChannels.accept(server))) {
      ByteBuffer buffer = ByteBuffer.allocate(1000);
      while (await(AsyncChannels.read(client, buffer)) >= 0) {}
      buffer.flip();
      while (buffer.hasRemaining()) {
        await(AsyncChannels.write(client, buffer));
      }
    }
    return Task.completed();
  }

  @Test
  void sockets() throws Exception {
    try (AsynchronousServerSocketChannel server =
        AsynchronousServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      CompletableFuture<Void> echoed = echo(server).toCompletableFuture();
      assertThat(syncWait(ask(server.getLocalAddress(), "hello"))).isEqualTo("hello");
      echoed.get();
    }
  }

  @Suspendable
  Task<Integer> compile(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    int exit = await(Processes.exit(process).timeout(Duration.ofMinutes(1)));
    return Task.of(exit);
  }

  @Test
  void processes() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(syncWait(compile(List.of(java, "-version")))).isZero();
  }

  @Suspendable
  Task<Long> words(Path file) throws IOException {
    String text = await(Task.blocking(() -> Files.readString(file)), IOException.class);
    return Task.of(text.split("\\s+").length + 0L);
  }

  @Test
  void blocking(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("text"), "one two");
    assertThat(syncWait(words(file))).isEqualTo(2);
  }
}
