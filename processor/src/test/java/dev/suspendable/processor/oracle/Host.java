package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The class of a generated program: its coroutines, and the members that they use. */
final class Host {
  private static final String HEAD =
      """
      package p;

      import static dev.suspendable.Coroutines.yieldValue;
      import static dev.suspendable.processor.oracle.Effects.*;
      import static dev.suspendable.processor.testing.Awaits.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import dev.suspendable.processor.oracle.Effects.*;
      import dev.suspendable.processor.testing.*;
      import java.io.*;
      import java.util.*;
      import java.util.function.*;

      @SuppressWarnings({"cast", "divzero", "fallthrough", "finally", "lossy-conversions", "serial", "try"})
      class P\
      """;

  private static final List<String> MEMBERS =
      List.of(
          "int count = 1;",
          "long total = 2;",
          "String text = \"text\";",
          "final Box box = new Box();",
          """
          int mix(int a, long b, String c) {
            log("mix " + a + " " + b + " " + c);
            return count += a + (int) b;
          }\
          """,
          """
          private String name(String a, Box b) {
            log("name " + a + " " + b);
            return cut(a) + b;
          }\
          """,
          """
          P self(Object o) {
            log("self " + o);
            return this;
          }\
          """,
          """
          static <T> T id(T value) {
            log("id");
            return value;
          }\
          """,
          """
          @Override
          public String toString() {
            return "P" + count;
          }\
          """);

  /** What a resource is whose closing is a coroutine. */
  private static final Statement ASYNC_RESOURCE =
      Statement.of(
          "static final class AsyncResource implements AsyncCloseable ",
          Block.of(
              Statement.of("private final String name;"),
              Statement.of(
                  """
                  AsyncResource(String name) {
                    log("open " + name);
                    this.name = name;
                  }\
                  """),
              coroutine(
                  Piece.of("@Override\npublic Task<Void> closeAsync()"),
                  "",
                  "Void",
                  Block.of(
                      Statement.of("log(\"close \" + name);"),
                      Statement.of("await(name);"),
                      Statement.of("log(\"closed \" + name);"),
                      Statement.of(
                          new Text("return ", "return Plainly.returned("),
                          "Task.done()",
                          new Text(";", ");"))))));

  private static final Statement SAME =
      coroutine(
          Piece.of("static <T> Task<T> same(T value)"),
          "",
          "T",
          Block.of(
              Statement.of(
                  new Text("return ", "return Plainly.returned("),
                  "Task.of(await(value))",
                  new Text(";", ");"))));

  private Host() {}

  /** A program with some coroutines. */
  static Program program(String name, List<Statement> coroutines) {
    String used = coroutines.stream().map(Printer::transformed).collect(Collectors.joining());
    List<Statement> members = new ArrayList<>(coroutines);
    MEMBERS.forEach(member -> members.add(Statement.of(member)));
    if (used.contains("new AsyncResource(")) {
      members.add(ASYNC_RESOURCE);
    }
    if (used.contains("same(")) {
      members.add(SAME);
    }
    return new Program(name, Statement.of(HEAD + " ", new Block(members)));
  }

  /**
   * A coroutine that returns a task. In the plain version its body is a lambda, which runs when the
   * task is awaited.
   *
   * @param head all in front of the body
   * @param prologue what the plain body begins with
   * @param type type argument of the task
   */
  static Statement coroutine(Piece head, String prologue, String type, Block body) {
    return Statement.of(
        "@Suspendable\n",
        head,
        " ",
        Text.plainly("{ return Plainly.<" + type + ">lazily(() -> { " + prologue),
        body,
        Text.plainly(" }); }"));
  }
}
