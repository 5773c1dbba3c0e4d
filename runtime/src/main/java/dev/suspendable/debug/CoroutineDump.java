package dev.suspendable.debug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * The coroutines that there were at one time, see {@link CoroutineRegistry#dump()}. Immutable.
 *
 * <p>Coroutines are not stopped while a dump is made, so it is not one moment for all of them: a
 * coroutine may have been awaited by another one when that was looked at, and have ended when it
 * was looked at itself.
 *
 * @param time when the dump was made
 * @param coroutines the coroutines, in the order in which they were made
 */
public record CoroutineDump(Instant time, List<CoroutineInfo> coroutines) {

  /** Copies the list. */
  public CoroutineDump {
    coroutines = List.copyOf(coroutines);
  }

  /**
   * Writes the dump as a tree, for people: each coroutine below the one that awaits it.
   *
   * @param out where to write
   * @throws IOException of {@code out}
   */
  public void writeText(Appendable out) throws IOException {
    new TextForm(this, out).write();
  }

  /**
   * Writes the dump as one JSON object, for programs:
   *
   * <pre>{@code
   * {"time": "2026-11-30T14:00:00Z", "coroutines": [
   *   {"id": 1, "name": "app.Pages.page", "label": null, "state": "SUSPENDED",
   *    "file": "Pages.java", "line": 14, "awaits": "app.Pages.user (Pages.java:22)",
   *    "awaitedId": 2, "stopRequested": false, "ageMillis": 1200, "parentId": null,
   *    "via": [], "locals": {"id": "7"}}
   * ]}
   * }</pre>
   *
   * @param out where to write
   * @throws IOException of {@code out}
   */
  public void writeJson(Appendable out) throws IOException {
    new JsonForm(out).write(this);
  }

  /**
   * Returns the dump as one JSON object, see {@link #writeJson}.
   *
   * @return the text
   */
  public String toJson() {
    StringBuilder text = new StringBuilder();
    try {
      writeJson(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringBuilder does not throw
    }
    return text.toString();
  }

  /**
   * Returns the dump as a tree, see {@link #writeText}.
   *
   * @return the text
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    try {
      writeText(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringBuilder does not throw
    }
    return text.toString();
  }
}
