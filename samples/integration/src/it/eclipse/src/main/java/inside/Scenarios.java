package inside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The steps of a user of Eclipse, each with what it shows afterwards. */
public final class Scenarios {
  private static final String STEPS =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      class Steps {
        @Suspendable
        static Task<Integer> one(Task<Integer> task) {
          return Task.of(await(task) + 1);
        }

        @Suspendable
        static Task<Integer> two(Task<Integer> task) {
          return Task.of(await(one(task)) + 1);
        }
      }
      """;

  private static final String PROGRAM =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      public class Program {
        @Suspendable
        static Task<Integer> work() {
          int sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += await(Steps.one(Task.of(i)));
          }
          return Task.of(sum);
        }

        public static Object run() throws Exception {
          return Task.syncWait(work());
        }
      }
      """;

  private static final String WORK =
      """
      package app;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;

      interface Work {
        @Suspendable
        Task<Integer> go();

        static Work of(Work work) {
          return work;
        }
      }
      """;

  private static final String MAIN = "src/main/java/app/";
  private static final String OUT = "target/classes";
  private static final String SOURCES = "target/suspendable/classes";

  private interface Scenario {
    void run() throws Exception;
  }

  private final List<Path> libraries;
  private final List<Path> processors;
  private final Path lombok;

  private Scenarios(List<Path> libraries, List<Path> processors, Path lombok) {
    this.libraries = libraries;
    this.processors = processors;
    this.lombok = lombok;
  }

