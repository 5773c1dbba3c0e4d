package dev.suspendable.processor.eclipse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/**
 * A run of javac.
 *
 * @param options without files
 * @param files to compile
 */
record JavacRun(List<String> options, List<Path> files) {
  JavacRun {
    options = List.copyOf(options);
    files = List.copyOf(files);
  }

  /**
   * A message of javac.
   *
   * @param file the path of a file; empty if it is about none
   * @param line from 1, or less if it is about none
   * @param start the place in the file, or less than 0
   * @param end the end of that place
   */
  record Message(boolean isError, String file, int line, int start, int end, String text) {
    private void write(DataOutput out) throws IOException {
      out.writeBoolean(isError);
      writeText(out, file);
      out.writeInt(line);
      out.writeInt(start);
      out.writeInt(end);
      writeText(out, text);
    }

    private static Message read(DataInput in) throws IOException {
      return new Message(
          in.readBoolean(), readText(in), in.readInt(), in.readInt(), in.readInt(), readText(in));
    }
  }

  /** The result; without success there is an error among the messages. */
  record Result(boolean success, List<Message> messages) {
    void write(DataOutput out) throws IOException {
      out.writeBoolean(success);
      out.writeInt(messages.size());
      for (Message message : messages) {
        message.write(out);
      }
    }

    static Result read(DataInput in) throws IOException {
      boolean success = in.readBoolean();
      List<Message> messages = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        messages.add(Message.read(in));
      }
      return new Result(success, List.copyOf(messages));
    }
  }

  void write(DataOutput out) throws IOException {
    writeTexts(out, options);
    writeTexts(out, files.stream().map(Path::toString).toList());
  }

  static JavacRun read(DataInput in) throws IOException {
    return new JavacRun(readTexts(in), readTexts(in).stream().map(Path::of).toList());
  }

  /** Runs javac in this JVM. */
  Result in(JavaCompiler javac) throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    StringWriter output = new StringWriter();
    boolean success;
    try (StandardJavaFileManager manager = javac.getStandardFileManager(found, null, null)) {
      success =
          javac
              .getTask(
                  output,
                  manager,
                  found,
                  options,
                  null,
                  manager.getJavaFileObjects(files.toArray(Path[]::new)))
              .call();
    } catch (RuntimeException e) { // javac refuses an option, or a processor has failed
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return failure("javac: " + cause);
    }
    List<Message> messages = new ArrayList<>();
    found.getDiagnostics().stream()
        .filter(JavacRun::isShown)
        .map(JavacRun::of)
        .forEach(messages::add);
    if (!success && messages.stream().noneMatch(Message::isError)) {
      return failure("javac: " + output.toString().strip());
    }
    return new Result(success, List.copyOf(messages));
  }

  /** A run that has failed as a whole. */
  static Result failure(String reason) {
    return new Result(false, List.of(new Message(true, "", 0, -1, -1, reason)));
  }

  /** Eclipse's compiler has warned of what javac warns of; only we warn of suspensions. */
  private static boolean isShown(Diagnostic<?> diagnostic) {
    return switch (diagnostic.getKind()) {
      case ERROR -> true;
      case WARNING, MANDATORY_WARNING -> diagnostic.getMessage(null).contains("[suspendable:");
      default -> false;
    };
  }

  private static Message of(Diagnostic<? extends @Nullable JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    URI uri = source == null ? null : source.toUri();
    return new Message(
        diagnostic.getKind() == Diagnostic.Kind.ERROR,
        uri != null && "file".equals(uri.getScheme()) ? Path.of(uri).toString() : "",
        (int) diagnostic.getLineNumber(),
        (int) diagnostic.getStartPosition(),
        (int) diagnostic.getEndPosition(),
        diagnostic.getMessage(null));
  }

  private static void writeTexts(DataOutput out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(readText(in));
    }
    return texts;
  }

  /** Unlike {@code writeUTF}, without a limit: a class path may be long. */
  private static void writeText(DataOutput out, String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private static String readText(DataInput in) throws IOException {
    char[] text = new char[in.readInt()];
    for (int i = 0; i < text.length; i++) {
      text[i] = in.readChar();
    }
    return new String(text);
  }
}
