package dev.suspendable.samples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text to read.
 *
 * @param name the name of the text in the report
 * @param source the source of its characters
 */
record Text(String name, Source source) {
  private static final String SHIPPED = "ferry.txt";

  /** Opens a text. */
  @FunctionalInterface
  interface Source {
    BufferedReader open() throws IOException;
  }

  /** Returns the text that comes with the sample. */
  static Text shipped() {
    return new Text(SHIPPED + " (which comes with the sample)", Text::openShipped);
  }

  /**
   * Returns the text of a file.
   *
   * @throws IOException if it cannot be read, with a message for the user
   */
  static Text file(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new IOException(file + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": this is a directory, not a text file");
    }
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": this file cannot be read");
    }
    return new Text(file.toString(), () -> Files.newBufferedReader(file));
  }

  /** Returns a text in memory. */
  static Text of(String name, String characters) {
    return new Text(name, () -> new BufferedReader(new StringReader(characters)));
  }

  /** Opens the text, from the start. */
  BufferedReader open() throws IOException {
    return source.open();
  }

  private static BufferedReader openShipped() throws IOException {
    InputStream stream = Text.class.getResourceAsStream(SHIPPED);
    if (stream == null) {
      throw new IOException(SHIPPED + ": the sample was packaged without it");
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }
}
