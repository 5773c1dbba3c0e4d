package dev.suspendable.processor.language;

import static java.util.stream.Collectors.joining;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Methods whose state machine does not fit into one method. */
final class LargeMethodsTest extends LanguageTest {
  private static String times(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining("\n", "", "\n"));
  }

  MasterTest thousandAwaits() {
    return MasterTest.body(
        "int",
        "int sum = 0;\n"
            + times(1000, i -> "sum += await(" + i + ");")
            + "return Task.of(see(sum));");
  }

  MasterTest thousandYieldsInALoop() {
    return MasterTest.generator(
        "Integer",
        "int i = 0;\nwhile (true) {\n"
            + times(1000, k -> "yieldValue(i++);")
            + "if (i == 2000) {\n  return Generator.end();\n}\n}",
        "");
  }

  MasterTest awaitsInLoops() {
    return MasterTest.body(
        "String",
        """
        StringBuilder trace = new StringBuilder();
        outer:
        for (int i = 0; i < 3; i++) {
        """
            + times(
                120,
                k ->
                    """
                    for (int j = await(%1$d); j < %1$d + 2; j++) {
                      if (i == 1 && j == 60) {
                        continue outer;
                      }
                      if (i == 2 && j == 90) {
                        break outer;
                      }
                      trace.append(await(i * j)).append(' ');
                    }\
                    """
                        .formatted(k))
            + "}\nreturn Task.of(see(trace.toString()));");
  }

  MasterTest awaitsInTries() {
    return MasterTest.body(
        "int",
        """
        int sum = 0;
        try {
          try {
        """
            + times(
                80,
                k ->
                    """
                    try {
                      sum += await(%1$d);
                      if (sum %% 3 == 0) {
                        fail("three " + sum);
                      }
                    } catch (IllegalStateException e) {
                      sum += 1000;
                    } finally {
                      log("finally " + await(sum));
                    }\
                    """
                        .formatted(k))
            + """
              } catch (AwaitFailure e) {
                log(await("caught " + e.getMessage()));
              } finally {
                log("inner " + await(sum));
              }
            """
            + times(80, k -> "sum ^= await(" + k + ");")
            + """
            } finally {
              log("outer " + sum);
            """
            + times(40, k -> "sum += await(" + k + ");")
            + """
            }
            return Task.of(sum);
            """);
  }

  MasterTest exceptionsOfAnotherPart() {
    return MasterTest.body(
        "String",
        "String seen = \"\";\nfor (int i = 0; i < 4; i++) {\ntry {\n"
            + times(150, k -> "seen += await(" + k + ");")
            + """
              switch (i) {
                case 0 -> throw new IOException("first");
                case 1 -> throw new IllegalArgumentException("second");
                case 2 -> throw new AwaitFailure("third");
                default -> log("none");
              }
            """
            + times(150, k -> "seen += await(" + k + ");")
            + "} catch (IOException | IllegalArgumentException e) {\n"
            + times(150, k -> "seen += await(" + k + ") + e.getMessage().length();")
            + "} catch (AwaitFailure e) {\n"
            + "log(await(e.getMessage()));\n"
            + "}\n}\nreturn Task.of(see(seen));");
  }

  MasterTest hundredsOfLocals() {
    return MasterTest.body(
        "int",
        times(100, i -> "String s%1$d = await(\"s%1$d\");".formatted(i))
            + times(100, i -> "long l%1$d = await(%1$dL);".formatted(i))
            + times(100, i -> "int i%1$d = s%1$d.length();".formatted(i))
            + "log(await(\"between\"));\n"
            + "int sum = 0;\n"
            + times(100, i -> "sum += s%1$d.length() * (int) l%1$d + i%1$d;".formatted(i))
            + "log(await(sum));\n"
            + times(50, i -> "sum += await(i%1$d) + s%1$d.charAt(0);".formatted(2 * i))
            + "return Task.of(sum);");
  }

  MasterTest deepNesting() {
    StringBuilder body = new StringBuilder("int sum = 0;\n");
    int depth = 12;
    for (int i = 0; i < depth; i++) {
      body.append(
          "for (int a%1$d = 0; a%1$d < await(%2$d); a%1$d++) {\n".formatted(i, 1 + i % 3 / 2));
      body.append("try {\n");
      body.append(times(8, k -> "sum += await(" + k + ") + " + k + ";"));
    }
    for (int i = depth - 1; i >= 0; i--) {
      body.append(times(8, k -> "sum ^= await(" + k + ") + " + k + ";"));
      body.append("} finally {\n  sum += await(a%d);\n}\n}\n".formatted(i));
    }
    return MasterTest.body("int", body + "return Task.of(see(sum));");
  }

  MasterTest largeSwitch() {
    return MasterTest.body(
        "int",
        "int sum = 0;\nfor (int i = 0; i < 400; i += 19) {\nswitch (i) {\n"
            + times(
                400,
                k ->
                    """
                    case %1$d:
                      sum += await(%1$d);
                    %2$s\
                    """
                        .formatted(k, k % 7 == 0 ? "" : "  break;"))
            + "default:\n  log(\"none\");\n}\n}\nreturn Task.of(sum);");
  }

  MasterTest fiftyDeep() {
    StringBuilder body = new StringBuilder("int sum = 0;\n");
    for (int i = 0; i < 50; i++) {
      String open =
          switch (i % 5) {
            case 0 -> "for (int a%1$d = 0; a%1$d < await(1); a%1$d++) {";
            case 1 -> "try {";
            case 2 -> "if (await(%1$d) == %1$d) {";
            case 3 -> "switch (await(%1$d)) { case %1$d:";
            default -> "l%1$d: {";
          };
      body.append(open.formatted(i)).append("\nsum += await(").append(i).append(");\n");
    }
    body.append("if (sum > 0) {\n  log(await(sum));\n}\n");
    for (int i = 49; i >= 0; i--) {
      String close =
          switch (i % 5) {
            case 1 ->
                "} catch (IllegalStateException e%1$d) { sum++; } finally { log(await(%1$d)); }";
            case 4 -> "if (sum < 0) break l%1$d; }";
            default -> "}";
          };
      body.append("sum ^= await(").append(i).append(");\n").append(close.formatted(i)).append('\n');
    }
    return MasterTest.body("int", body + "return Task.of(see(sum));");
  }

  MasterTest fiveHundredLocalsAlive() {
    return MasterTest.body(
        "long",
        times(
                500,
                i ->
                    switch (i % 4) {
                      case 0 -> "String v%1$d = await(\"s%1$d\");".formatted(i);
                      case 1 -> "long v%1$d = v%2$d.length() + %1$dL;".formatted(i, i - 1);
                      case 2 -> "int v%1$d = (int) v%2$d;".formatted(i, i - 1);
                      default -> "Object v%1$d = v%2$d;".formatted(i, i - 1);
                    })
            + "pause();\nlong sum = await(1);\n"
            + times(
                500,
                i ->
                    (i % 4 == 1 || i % 4 == 2 ? "sum += v%d;" : "sum += v%d.hashCode();")
                        .formatted(i))
            + "return Task.of(see(sum));");
  }

  MasterTest largeSwitchesOfAllKinds() {
    return MasterTest.body(
        "String",
        """
        String seen = "";
        for (int i = 0; i <= 300; i += 75) {
          seen += await(number(i)) + await(string("s" + i));
          seen += i == 300 ? "" : await(constant(Key.values()[i])) + await(labels("s" + i));
        }
        return Task.of(see(seen));
        """,
        "@Suspendable\nstatic Task<Integer> number(int i) {\nint x = switch (i) {\n"
            + times(300, k -> "case %1$d -> await(%1$d);".formatted(k))
            + "default -> -1;\n};\nreturn Task.of(x);\n}\n"
            + "@Suspendable\nstatic Task<String> string(String s) {\nString seen = \"\";\n"
            + "switch (s) {\n"
            + times(300, k -> "case \"s%1$d\": seen += await(%1$d); break;".formatted(k))
            + "}\nreturn Task.of(seen);\n}\nenum Key {\n"
            + times(300, k -> "K" + k + ",")
            + "}\n@Suspendable\nstatic Task<Integer> constant(Key key) {\nint x = switch (key) {\n"
            + times(300, k -> "case K%1$d -> await(%1$d);".formatted(k))
            + "};\nreturn Task.of(x);\n}\n"
            + "@Suspendable\nstatic Task<Integer> labels(String s) {\nreturn Task.of(switch (s) {\n"
            + times(
                2,
                k ->
                    "case %s -> await(%d);"
                        .formatted(
                            IntStream.range(150 * k, 150 * k + 150)
                                .mapToObj(i -> "\"s" + i + "\"")
                                .collect(joining(", ")),
                            k))
            + "default -> -1;\n});\n}\n");
  }

  MasterTest longStretchesWithoutAwaits() {
    return MasterTest.body(
        "int",
        "int x = await(1);\nfinal int limit = 100;\n"
            + times(
                400, i -> "int y%1$d = x * 31 + %1$d;\nx ^= Integer.hashCode(y%1$d);".formatted(i))
            + "x += await(y3 + y399);\n"
            + times(400, i -> "x = x * limit + Integer.hashCode(x);")
            + "Supplier<Integer> sum = () -> y0 + y200;\n"
            + "return Task.of(x + sum.get());");
  }

  MasterTest captures() {
    return MasterTest.body(
        "int",
        "List<Supplier<Integer>> all = new ArrayList<>();\nint x = 0;\n"
            + times(
                300,
                i ->
                    "int v%1$d = await(%1$d);\nall.add(() -> v%1$d + %1$d);\nx += v%1$d;"
                        .formatted(i))
            + "for (Supplier<Integer> each : all) {\n"
            + "  x += each.get();\n"
            + "}\n"
            + "return Task.of(see(x));");
  }

  MasterTest directCalls() {
    return MasterTest.body(
        "int",
        "int sum = 0;\ntry {\n"
            + times(400, i -> "sum += await(next(sum, " + i + "));")
            + "} catch (AwaitFailure e) {\n  sum += await(next(1, 2));\n}\nreturn Task.of(sum);",
        """
        @Suspendable
        static Task<Integer> next(int sum, int i) {
          if (i % 50 == 7) {
            log("next " + await(i));
          }
          return Task.of((sum ^ i) + 1);
        }
        """);
  }

  /** Short enough to be called directly, but for the locals that each suspension has to keep. */
  MasterTest directCallsOfMuch() {
    return MasterTest.body(
        "int",
        """
        int sum = 0;
        for (int i = 0; i < 3; i++) {
          sum += await(much(sum, i));
        }
        return Task.of(sum);\
        """,
        "@Suspendable\nstatic Task<Integer> much(int sum, int i) {\n"
            + times(40, k -> "int a%1$d = sum + %1$d;".formatted(k))
            + times(40, k -> "sum += await(i);")
            + times(40, k -> "sum ^= a%1$d;".formatted(k))
            + "return Task.of(sum);\n}\n");
  }

  /** The JVM passes 255 words to a method: too few to leave a direct form with all these. */
  MasterTest directCallsThatKeepMuch() {
    return MasterTest.body(
        "long",
        "return Task.of(await(much(1)) + await(many(0, "
            + IntStream.range(1, 252).mapToObj(String::valueOf).collect(joining(", "))
            + ")));",
        "@Suspendable\nstatic Task<Long> much(int i) {\n"
            + times(130, k -> "long a%1$d = i + %1$d;".formatted(k))
            + "long sum = await(i);\n"
            + times(130, k -> "sum ^= a%1$d;".formatted(k))
            + "return Task.of(see(sum));\n}\n@Suspendable\nstatic Task<Long> many("
            + IntStream.range(0, 252).mapToObj(k -> "int a" + k).collect(joining(", "))
            + ") {\na0 += await(a251);\nreturn Task.of((long) see(a0 + a1));\n}\n");
  }

  MasterTest generatorOfManyParameters() {
    return MasterTest.generator(
            "Integer",
            "yieldAll(many("
                + IntStream.range(0, 254).mapToObj(String::valueOf).collect(joining(", "))
                + "));\nreturn Generator.end();",
            "@Suspendable\nstatic Generator<Integer> many("
                + IntStream.range(0, 254).mapToObj(k -> "int a" + k).collect(joining(", "))
                + ") {\nyieldValue(a0);\nyieldValue(a253);\nreturn Generator.end();\n}\n")
        .withoutFailures()
        .withoutStops();
  }

  MasterTest parametersAndReceiver() {
    return MasterTest.program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;

        class P<T> {
          private final T field;

          P(T field) {
            this.field = field;
          }

          @Suspendable
          <U extends Comparable<U>> Task<String> all(T first, U second, int number, long[] array) {
            String seen = "" + await(first);
        """
            + times(
                200,
                i ->
                    """
                    seen += await(field) + "" + second.compareTo(second) + number++;
                    array[%d %% array.length] += await(number);\
                    """
                        .formatted(i))
            + """
                number = await(array.length);
                return Task.of(seen + number + array[0]);
              }

              @Suspendable
              static Task<String> run() {
                return new P<>("f").all("a", 1L, 5, new long[7]);
              }
            }
            """);
  }
}
