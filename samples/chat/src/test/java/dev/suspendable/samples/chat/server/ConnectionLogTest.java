package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.TestRun;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A mistake of ours that ends a connection is in the log; a client that vanishes is not. */
class ConnectionLogTest {
  /** Takes the values of the thread where it logs, and not where it is asked. */
  private static final class WithContext extends ListAppender<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      event.prepareForDeferredProcessing();
      super.append(event);
    }
  }

  @Suspendable
  private static Task<List<ILoggingEvent>> logOf(Throwable fault, TestRun run) throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(Connection.class);
    ListAppender<ILoggingEvent> log = new WithContext();
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
    logger.setAdditive(false); // nothing is printed
    try {
      SimulatedServer server = new SimulatedServer(run);
      server.client().fault = fault;
      await(server.serve());
      return Task.of(log.list);
    } finally {
      logger.detachAppender(log);
      logger.setAdditive(true);
      logger.setLevel(null);
    }
  }

  @SuspendableTest
  @Suspendable
  Task<Void> aMistake(TestRun run) throws IOException {
    List<ILoggingEvent> log = await(logOf(new AssertionError("ours"), run));
    assertThat(log).hasSize(1);
    assertThat(log.get(0).getLevel()).isEqualTo(Level.ERROR);
    assertThat(log.get(0).getMDCPropertyMap()).containsEntry("connection", "1");
    assertThat(log.get(0).getThrowableProxy().getMessage()).isEqualTo("ours");
    return Task.completed();
  }

  @SuspendableTest
  @Suspendable
  Task<Void> aClientThatVanishes(TestRun run) throws IOException {
    assertThat(await(logOf(new EOFException("reset"), run))).isEmpty();
    return Task.completed();
  }
}
