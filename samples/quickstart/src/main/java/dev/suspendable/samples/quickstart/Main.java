package dev.suspendable.samples.quickstart;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.samples.quickstart.CommandLine.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The quickstart. The package's documentation says where to begin reading. */
public final class Main {
  private static final int FAILURE = 1;
  private static final int WRONG_USAGE = 2;

  private static final int MOST_FREQUENT = 8;
  private static final int LONG_WORD = 5;
  private static final int WORKERS = 3;

  // Long enough for any answer that does arrive, also on a busy machine.
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private Main() {}

  /** Runs the sample. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /**
   * Runs the sample.
   *
   * @return the exit code
   */
  static int run(PrintStream out, PrintStream err, String... arguments) {
    try {
      CommandLine commandLine = CommandLine.parse(arguments);
      if (commandLine.help()) {
        out.print(CommandLine.USAGE);
      } else {
        report(commandLine.text(), new Report(out));
      }
      return 0;
    } catch (UsageException e) {
      err.println("quickstart: " + e.getMessage() + "; see --help");
      return WRONG_USAGE;
    } catch (IOException e) {
      err.println("quickstart: " + e.getMessage());
      return FAILURE;
    } catch (InterruptedException e) {
      err.println("quickstart: interrupted");
      return FAILURE;
    }
  }

  private static void report(Text text, Report report) throws IOException, InterruptedException {
    WordCount count = count(text);
    report.words(text, count);
    Findings findings = lookUp(count.mostFrequent(MOST_FREQUENT, LONG_WORD), PATIENCE);
    report.findings(count, findings);
    report.threads(findings);
    GeneratedSources.of(Main.class).ifPresent(report::generated);
  }

  /**
   * Consumes a generator. Closing it lets its body close the file, at whatever point the count
   * ends.
   */
  static WordCount count(Text text) throws IOException {
    try (Generator<String> words = Words.in(text)) {
      return WordCount.of(words);
    } catch (CharacterCodingException e) {
      throw new IOException(text.name() + ": this is not UTF-8 text", e);
    }
  }

  /**
   * Runs a task from code that is not a coroutine: this thread waits until the task has completed.
   */
  static Findings lookUp(List<String> words, Duration patience)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, new NamedThreads("worker"));
    try (DictionaryServer server = DictionaryServer.start()) {
      Dictionary dictionary = new Dictionary(server.uri(), workers, patience);
      return Task.syncWait(dictionary.lookUpAll(words));
    } finally {
      workers.shutdown();
    }
  }
}
