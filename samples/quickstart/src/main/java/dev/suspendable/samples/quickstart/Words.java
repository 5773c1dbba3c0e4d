package dev.suspendable.samples.quickstart;

import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.annotations.Suspendable;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits texts into words. */
final class Words {
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['\u2019]\\p{L}+)*");

  private Words() {}

  /**
   * Returns the words of a text in lower case. Each is read when it is requested.
   *
   * <p>The return type makes this a generator: a call runs nothing of the body. The consumer's
   * {@code next()} runs it up to the next {@code yieldValue}, where it is suspended in the middle
   * of its loops, with the file open. When the consumer closes the generator early, or reaches the
   * end, the {@code try} closes the file.
   *
   * @throws IOException declared here, where the call is; at run time the {@code next()} that runs
   *     into it throws it
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
