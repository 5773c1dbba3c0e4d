package dev.suspendable.samples.quickstart;

import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.annotations.Suspendable;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes texts apart. */
final class Words {
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['\u2019]\\p{L}+)*");

  private Words() {}

  /**
   * The words of a text in lower case, each read when it is asked for.
   *
   * <p>The return type makes this a generator: a call runs nothing of the body. The consumer's
   * {@code next()} runs it up to the next {@code yieldValue}, where it rests in the middle of its
   * loops, with the file open. When the consumer is done with it, half-way or at the end, the
   * {@code try} closes the file.
   *
   * @throws IOException declared here, where the call is; at run time it comes out of the {@code
   *     next()} that meets it
   */
  @Suspendable
  static Generator<String> in(Text text) throws IOException {
    try (BufferedReader lines = text.open()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher word = WORD.matcher(line);
        while (word.find()) {
          yieldValue(word.group().toLowerCase(Locale.ROOT));
        }
      }
    }
    return Generator.end();
  }
}
