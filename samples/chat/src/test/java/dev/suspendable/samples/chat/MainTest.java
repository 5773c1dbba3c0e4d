package dev.suspendable.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The server as a process, and the signals that end it. Runs with the class path of the tests, and
 * once more with the packaged jar: that has the libraries that a user has.
 */
class MainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Process start(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("chat.jar", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--port=0",
                "--http=0",
                "--data=jdbc:h2:mem:main",
                "--hash.rounds=1"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static ChatClient connect(BufferedReader output) throws Exception {
    String line = output.readLine();
    while (line != null && !line.startsWith("tcp ")) { // warnings of libraries, on newer JDKs
      line = output.readLine();
    }
    assertThat(line).isNotNull();
    int port = Integer.parseInt(line.substring(4, line.indexOf(',')));
    ChatClient client =
        new ChatClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
    client.send(new Request.Register(1, "ada", "secret"));
    assertThat(client.receive()).isInstanceOf(Event.Welcome.class);
    return client;
  }

  private static void end(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void aSignalEndsItInOrder() throws Exception {
    Process process = start();
    try (BufferedReader output = process.inputReader();
        ChatClient client = connect(output)) {
      process.toHandle().destroy(); // SIGTERM; that of Process closes its output
      assertThat(client.receive()).isEqualTo(new Event.Bye("shutdown"));
      client.close();
      assertThat(output.lines().toList()).endsWith("ended");
      end(process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    Process process = start("--limit.closing=PT1H", "--limit.drain=PT1H");
    try (BufferedReader output = process.inputReader();
        ChatClient client = connect(output)) {
      process.toHandle().destroy();
      assertThat(client.receive()).isEqualTo(new Event.Bye("shutdown"));
      assertThat(process.isAlive()).isTrue();
      process.toHandle().destroy();
      assertThat(output.lines().toList()).endsWith("killed");
      end(process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aWrongArgumentIsExplained() {
    assertThatThrownBy(() -> new Settings("--prot=1")).hasMessage("there is no setting --prot");
    assertThatThrownBy(() -> new Settings("7070")).hasMessageContaining("--name=value");
    assertThatThrownBy(() -> new Settings("--limit.idel=PT1S"))
        .hasMessage("there is no limit idel");
    assertThatThrownBy(() -> new Settings("--limit.idle=1m"))
        .hasMessage("--limit.idle=1m is not a duration, such as PT30S");
    assertThatThrownBy(() -> new Settings("--limit.connections=many"))
        .hasMessage("--limit.connections=many is not a number");
    assertThatThrownBy(() -> new Settings("--dump=maybe"))
        .hasMessage("--dump=maybe is neither on nor off");
    assertThatThrownBy(() -> new Settings("--http=80800"))
        .hasMessage("--http=80800 is not a number from 0 to 65535");
    Settings settings = new Settings("--limit.idle=PT1M", "--limit.connections=7", "--port=1");
    assertThat(settings.limits().idle).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.limits().connections).isEqualTo(7);
    assertThat(settings.port("port")).isEqualTo(1);
  }
}
