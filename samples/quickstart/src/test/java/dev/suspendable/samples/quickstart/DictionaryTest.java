package dev.suspendable.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.suspendable.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  /** For words that are answered: never expires. */
  private static final Duration PATIENT = Duration.ofMinutes(5);

  /** For a word that is never answered: always expires, so it can be short. */
  private static final Duration IMPATIENT = Duration.ofMillis(20);

  private final ExecutorService workers =
      Executors.newFixedThreadPool(2, new NamedThreads("worker"));
  private DictionaryServer server;

  @BeforeEach
  void start() throws IOException {
    server = DictionaryServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
    workers.shutdown();
  }

  @Test
  void findsAWord() throws Exception {
    Finding finding = Task.syncWait(dictionary(PATIENT).lookUp("water"));

    assertThat(finding.word()).isEqualTo("water");
    assertThat(finding.answer()).isEqualTo("noun: what a boat needs below it");
  }

  @Test
  void knowsWhatTheTextThatComesWithTheSampleAsks() throws Exception {
    List<String> words = new ArrayList<>(Main.count(Text.shipped()).mostFrequent(8, 5));
    assertThat(words.remove("river")).isTrue(); // is never answered

    assertThat(Task.syncWait(dictionary(PATIENT).lookUpAll(words)).all())
        .extracting(Finding::word, Finding::answer)
        .containsExactly(
            tuple("ferry", "noun: a boat that goes to and fro across a water"),
            tuple("carpenter", "noun: a person who mends what is made of wood"),
            tuple("letter", "noun: a message that rests until somebody opens it"),
            tuple("ferryman", "(not in the dictionary)"),
            tuple("geese", "(an entry with something missing)"),
            tuple("water", "noun: what a boat needs below it"),
            tuple("lantern", "noun: a light in a case, to be carried about"));
  }

  @Test
  void catchesThatAWordIsUnknown() throws Exception {
    Finding finding = Task.syncWait(dictionary(PATIENT).lookUp("gondola's"));

    assertThat(finding.answer()).isEqualTo("(not in the dictionary)");
  }

  @Test
  void catchesThatAnAnswerTakesTooLong() throws Exception {
    Finding finding = Task.syncWait(dictionary(IMPATIENT).lookUp("river"));

    assertThat(finding.answer()).isEqualTo("(no answer within 20 ms)");
  }

  @Test
  void endsEachLookupOnAThreadOfItsOwn() throws Exception {
    for (String word : List.of("water", "gondola")) {
      Finding finding = Task.syncWait(dictionary(PATIENT).lookUp(word));

      assertThat(finding.threads())
          .hasSizeGreaterThan(1)
          .startsWith(Thread.currentThread().getName());
      assertThat(finding.threads().get(finding.threads().size() - 1)).startsWith("worker-");
    }
  }

  @Test
  void keepsTheOrderOfTheWords() throws Exception {
    Findings findings =
        Task.syncWait(dictionary(PATIENT).lookUpAll(List.of("geese", "gondola", "ferry")));

    assertThat(findings.all())
        .extracting(Finding::answer)
        .containsExactly(
            "(an entry with something missing)",
            "(not in the dictionary)",
            "noun: a boat that goes to and fro across a water");
  }

  @Test
  void doesNotCatchOtherFailures() throws Exception {
    URI nobody = server.uri();
    server.close();
    Dictionary dictionary = new Dictionary(nobody, workers, PATIENT);

    assertThatThrownBy(() -> Task.syncWait(dictionary.lookUp("ferry")))
        .isInstanceOf(ConnectException.class);
  }

  private Dictionary dictionary(Duration patience) {
    return new Dictionary(server.uri(), workers, patience);
  }
}
