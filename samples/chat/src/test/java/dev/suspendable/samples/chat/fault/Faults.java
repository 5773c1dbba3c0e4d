package dev.suspendable.samples.chat.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Runs all faults, or those that are named, one after the other; prints a table, and writes it into
 * a file. The exit status is 1 if something happened that should not have.
 */
final class Faults {
  private Faults() {}

  public static void main(String[] names) throws Exception {
    Path directory = Path.of(System.getProperty("chat.faults.directory", "target/faults"));
    Files.createDirectories(directory);
    Map<String, Callable<Finding>> all = new LinkedHashMap<>();
    all.put("kill-h2", () -> ServerFaults.killed(directory.resolve("server.log"), false));
    all.put("kill-postgres", () -> ServerFaults.killed(directory.resolve("server.log"), true));
    all.put("database", DatabaseFaults::gone);
    all.put("disk", DatabaseFaults::full);
    all.put("vanish", ClientFaults::vanish);
    all.put("clock", HandlerFaults::clockSteps);
    all.put("saturated", HandlerFaults::saturated);
    all.put("blocks", HandlerFaults::blocks);
    all.put("endless", HandlerFaults::endless);
    if (names.length > 0) {
      all.keySet().retainAll(List.of(names));
    }
    List<String> lines = new ArrayList<>();
    lines.add("| fault | what happened | wrong |");
    lines.add("|---|---|---|");
    boolean isGood = true;
    for (var each : all.entrySet()) {
      System.out.println(each.getKey() + " …");
      Finding finding;
      try {
        finding = each.getValue().call();
      } catch (Exception e) {
        e.printStackTrace();
        finding = new Finding(each.getKey());
        finding.check(false, "%s", e);
      }
      isGood &= finding.isGood();
      lines.add(finding.toString());
      System.out.println(finding);
    }
    System.out.println();
    lines.forEach(System.out::println);
    Files.write(directory.resolve("faults.md"), lines);
    System.exit(isGood ? 0 : 1);
  }
}
