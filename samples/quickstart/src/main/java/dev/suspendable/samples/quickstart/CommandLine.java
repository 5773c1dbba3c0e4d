package dev.suspendable.samples.quickstart;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The parsed command line.
 *
 * @param file the file to read, or empty for the text that comes with the sample
 */
record CommandLine(boolean help, Optional<String> file) {
  static final String USAGE =
      """
      Usage: quickstart [FILE]

      Counts the words of a UTF-8 text and asks a dictionary server, which it starts itself on this
      machine, about the most frequent ones. Without FILE it reads a text that comes with it.

        -h, --help  print this and exit
      """;

  /** The command line is invalid. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }

  static CommandLine parse(String... arguments) throws UsageException {
    Optional<String> file = Optional.empty();
    for (String argument : arguments) {
      if (argument.equals("-h") || argument.equals("--help")) {
        return new CommandLine(true, Optional.empty());
      }
      if (argument.startsWith("-")) {
        throw new UsageException("unknown option " + argument);
      }
      if (argument.isEmpty()) {
        throw new UsageException("the name of the file is empty");
      }
      if (file.isPresent()) {
        throw new UsageException("one file at most, but there is also " + argument);
      }
      file = Optional.of(argument);
    }
    return new CommandLine(false, file);
  }

  /**
   * Returns the text to read.
   *
   * @throws IOException if it cannot be read, with a message for the user
   */
  Text text() throws IOException {
    if (file.isEmpty()) {
      return Text.shipped();
    }
    try {
      return Text.file(Path.of(file.get()));
    } catch (InvalidPathException e) {
      throw new IOException(file.get() + ": this cannot be the name of a file", e);
    }
  }
}
