package dev.suspendable.processor.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import dev.suspendable.processor.compilation.Javac;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a JVM of its own, with a debugger at it. */
final class Debuggee {
  static final String MAIN = "app.Program";
  private static final Pattern HITS = Pattern.compile("// hit (\\d+)( \\w+)?$");

  private final Path classes;
  private final String source;

  private Debuggee(Path classes, String source) {
    this.classes = classes;
    this.source = source;
  }

  /** Compiles the program. */
  static Debuggee compile(Path folder, String... options) throws IOException {
    String source;
    try (InputStream in = Debuggee.class.getResourceAsStream("/debugger/Program.txt")) {
      source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Javac.Result result =
        new Javac()
            .source("app/Program.java", source)
            .options("-g")
            .options(options)
            .suspendable()
            .run();
    assertThat(result.messages()).isEmpty();
    for (Map.Entry<String, byte[]> each : result.classes().entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    return new Debuggee(folder, source);
  }

  String classPath() {
    return classes + System.getProperty("path.separator") + Javac.RUNTIME;
  }

  /** How often each line runs that has a mark {@code // hit n}. */
  Map<Integer, Integer> expectedHits() {
    Map<Integer, Integer> hits = new TreeMap<>();
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = HITS.matcher(lines.get(i));
      if (matcher.find()) {
        hits.put(i + 1, Integer.parseInt(matcher.group(1)));
      }
    }
    return hits;
  }

  /** The line that has a certain mark. */
  int line(String mark) {
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(".*// hit \\d+ " + mark)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(mark);
  }

  /** The class that a line stands in, as an editor knows it; {@code $1} for the anonymous one. */
  String classAt(int line) {
    List<String> lines = source.lines().toList().subList(0, line);
    int inner = lines.lastIndexOf("  class Inner {");
    int anonymous = lines.lastIndexOf("    return new Work() {");
    if (inner >= 0 && !lines.subList(inner, line).contains("  }")) {
      return MAIN + "$Inner";
    }
    return anonymous >= 0 && !lines.subList(anonymous, line).contains("    };")
        ? MAIN + "$1"
        : MAIN;
  }

  /** What a debugger does in the end. */
  interface Debugger {
    /** A class that was asked for has been loaded. */
    List<Location> breakpoints(ReferenceType type) throws AbsentInformationException;

    /** A breakpoint was hit. */
    default void hit(BreakpointEvent event) throws Exception {}

    /** A step has ended. */
    default void stepped(StepEvent event) throws Exception {}
  }

  /** Runs the program with breakpoints in classes of these patterns. */
  void run(List<String> patterns, Debugger debugger) throws Exception {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = new LinkedHashMap<>(connector.defaultArguments());
    arguments.get("options").setValue("-cp \"" + classPath() + "\"");
    arguments.get("main").setValue(MAIN);
    VirtualMachine machine = connector.launch(arguments);
    endInTime(machine.process());
    drain(machine.process().getInputStream());
    drain(machine.process().getErrorStream());
    for (String pattern : patterns) {
      ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
      request.addClassFilter(pattern);
      request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
      request.enable();
    }
    try {
      serve(machine, debugger);
    } finally {
      machine.process().destroyForcibly();
    }
  }

  /** Ends a process that nothing comes of any more: the test fails then, and does not hang. */
  static void endInTime(Process process) {
    CompletableFuture.delayedExecutor(10, TimeUnit.MINUTES).execute(process::destroyForcibly);
  }

  private static void serve(VirtualMachine machine, Debugger debugger) throws Exception {
    List<ReferenceType> seen = new ArrayList<>();
    while (true) {
      EventSet events;
      try {
        events = machine.eventQueue().remove();
      } catch (VMDisconnectedException e) {
        return;
      }
      for (Event event : events) {
        if (event instanceof ClassPrepareEvent prepared
            && !seen.contains(prepared.referenceType())) {
          seen.add(prepared.referenceType());
          for (Location location : debugger.breakpoints(prepared.referenceType())) {
            machine.eventRequestManager().createBreakpointRequest(location).enable();
          }
        } else if (event instanceof BreakpointEvent hit) {
          debugger.hit(hit);
        } else if (event instanceof StepEvent stepped) {
          debugger.stepped(stepped);
        } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
          return;
        }
      }
      events.resume();
    }
  }

  private static void drain(InputStream output) {
    Thread thread =
        new Thread(
            () -> {
              try (output) {
                output.transferTo(System.out);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
