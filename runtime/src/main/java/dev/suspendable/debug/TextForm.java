package dev.suspendable.debug;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a dump as a tree. */
final class TextForm {
  /** Beyond this depth lines are not indented further: the text stays linear in its contents. */
  private static final int DEEPEST = 20;

  private final CoroutineDump dump;
  private final Appendable out;
  private final Map<Long, List<CoroutineInfo>> children = new HashMap<>();
  private final Set<Long> written = new HashSet<>();

  TextForm(CoroutineDump dump, Appendable out) {
    this.dump = dump;
    this.out = out;
  }

  /** A coroutine and its place in the tree. */
  private record Place(CoroutineInfo coroutine, int depth) {}

  void write() throws IOException {
    Set<Long> known = new HashSet<>();
    dump.coroutines().forEach(each -> known.add(each.id()));
    int count = dump.coroutines().size();
    out.append(count + (count == 1 ? " coroutine" : " coroutines") + " at " + dump.time() + "\n");
    List<CoroutineInfo> roots = new ArrayList<>();
    for (CoroutineInfo each : dump.coroutines()) {
      if (known.contains(each.parentId())) {
        children.computeIfAbsent(each.parentId(), id -> new ArrayList<>()).add(each);
      } else {
        roots.add(each);
      }
    }
    for (CoroutineInfo root : roots) {
      writeTree(root);
    }
    // The coroutines ran meanwhile, so what was seen of them may be a cycle.
    for (CoroutineInfo each : dump.coroutines()) {
      writeTree(each);
    }
  }

  private void writeTree(CoroutineInfo root) throws IOException {
    Deque<Place> next = new ArrayDeque<>();
    next.push(new Place(root, 0));
    while (!next.isEmpty()) {
      Place place = next.pop();
      if (!written.add(place.coroutine.id())) {
        continue;
      }
      write(place.coroutine, "  ".repeat(Math.min(place.depth, DEEPEST)));
      List<CoroutineInfo> below = children.getOrDefault(place.coroutine.id(), List.of());
      for (int i = below.size() - 1; i >= 0; i--) {
        next.push(new Place(below.get(i), place.depth + 1));
      }
    }
  }

  private void write(CoroutineInfo it, String indent) throws IOException {
    out.append('\n').append(indent).append("#" + it.id() + " " + it.name());
    if (it.label() != null) {
      out.append(" \"").append(it.label()).append('"');
    }
    out.append(", ").append(it.state().name().toLowerCase(Locale.ROOT)).append(at(it.location()));
    if (it.age() != null) {
      out.append(", ").append(age(it.age())).append(" old");
    }
    out.append('\n');
    if (!it.via().isEmpty()) {
      line(indent, "for " + String.join(", ", it.via()));
    }
    if (it.awaits() != null) {
      String id = it.awaitedId() == 0 ? "" : "#" + it.awaitedId() + " ";
      line(indent, "awaits " + id + it.awaits());
    }
    if (it.stopRequested()) {
      line(indent, "stop requested");
    }
    for (CoroutineInfo.Local local : it.locals()) {
      line(indent, local.name() + " = " + local.value());
    }
  }

  private void line(String indent, String text) throws IOException {
    // A value or an awaiter may have several lines.
    String oneLine = text.replace("\n", "\\n").replace("\r", "\\r");
    out.append(indent).append("   ").append(oneLine).append('\n');
  }

  private static String at(StackTraceElement location) {
    String file = location.getFileName();
    int line = location.getLineNumber();
    return file == null ? "" : " at " + file + (line < 0 ? "" : ":" + line);
  }

  private static String age(@Nullable Duration age) {
    long millis = age == null ? 0 : age.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return millis / 60_000 + " min " + millis / 1_000 % 60 + " s";
  }
}
