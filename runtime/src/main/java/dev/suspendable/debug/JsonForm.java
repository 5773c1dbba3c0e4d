package dev.suspendable.debug;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a dump as JSON (RFC 8259), in ASCII, so that the encoding of a file does not matter. */
final class JsonForm {
  private final Appendable out;

  JsonForm(Appendable out) {
    this.out = out;
  }

  void write(CoroutineDump dump) throws IOException {
    out.append("{\"time\": ");
    string(dump.time().toString());
    out.append(", \"coroutines\": [");
    String separator = "\n  ";
    for (CoroutineInfo coroutine : dump.coroutines()) {
      out.append(separator);
      write(coroutine);
      separator = ",\n  ";
    }
    out.append("\n]}\n");
  }

  private void write(CoroutineInfo it) throws IOException {
    Duration age = it.age();
    out.append("{\"id\": ").append(Long.toString(it.id()));
    member("name", it.name());
    member("label", it.label());
    member("state", it.state().name());
    member("file", it.location().getFileName());
    int line = it.location().getLineNumber();
    number("line", line < 0 ? null : (long) line);
    member("awaits", it.awaits());
    number("awaitedId", it.awaitedId() == 0 ? null : it.awaitedId());
    out.append(", \"stopRequested\": ").append(Boolean.toString(it.stopRequested()));
    number("ageMillis", age == null ? null : age.toMillis());
    number("parentId", it.parentId() == 0 ? null : it.parentId());
    out.append(", \"via\": [");
    String separator = "";
    for (String each : it.via()) {
      out.append(separator);
      string(each);
      separator = ", ";
    }
    out.append("], \"locals\": {");
    separator = "";
    for (CoroutineInfo.Local local : it.locals()) {
      out.append(separator);
      string(local.name());
      out.append(": ");
      string(local.value());
      separator = ", ";
    }
    out.append("}}");
  }

  private void member(String name, @Nullable String value) throws IOException {
    out.append(", \"").append(name).append("\": ");
    if (value == null) {
      out.append("null");
    } else {
      string(value);
    }
  }

  private void number(String name, @Nullable Long value) throws IOException {
    out.append(", \"").append(name).append("\": ").append(String.valueOf(value));
  }

  private void string(String text) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          }
        }
      }
    }
    out.append('"');
  }
}
