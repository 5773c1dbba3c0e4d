package dev.suspendable.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Generator;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void areInLowerCase() throws IOException {
    assertThat(Words.in(text("The ferryman's\nFERRY -- (née Fähre), 1 of 2.")).stream())
        .containsExactly("the", "ferryman's", "ferry", "née", "fähre", "of");
  }

  @Test
  void areReadWhenTheyAreAskedFor() throws IOException {
    Generator<String> words = Words.in(text("one two"));
    assertThat(opened).hasValue(0);

    assertThat(words.next()).isEqualTo("one");
    assertThat(opened).hasValue(1);
  }

  @Test
  void closeTheTextAtItsEnd() throws IOException {
    Words.in(text("one two")).forEachRemaining(word -> assertThat(closed).hasValue(0));

    assertThat(closed).hasValue(1);
  }

  @Test
  void closeTheTextWhenTheConsumerStopsHalfWay() throws IOException {
    try (Generator<String> words = Words.in(text("one two"))) {
      assertThat(words.next()).isEqualTo("one");
    }

    assertThat(closed).hasValue(1);
  }

  @Test
  void letAnExceptionOutToTheConsumer() throws IOException {
    IOException failure = new IOException("no text today");
    Generator<String> words =
        Words.in(
            new Text(
                "test",
                () -> {
                  throw failure;
                }));

    assertThatThrownBy(words::hasNext).isSameAs(failure);
  }

  @Test
  void areCounted() throws IOException {
    WordCount count = WordCount.of(Words.in(text("b a b ccc dd ccc a e")));

    assertThat(count.total()).isEqualTo(8);
    assertThat(count.different()).isEqualTo(5);
    assertThat(count.of("b")).isEqualTo(2);
    assertThat(count.of("z")).isZero();
    assertThat(count.mostFrequent(3, 1)).containsExactly("a", "b", "ccc");
    assertThat(count.mostFrequent(9, 2)).containsExactly("ccc", "dd");
  }

  private Text text(String characters) {
    return new Text(
        "test",
        () -> {
          opened.incrementAndGet();
          return new BufferedReader(closing(new StringReader(characters)));
        });
  }

  private Reader closing(Reader reader) {
    return new FilterReader(reader) {
      @Override
      public void close() throws IOException {
        closed.incrementAndGet();
        super.close();
      }
    };
  }
}