  /** Runs the scenarios, or those that are named. */
  public static void run(
      Path folder, List<Path> libraries, List<Path> processors, Path lombok, List<String> names)
      throws Exception {
    Scenarios all = new Scenarios(libraries, processors, lombok);
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("edits", all::edits);
    scenarios.put("errors", all::errors);
    scenarios.put("editor", all::editor);
    scenarios.put("lambdas", all::lambdas);
    scenarios.put("tests", all::tests);
    scenarios.put("modules", all::modules);
    scenarios.put("projects", all::projects);
    scenarios.put("options", all::options);
    scenarios.put("otherProcessors", all::otherProcessors);
    scenarios.put("fork", all::fork);
    scenarios.put("automatically", all::automatically);
    scenarios.put("recreated", all::recreated);
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, Scenario> scenario : scenarios.entrySet()) {
      if (names.isEmpty() || names.contains(scenario.getKey())) {
        long start = System.nanoTime();
        try {
          scenario.getValue().run();
        } catch (Exception | AssertionError e) {
          e.printStackTrace();
          failed.add(scenario.getKey());
        }
        System.out.printf(
            "%-16s %5d ms%n", scenario.getKey(), (System.nanoTime() - start) / 1_000_000);
      }
    }
    check(failed, List.of());
  }

  private Workspace project(String name) throws Exception {
    Workspace project = Workspace.project(name, libraries, processors);
    project.write(MAIN + "Steps.java", STEPS);
    project.write(MAIN + "Program.java", PROGRAM);
    return project;
  }

  private static void checkMatches(List<String> problems, String pattern) {
    if (problems.size() != 1 || !problems.get(0).matches(pattern)) {
      throw new AssertionError("expected one like " + pattern + "\n but was " + problems);
    }
  }

  private static void check(Object actual, Object expected) {
    if (!Objects.equals(actual, expected)) {
      throw new AssertionError("expected " + expected + "\n but was " + actual);
    }
  }

  private static List<String> frames(Workspace project, String folder, String suffix)
      throws Exception {
    List<String> methods = new ArrayList<>();
    for (String frame : project.frames(folder, suffix)) {
      methods.add(frame.replaceAll("\\$[0-9a-z]+$", ""));
    }
    return methods;
  }

  /** An edit binds the edited file again, and those that Eclipse compiles because of it. */
  private void edits() throws Exception {
    Workspace project = project("edits");
    project.write(MAIN + "Plain.java", "package app; class Plain { int x = 1; }");
    project.buildAll();
    check(project.problems(), List.of());
    List<String> all = List.of("Program$$work", "Steps$$one", "Steps$$two");
    check(frames(project, OUT, ".class"), all);
    check(frames(project, SOURCES, ".java"), all);
    check(project.run("app.Program"), 6);

    project.replace(MAIN + "Steps.java", "await(task) + 1", "await(task) + 2");
    check(written(project), List.of("Steps"));
    check(project.run("app.Program"), 9);

    project.replace(MAIN + "Steps.java", "> two(", "> three(");
    check(written(project), List.of("Program", "Steps")); // the program might have used it
    check(frames(project, OUT, ".class"), List.of("Program$$work", "Steps$$one", "Steps$$three"));
    check(
        frames(project, SOURCES, ".java"), List.of("Program$$work", "Steps$$one", "Steps$$three"));
    check(project.run("app.Program"), 9);

    String steps = Files.readString(project.path(MAIN + "Steps.java"));
    project.write(
        MAIN + "Steps.java",
        steps.replaceFirst("(?s)  @Suspendable\\s+static .{13,15} three.*", "}"));
    check(written(project), List.of("Program", "Steps"));
    check(frames(project, OUT, ".class"), List.of("Program$$work", "Steps$$one"));
    check(project.run("app.Program"), 9);

    project.replace(MAIN + "Steps.java", "await(task) + 2", "await(task) + two");
    project.build();
    check(project.problems(), List.of("Steps.java:11: two cannot be resolved to a variable"));
    project.replace(MAIN + "Steps.java", "await(task) + two", "await(task) + 3");
    check(written(project), List.of("Steps"));
    check(project.problems(), List.of());
    check(project.run("app.Program"), 12);

    project.write(MAIN + "More.java", PROGRAM.replace("Program", "More"));
    check(written(project), List.of("More"));
    check(project.run("app.More"), 12);

    project.replace(MAIN + "Plain.java", "x = 1", "x = 2");
    check(written(project), List.of("Plain"));

    project.delete(MAIN + "More.java");
    check(written(project), List.of());
    check(frames(project, OUT, ".class"), List.of("Program$$work", "Steps$$one"));
    check(frames(project, SOURCES, ".java"), List.of("Program$$work", "Steps$$one"));
    check(project.run("app.Program"), 12);

    project.buildAll();
    check(frames(project, OUT, ".class"), List.of("Program$$work", "Steps$$one"));
    check(project.run("app.Program"), 12);
    project.close();
  }

  /** Builds. Returns the classes that have been written, with their frames or without. */
  private static List<String> written(Workspace project) throws Exception {
    return project.build().stream()
        .map(name -> name.replaceAll("(\\$\\$.*)?[.]class", ""))
        .distinct()
        .toList();
  }

  /** An error that only javac and the processor find is shown at its line, until it is mended. */
  private void errors() throws Exception {
    Workspace project = project("errors");
    String wrong = STEPS.replace("class Steps", "class Wrong").replaceFirst("@Suspendable\n", "\n");
    project.write(MAIN + "Wrong.java", wrong);
    project.buildAll();
    checkMatches(project.problems(), "Wrong.java:11: .* suspends, but .*:outside-coroutine]");
    check(project.run("app.Program"), 6); // what is right is bound

    // Another file is edited: the problem remains.
    project.replace(MAIN + "Steps.java", "await(task) + 1", "await(task) + 2");
    project.build();
    checkMatches(project.problems(), "Wrong.java:11: .*:outside-coroutine]");
    check(project.run("app.Program"), 9);

    project.write(MAIN + "Wrong.java", STEPS.replace("class Steps", "class Wrong"));
    check(written(project), List.of("Wrong"));
    check(project.problems(), List.of());

    // A warning is at its line too.
    project.replace(
        MAIN + "Wrong.java", "return Task.of(await(task) + 1)", "one(task); return task");
    project.build();
    checkMatches(project.problems(), "Wrong.java:11: warning: .*:discarded-task]");

    // An error that only javac finds is mended in another file.
    project.write(MAIN + "Work.java", WORK.replaceAll("@Suspendable|import .*Suspendable;", ""));
    project.write(
        MAIN + "Wrong.java",
        STEPS
            .replace("class Steps", "class Wrong")
            .replace("await(task) + 1", "await(Work.of(() -> Task.of(await(task) + 1)).go())"));
    project.build();
    checkMatches(project.problems(), "Wrong.java:11: .*:in-lambda]");
    project.write(MAIN + "Work.java", WORK);
    project.build();
    check(project.problems(), List.of());
    project.close();
  }

  /** While people type, nothing is said to be unsupported. */
  private void editor() throws Exception {
    Workspace project = project("editor");
    project.buildAll();
    check(project.problemsInEditor(MAIN + "Steps.java", STEPS.replace("+ 1", "+ 2")), List.of());
    check(
        project.problemsInEditor(
            MAIN + "Steps.java", STEPS.replace("await(task) + 1", "await(task) + two")),
        List.of("11: two cannot be resolved to a variable"));
    check(project.run("app.Program"), 6);
    project.close();
  }

  /** A file without any annotation. */
  private void lambdas() throws Exception {
    Workspace project = project("lambdas");
    project.write(MAIN + "Work.java", WORK);
    project.write(
        MAIN + "Lambda.java",
        """
        package app;

        import static dev.suspendable.Coroutines.await;

        import dev.suspendable.Task;

        public class Lambda {
          public static Object run() throws Exception {
            Work work = () -> Task.of(await(Steps.one(Task.of(4))));
            return Task.syncWait(work.go());
          }
        }
        """);
    project.buildAll();
    check(project.problems(), List.of());
    check(project.run("app.Lambda"), 5);
    project.replace(MAIN + "Lambda.java", "Task.of(4)", "Task.of(5)");
    project.build();
    check(project.run("app.Lambda"), 6);
    project.close();
  }

  /** Test sources have an output of their own, and see the others. */
  private void tests() throws Exception {
    Workspace project = project("tests");
    project.sources("src/test/java", "target/test-classes", true);
    project.write(
        "src/test/java/app/ProgramTest.java",
        PROGRAM.replace("class Program", "class ProgramTest"));
    project.buildAll();
    check(project.problems(), List.of());
    check(frames(project, "target/test-classes", ".class"), List.of("ProgramTest$$work"));
    check(
        frames(project, "target/suspendable/test-classes", ".java"), List.of("ProgramTest$$work"));
    check(project.run("app.ProgramTest"), 6);
    project.replace(MAIN + "Steps.java", "await(task) + 1", "await(task) + 2");
    project.build();
    check(project.run("app.ProgramTest"), 9);
    check(frames(project, "target/test-classes", ".class"), List.of("ProgramTest$$work"));
    project.close();
  }

  private void modules() throws Exception {
    Workspace project = project("modules");
    for (Path library : libraries) {
      project.onModulePath(library);
    }
    project.write(
        "src/main/java/module-info.java",
        "module it.eclipse { requires dev.suspendable.runtime; requires java.logging; }");
    project.write(
        MAIN + "Main.java",
        """
        package app;

        public class Main {
          public static void main(String[] arguments) throws Exception {
            System.out.println(Program.run() + " in " + Main.class.getModule());
          }
        }
        """);
    project.buildAll();
    check(project.problems(), List.of());
    check(project.runModule("it.eclipse", libraries), "6 in module it.eclipse");
    project.replace(MAIN + "Steps.java", "await(task) + 1", "await(task) + 2");
    check(written(project), List.of("Steps"));
    check(project.problems(), List.of());
    check(project.runModule("it.eclipse", libraries), "9 in module it.eclipse");
    project.sources("src/test/java", "target/test-classes", true);
    project.write(
        "src/test/java/app/ProgramTest.java",
        PROGRAM.replace("class Program", "class ProgramTest"));
    project.build();
    check(project.problems(), List.of());
    check(frames(project, "target/test-classes", ".class"), List.of("ProgramTest$$work"));
    project.close();
  }

  /** A project that uses another one. */
  private void projects() throws Exception {
    Workspace library = project("library");
    library.replace(MAIN + "Steps.java", "class Steps", "public class Steps");
    library.replace(
        MAIN + "Steps.java", "static Task<Integer> one", "public static Task<Integer> one");
    Workspace program = Workspace.project("program", libraries, processors);
    program.dependsOn(library);
    program.write(
        "src/main/java/use/Program.java",
        PROGRAM.replace("package app;", "package use;\nimport app.Steps;"));
    library.buildAll();
    check(library.problems(), List.of());
    check(program.problems(), List.of());
    check(frames(program, OUT, ".class"), List.of("Program$$work"));

    library.replace(MAIN + "Steps.java", "await(task) + 1", "await(task) + 2");
    for (Path file : program.files(OUT, ".class")) {
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
    }
    check(written(library), List.of("Steps"));
    for (Path file : program.files(OUT, ".class")) {
      check(Files.getLastModifiedTime(file).toMillis(), 0L);
    }
    library.close();
    program.close();
  }

  private void options() throws Exception {
    Workspace project = project("options");
    project.processorOption("suspendable.sources", "frames");
    project.processorOption("suspendable.warn", "none");
    project.replace(
        MAIN + "Steps.java", "return Task.of(await(task) + 1)", "one(task); return task");
    project.buildAll();
    check(project.problems(), List.of());
    check(frames(project, "frames", ".java"), List.of("Program$$work", "Steps$$one", "Steps$$two"));
    check(project.frames(SOURCES, ".java"), List.of());

    project.processorOption("suspendable.nonsense", "1");
    project.buildAll();
    checkMatches(project.problems(), ".*there is no option -Asuspendable.nonsense=1.*");
    project.close();
  }

  /** Lombok changes trees, so javac has to run it too. */
  private void otherProcessors() throws Exception {
    List<Path> both = new ArrayList<>(libraries);
    both.add(lombok);
    Workspace project = Workspace.project("lombok", both, processors);
    project.write(MAIN + "Steps.java", STEPS);
    project.write(MAIN + "Program.java", PROGRAM);
    project.buildAll();
    check(project.run("app.Program"), 6);

    // Eclipse loads the processors anew, so that there are two of ours for a moment.
    project.processors(List.of(lombok));
    project.write(
        MAIN + "Account.java",
        """
        package app;

        import static dev.suspendable.Coroutines.await;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import lombok.Getter;

        @Getter
        public class Account {
          private int balance;

          @Suspendable
          Task<Integer> add(Task<Integer> amount) {
            balance += await(amount);
            return Task.of(getBalance());
          }

          public static Object run() throws Exception {
            return Task.syncWait(new Account().add(Task.of(3)));
          }
        }
        """);
    project.build();
    check(project.problems(), List.of());
    check(project.run("app.Account"), 3);
    project.replace(MAIN + "Account.java", "Task.of(3)", "Task.of(4)");
    check(written(project), List.of("Account"));
    check(project.run("app.Account"), 4);
    project.close();
  }

  /** javac of the project's JDK, as where Eclipse's own Java has none. */
  private void fork() throws Exception {
    System.setProperty("dev.suspendable.eclipse", "fork");
    try {
      Workspace project = project("fork");
      project.replace(
          MAIN + "Steps.java", "return Task.of(await(task) + 1)", "one(task); return task");
      project.buildAll();
      checkMatches(project.problems(), "Steps.java:11: warning: .*:discarded-task]");
      project.write(MAIN + "Steps.java", STEPS);
      project.build();
      check(project.problems(), List.of());
      check(project.run("app.Program"), 6);
      project.close();
    } finally {
      System.clearProperty("dev.suspendable.eclipse");
    }
  }

  /** Eclipse builds when a file is saved. What is written after a build causes no other ones. */
  private void automatically() throws Exception {
    Workspace project = project("automatically");
    check(project.buildsAfter(() -> {}) < 5, true);
    check(project.run("app.Program"), 6);
    int builds =
        project.buildsAfter(
            () -> project.replace(MAIN + "Steps.java", "await(task) + 1", "await(task) + 2"));
    check(builds < 5, true);
    check(project.problems(), List.of());
    check(project.run("app.Program"), 9);
    project.close();
  }

  /** A setting with which the two compilers would take turns. */
  private void recreated() throws Exception {
    Workspace project = project("recreated");
    project.option(
        "org.eclipse.jdt.core.builder.recreateModifiedClassFileInOutputFolder", "enabled");
    project.buildAll();
    checkMatches(project.problems(), ".*:eclipse-recreates]");
    project.close();
  }
}
