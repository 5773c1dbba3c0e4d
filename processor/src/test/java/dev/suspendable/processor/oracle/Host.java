package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The class of a generated program: its coroutines, and the members that they use. */
final class Host {
  private static final String HEAD =
      """
      package p;

      import static dev.suspendable.Coroutines.yieldAll;
      import static dev.suspendable.Coroutines.yieldValue;
      import static dev.suspendable.processor.oracle.Effects.*;
      import static dev.suspendable.processor.oracle.Outside.*;
      import static dev.suspendable.processor.testing.Awaits.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import dev.suspendable.processor.oracle.*;
      import dev.suspendable.processor.oracle.Effects.*;
      import dev.suspendable.processor.oracle.Outside.*;
      import dev.suspendable.processor.testing.*;
      import java.io.*;
      import java.util.*;
      import java.util.function.*;

      @SuppressWarnings({"cast", "divzero", "fallthrough", "finally", "lossy-conversions", "rawtypes", "serial", "this-escape", "try", "unchecked"})
      class P extends Base\
      """;

  /** By a text that programs have which use them. */
  private static final Map<String, String> MEMBERS = new LinkedHashMap<>();

  static {
    MEMBERS.put("", "int count = 1;");
    MEMBERS.put("total", "long total = 2;");
    MEMBERS.put("text", "String text = \"text\";");
    MEMBERS.put("box", "final Box box = new Box();");
    MEMBERS.put(
        "mix(",
        """
        int mix(int a, long b, String c) {
          log("mix " + a + " " + b + " " + c);
          return count += a + (int) b;
        }\
        """);
    MEMBERS.put(
        "name(",
        """
        private String name(String a, Box b) {
          log("name " + a + " " + b);
          return cut(a) + b;
        }\
        """);
    MEMBERS.put(
        "self(",
        """
        P self(Object o) {
          log("self " + o);
          return this;
        }\
        """);
    MEMBERS.put(
        "id(",
        """
        static <T> T id(T value) {
          log("id");
          return value;
        }\
        """);
    MEMBERS.put(
        "base(",
        """
        @Override
        protected int base(int by) {
          log("override " + by);
          return count += by;
        }\
        """);
    MEMBERS.put(
        "Inner(",
        """
        class Inner {
          int size;

          Inner(int size) {
            log("new Inner " + size);
            this.size = size + count;
          }

          int grow(int by) {
            log("grow " + by);
            return size += by + count++;
          }
        }\
        """);
    MEMBERS.put(
        "P",
        """
        @Override
        public String toString() {
          return "P" + count;
        }\
        """);
  }

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
                          "Task.completed()",
                          new Text(";", ");"))))));

  private Host() {}

  /** The class of a program, with some coroutines and the members that they use. */
  static Statement program(List<Statement> coroutines) {
    String used = coroutines.stream().map(Printer::transformed).collect(Collectors.joining());
    List<Statement> members = new ArrayList<>(coroutines);
    Map<String, Statement> all = new LinkedHashMap<>();
    MEMBERS.forEach((word, member) -> all.put(word, Statement.of(member)));
    for (Hostility feature : Hostility.values()) {
      all.putAll(feature.members);
    }
    all.forEach(
        (word, member) -> {
          if (used.contains(word)) {
            members.add(member);
          }
        });
    if (used.contains("new AsyncResource(")) {
      members.add(ASYNC_RESOURCE);
    }
    return Statement.of(HEAD + " ", new Block(members));
  }

  /** The method that is run. */
  static Statement entry(Body body, Block block) {
    Coroutine run = new Coroutine(body.suspension(), "run", "static ", body.result(), List.of());
    String head = "static " + run.returnType() + " run()";
    return body.suspension() == Suspension.YIELD
        ? generator(Piece.of(head), block)
        : coroutine(Piece.of(head + " throws Exception"), "", run.resultSource(), block);
  }

  /**
   * A coroutine that returns a task, as text.
   *
   * @param head such as {@code static Task<Integer> m(int by)}
   * @param type type argument of the task
   * @param body what comes first
   * @param value what it returns
   */
  static Statement coroutine(String head, String type, String body, String value) {
    Statement returned =
        Statement.of(
            new Text("return ", "return Plainly.<" + type + ">returned("),
            "Task.of(" + value + ")",
            new Text(";", ");"));
    return coroutine(Piece.of(head), "", type, Block.of(Statement.of(body), returned));
  }

  /** A method that returns a task or a generator. */
  static Statement coroutine(Signature signature, Block body) {
    Coroutine coroutine = signature.coroutine();
    return coroutine.suspension() == Suspension.YIELD
        ? generator(signature.head(), body)
        : coroutine(signature.head(), signature.plainPrologue(), coroutine.resultSource(), body);
  }

  /** A method without a body. */
  static Statement declaration(Signature signature) {
    Coroutine coroutine = signature.coroutine();
    Coroutine bare =
        new Coroutine(
            coroutine.suspension(),
            coroutine.name(),
            "abstract ",
            coroutine.result(),
            coroutine.parameters());
    return Statement.of(new Signature(bare, signature.first(), signature.parameters()).head(), ";");
  }

  /** In the plain version its body runs when it is called. */
  private static Statement generator(Piece head, Block body) {
    return Statement.of("@Suspendable\n", head, " ", body);
  }

  /**
   * A coroutine that returns a task. In the plain version its body is a lambda, which runs when the
   * task is awaited.
   *
   * @param head all in front of the body
   * @param prologue what the plain body begins with
   * @param type type argument of the task
   */
  private static Statement coroutine(Piece head, String prologue, String type, Block body) {
    return Statement.of(
        "@Suspendable\n",
        head,
        " ",
        Text.plainly("{ return Plainly.<" + type + ">lazily(() -> { " + prologue),
        body,
        Text.plainly(" }); }"));
  }
}
