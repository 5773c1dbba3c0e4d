package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.debug.CoroutineRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.management.Attribute;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry from outside of the program: by JMX, as jconsole does, and by the property. */
class CoroutinesMXBeanTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @AfterEach
  void off() {
    CoroutineRegistry.disable();
  }

  @Suspendable
  static Task<String> waiting(CompletableFuture<String> gate, String user) {
    return Task.of(await(gate) + user);
  }

  private Object call(ObjectName bean, String operation, String... arguments) throws Exception {
    String[] signature = new String[arguments.length];
    Arrays.fill(signature, String.class.getName());
    return server.invoke(bean, operation, arguments, signature);
  }

  @Test
  void bean(@TempDir Path folder) throws Exception {
    CoroutineRegistry.registerMXBean();
    CoroutineRegistry.registerMXBean(); // does nothing
    ObjectName bean = new ObjectName("dev.suspendable:type=Coroutines");
    assertThat(server.getAttribute(bean, "Enabled")).isEqualTo(false);
    server.setAttribute(bean, new Attribute("Enabled", true));
    assertThat(CoroutineRegistry.isEnabled()).isTrue();
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> result = waiting(gate, "ann").toCompletableFuture();

    assertThat(server.getAttribute(bean, "Count")).isEqualTo(1);
    assertThat((String) call(bean, "dumpText")).contains("user = \"ann\"");
    assertThat((String) call(bean, "dumpJson")).contains("\"user\": \"\\\"ann\\\"\"");
    Path json = folder.resolve("dump.json");
    Path text = folder.resolve("dump.txt");
    call(bean, "dumpToFile", json.toString());
    call(bean, "dumpToFile", text.toString());
    assertThat(Files.readString(json)).startsWith("{\"time\": ");
    assertThat(Files.readString(text)).startsWith("1 coroutine at ");
    assertThatThrownBy(() -> call(bean, "dumpToFile", text.toString()))
        .isInstanceOf(MBeanException.class)
        .hasCauseInstanceOf(FileAlreadyExistsException.class);

    server.setAttribute(bean, new Attribute("Enabled", true));
    assertThat(server.getAttribute(bean, "Count")).as("switched on twice").isEqualTo(1);
    server.setAttribute(bean, new Attribute("Enabled", false));
    assertThat(CoroutineRegistry.isEnabled()).isFalse();
    gate.complete("");
    assertThat(result).isCompletedWithValue("ann");
  }

  /** A program that is started with the property. */
  static final class Program {
    private Program() {}

    public static void main(String... args) {
      CompletableFuture<String> result =
          waiting(new CompletableFuture<>(), "ann").toCompletableFuture();
      System.out.println(CoroutineRegistry.isEnabled() + " " + CoroutineRegistry.count());
      try {
        System.out.println(
            ManagementFactory.getPlatformMBeanServer()
                .isRegistered(new ObjectName("dev.suspendable:type=Coroutines")));
      } catch (Exception | NoClassDefFoundError e) {
        System.out.println(e.getClass().getSimpleName());
      }
      result.cancel(true);
    }
  }

  private static List<String> run(String... options) throws IOException, InterruptedException {
    return ChildJvm.run(Program.class, options);
  }

  @Test
  void property() throws Exception {
    assertThat(run()).containsExactly("false 0", "false");
    assertThat(run("-Ddev.suspendable.registry=on")).containsExactly("true 1", "true");
    assertThat(run("-Ddev.suspendable.registry=all")).containsExactly("true 1", "true");
    assertThat(run("-Ddev.suspendable.registry=off")).containsExactly("false 0", "true");
  }

  @Test
  void withoutTheModuleOfTheBean() throws Exception {
    assertThat(run("-Ddev.suspendable.registry=on", "--limit-modules", "java.base"))
        .containsExactly("true 1", "NoClassDefFoundError");
  }
}
