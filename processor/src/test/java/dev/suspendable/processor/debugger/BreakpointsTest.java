package dev.suspendable.processor.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.event.BreakpointEvent;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A breakpoint is hit each time its line runs, in front of suspensions and behind them. */
final class BreakpointsTest {
  /** What the program prints may stand anywhere between two messages of jdb. */
  private static final Pattern PROMPT = Pattern.compile("\\S\\[\\d+] $");

  private static final Pattern HIT = Pattern.compile("\"thread=.*line=([\\d,.]+)");

  @TempDir Path folder;

  /**
   * IntelliJ IDEA takes all places of the line in the class that the line stands in, and looks into
   * no other ({@code PositionManagerImpl.getAllClasses}, {@code LineBreakpoint}).
   */
  @Test
  void byTheNameOfTheClass() throws Exception {
    Debuggee program = Debuggee.compile(folder);
    Map<Integer, Integer> expected = program.expectedHits();
    Set<String> classes = new TreeSet<>();
    expected.keySet().forEach(line -> classes.add(program.classAt(line)));

    Hits hits =
        new Hits(expected) {
          @Override
          boolean isAskedFor(ReferenceType type, int line) {
            return type.name().equals(program.classAt(line));
          }
        };
    program.run(List.copyOf(classes), hits);

    assertThat(classes).hasSize(3);
    assertThat(hits.counted).isEqualTo(expected);
  }

  /**
   * Eclipse and Visual Studio Code take all places of the line in the class and in those whose
   * names begin with it and a {@code $} ({@code JavaBreakpoint.createRequests}). Of classes without
   * any line Eclipse complains.
   */
  @Test
  void byTheBeginningOfTheName() throws Exception {
    Debuggee program = Debuggee.compile(folder);
    Map<Integer, Integer> expected = program.expectedHits();
    Hits hits = new Hits(expected);

    program.run(List.of(Debuggee.MAIN, Debuggee.MAIN + "$*"), hits);

    assertThat(hits.counted).isEqualTo(expected);
    assertThat(hits.withoutLines).allMatch(name -> name.contains("$$Lambda"));
  }

  /** The debugger of the JDK takes the first place of the line in the class that is named. */
  @Test
  void atTheFirstPlace() throws Exception {
    Debuggee program = Debuggee.compile(folder, "-Asuspendable.lines=single");
    Map<Integer, Integer> expected = new TreeMap<>(program.expectedHits());
    expected.values().removeIf(count -> count == 0);
    // The first place is that where the lambda is made, as in any Java program.
    expected.remove(program.line("shared"));

    assertThat(jdb(program, expected.keySet())).isEqualTo(expected);
  }

  /**
   * Without the option each line has code in its class at least, though it may be run elsewhere.
   */
  @Test
  void atTheFirstPlaceOfSeveral() throws Exception {
    Debuggee program = Debuggee.compile(folder);

    assertThat(jdb(program, program.expectedHits().keySet())).containsKey(program.line("after"));
  }

  private static Map<Integer, Integer> jdb(Debuggee program, Set<Integer> lines) throws Exception {
    Process jdb =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jdb").toString(),
                "-J-Duser.language=en",
                "-classpath",
                program.classPath(),
                Debuggee.MAIN)
            .redirectErrorStream(true)
            .start();
    Debuggee.endInTime(jdb);
    Map<Integer, Integer> hits = new TreeMap<>();
    try (Writer commands = jdb.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answers = jdb.inputReader(StandardCharsets.UTF_8)) {
      for (int line : lines) {
        commands.write("stop at " + program.classAt(line) + ":" + line + "\n");
      }
      commands.write("run\n");
      commands.flush();
      StringBuilder answer = new StringBuilder();
      for (int next = answers.read(); next >= 0; next = answers.read()) {
        answer.append((char) next);
        if (PROMPT.matcher(answer).find()) {
          // Only now does jdb take commands for the thread that it stopped.
          Matcher hit = HIT.matcher(answer);
          while (hit.find()) {
            hits.merge(Integer.parseInt(hit.group(1).replaceAll("\\D", "")), 1, Integer::sum);
          }
          answer.setLength(0);
          commands.write("cont\n");
          commands.flush();
        } else if (next == '\n') {
          assertThat(answer).doesNotContain("No code at line", "Unable to set");
        }
      }
    } finally {
      jdb.destroyForcibly();
    }
    return hits;
  }

  /** Counts. */
  private static class Hits implements Debuggee.Debugger {
    final Map<Integer, Integer> counted = new TreeMap<>();
    final List<String> withoutLines = new ArrayList<>();

    Hits(Map<Integer, Integer> expected) {
      expected.keySet().forEach(line -> counted.put(line, 0));
    }

    boolean isAskedFor(ReferenceType type, int line) {
      return true;
    }

    @Override
    public List<Location> breakpoints(ReferenceType type) {
      List<Location> locations = new ArrayList<>();
      try {
        for (int line : counted.keySet()) {
          if (isAskedFor(type, line)) {
            locations.addAll(type.locationsOfLine(line));
          }
        }
      } catch (AbsentInformationException e) {
        withoutLines.add(type.name());
      }
      return locations;
    }

    @Override
    public void hit(BreakpointEvent event) {
      counted.merge(event.location().lineNumber(), 1, Integer::sum);
    }
  }
}
