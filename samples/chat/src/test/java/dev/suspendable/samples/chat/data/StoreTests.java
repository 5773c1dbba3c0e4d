package dev.suspendable.samples.chat.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.samples.chat.data.StoreException.Code;
import dev.suspendable.scope.StopSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. A subclass names the store, and its tests run all of these. */
abstract class StoreTests {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

  private Instant now = START;
  final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  Store store;

  /** Opens a store without any data. */
  abstract Store open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() throws Exception {
    Task.syncWait(store.close());
  }

  static <T> T get(Task<T> task) throws InterruptedException {
    return Task.syncWait(task);
  }

  @Test
  void aNameIsGivenOnce() throws Exception {
    assertThat(get(store.register("ada", "secret"))).isEqualTo(new User("ada"));
    fails(store.register("ada", "other"), Code.TAKEN);
    assertThat(get(store.login("ada", "secret")).user().name()).isEqualTo("ada");
    fails(store.login("ada", "other"), Code.BAD_CREDENTIALS);
    fails(store.login("eve", "secret"), Code.BAD_CREDENTIALS);
  }

  @Test
  void aNameIsGivenOnceToManyAtTheSameTime() throws Exception {
    List<CompletableFuture<User>> attempts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      attempts.add(start(store.register("ada", "secret " + i)));
    }
    int successes = 0;
    for (CompletableFuture<User> attempt : attempts) {
      try {
        attempt.join();
        successes++;
      } catch (Exception e) {
        assertThat(e.getCause()).isInstanceOf(StoreException.class);
        assertThat(((StoreException) e.getCause()).code()).isEqualTo(Code.TAKEN);
      }
    }
    assertThat(successes).isEqualTo(1);
  }

  @Test
  void aTokenIsValidForItsTime() throws Exception {
    get(store.register("ada", "secret"));
    Session session = get(store.login("ada", "secret"));
    assertThat(session.expires()).isEqualTo(START.plus(Duration.ofHours(1)));
    now = session.expires().minusMillis(1);
    assertThat(get(store.resume(session.token()))).isEqualTo(session);
    now = session.expires();
    fails(store.resume(session.token()), Code.EXPIRED);
    fails(store.resume("made up"), Code.BAD_CREDENTIALS);
  }

  /**
   * The clock of the machine may be set back: then tokens live longer, and numbers stay in order.
   */
  @Test
  void aClockThatGoesBack() throws Exception {
    get(store.register("ada", "secret"));
    Session session = get(store.login("ada", "secret"));
    Posted first = get(store.post("ada", "lobby", "k1", "one"));
    now = START.minus(Duration.ofDays(400));
    assertThat(get(store.resume(session.token()))).isEqualTo(session);
    Posted second = get(store.post("ada", "lobby", "k2", "two"));
    assertThat(second.seq()).isEqualTo(first.seq() + 1);
    assertThat(get(store.after("lobby", 0, 10)))
        .extracting(Message::text)
        .containsExactly("one", "two");
  }

  @Test
  void messagesOfARoomAreNumbered() throws Exception {
    get(store.register("ada", "secret"));
    assertThat(get(store.last("lobby"))).isZero();
    assertThat(get(store.after("lobby", 0, 10))).isEmpty();
    for (int i = 1; i <= 5; i++) {
      Posted posted = get(store.post("ada", "lobby", "k" + i, "text " + i));
      assertThat(posted).isEqualTo(new Posted(i, START, false));
    }
    assertThat(get(store.post("ada", "attic", "k6", "up here")).seq()).isEqualTo(1);
    assertThat(get(store.last("lobby"))).isEqualTo(5);
    assertThat(get(store.after("lobby", 3, 10)))
        .containsExactly(
            new Message("lobby", 4, "ada", "text 4", START),
            new Message("lobby", 5, "ada", "text 5", START));
    assertThat(seqs(store.after("lobby", 1, 2))).containsExactly(2L, 3L);
    assertThat(seqs(store.before("lobby", 5, 2))).containsExactly(3L, 4L);
    assertThat(seqs(store.before("lobby", Long.MAX_VALUE, 3))).containsExactly(3L, 4L, 5L);
    assertThat(seqs(store.before("lobby", 2, 10))).containsExactly(1L);
    assertThat(seqs(store.before("lobby", 1, 10))).isEmpty();
    assertThat(seqs(store.after("lobby", 5, 10))).isEmpty();
  }

  @Test
  void aKeyIsPostedOnce() throws Exception {
    get(store.register("ada", "secret"));
    get(store.register("bob", "secret"));
    Posted first = get(store.post("ada", "lobby", "key", "text"));
    now = now.plusSeconds(1);
    Posted again = get(store.post("ada", "lobby", "key", "another text"));
    assertThat(again).isEqualTo(new Posted(first.seq(), first.time(), true));
    fails(store.post("ada", "attic", "key", "text"), Code.TAKEN);
    assertThat(get(store.post("bob", "lobby", "key", "text")).duplicate()).isFalse();
    assertThat(get(store.after("lobby", 0, 10)))
        .extracting(Message::user)
        .containsExactly("ada", "bob");
  }

  /** Each message is posted by two at the same time, as if its client had lost its connection. */
  @Test
  void numbersHaveNoGapsUnderConcurrency() throws Exception {
    get(store.register("ada", "secret"));
    int messages = 60;
    List<CompletableFuture<Posted>> posts = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      for (int copy = 0; copy < 2; copy++) {
        posts.add(start(store.post("ada", "room " + i % 3, "k" + i, "text " + i)));
      }
    }
    Map<String, Integer> firsts = new HashMap<>();
    for (int i = 0; i < messages; i++) {
      Posted one = posts.get(2 * i).join();
      Posted other = posts.get(2 * i + 1).join();
      assertThat(one.seq()).isEqualTo(other.seq());
      assertThat(one.duplicate()).isNotEqualTo(other.duplicate());
      firsts.merge("room " + i % 3, 1, Integer::sum);
    }
    for (var room : firsts.entrySet()) {
      List<Long> expected = LongStream.rangeClosed(1, room.getValue()).boxed().toList();
      assertThat(seqs(store.after(room.getKey(), 0, 1000))).isEqualTo(expected);
    }
  }

  @Test
  void whoReadsWhileOthersPostSeesNoGap() throws Exception {
    get(store.register("ada", "secret"));
    List<CompletableFuture<Posted>> posts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      posts.add(start(store.post("ada", "lobby", "k" + i, "text")));
    }
    List<Long> seen = new ArrayList<>();
    while (seen.size() < 60) {
      seen.addAll(seqs(store.after("lobby", seen.size(), 7)));
    }
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    posts.forEach(CompletableFuture::join);
  }

  /**
   * A stop must not break what other requests use, and either all of a request happens, or nothing.
   */
  @Test
  void stopsAtAnyTimeDoNoHarm() throws Exception {
    get(store.register("ada", "secret"));
    for (int i = 0; i < 200; i++) {
      StopSource source = new StopSource();
      CompletableFuture<Posted> post =
          start(store.post("ada", "lobby", "k" + i, "text").withStopToken(source.token()));
      if (i % 4 != 0) {
        for (long end = System.nanoTime() + i * 10_000L; System.nanoTime() < end; ) {
          Thread.onSpinWait();
        }
      }
      source.requestStop();
      try {
        post.join();
      } catch (CancellationException stopped) {
        // whether it has been committed is known by asking
      }
    }
    for (int i = 0; i < 200; i++) {
      get(store.post("ada", "lobby", "k" + i, "text"));
    }
    assertThat(seqs(store.after("lobby", 0, 1000)))
        .isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void textsOfAllKinds() throws Exception {
    get(store.register("Zoë 🙂", "pässwörd 🙂"));
    assertThat(get(store.login("Zoë 🙂", "pässwörd 🙂")).user().name()).isEqualTo("Zoë 🙂");
    String text = "'; drop table messages; -- 🙂 \t\n" + "x".repeat(20_000);
    get(store.post("Zoë 🙂", "Küche", "k", text));
    assertThat(get(store.after("Küche", 0, 1)).get(0).text()).isEqualTo(text);
  }

  <T> CompletableFuture<T> start(Task<T> task) {
    return task.on(ForkJoinPool.commonPool()).toCompletableFuture();
  }

  static List<Long> seqs(Task<List<Message>> messages) throws InterruptedException {
    return get(messages).stream().map(Message::seq).toList();
  }

  static void fails(Task<?> task, Code code) {
    assertThatThrownBy(() -> get(task))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
