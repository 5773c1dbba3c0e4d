package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions in switch statements and expressions. */
final class SwitchTest extends LanguageTest {
  MasterTest oldSwitchOnInt() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 5; i++) {
          switch (await(i)) {
            case 0:
              s += await("zero");
              break;
            case 1:
              s += "one";
            case 2:
              s += await("two");
            default:
              s += "default";
              break;
            case 3:
              s += await("three");
          }
          s += ";";
        }
        return Task.of(s);
        """);
  }

  MasterTest defaultInTheMiddle() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) {
          switch (i) {
            case 1:
              s += await("one");
            default:
              s += await("default");
            case 2:
              s += "two";
              if (i == 2) break;
            case 3:
              s += await("three");
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest oldSwitchOnString() {
    return body(
        "String",
        """
        String s = "";
        for (String t : new String[] {"Aa", "BB", "c", ""}) {
          switch (await(t)) {
            case "Aa":
              s += await("1");
              break;
            case "BB":
              s += await("2");
              break;
            case "":
              s += "empty";
            default:
              s += await("d");
          }
        }
        String none = null;
        try {
          switch (await(none)) {
            default:
              s += "x";
          }
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s);
        """);
  }

  MasterTest oldSwitchOnEnum() {
    return body(
        "String",
        """
        String s = "";
        for (Color c : Color.values()) {
          switch (await(c)) {
            case RED:
              s += await("r");
              break;
            case BLUE:
              s += "b";
          }
        }
        Color none = null;
        try {
          switch (none) {
            case RED:
              pause();
          }
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s);
        """,
        """
        enum Color {
          RED, GREEN, BLUE
        }
        """);
  }

  MasterTest onCharByteShortAndBoxes() {
    return body(
        "String",
        """
        String s = "";
        switch (await('b')) {
          case 'a' -> s += "a";
          case 'b' -> s += await("b");
        }
        byte b = 2;
        switch (await(b)) {
          case 2:
            s += await("byte");
        }
        short sh = 3;
        switch (sh) {
          case 3:
            s += await("short");
        }
        Integer boxed = 4;
        switch (await(boxed)) {
          case 4 -> s += await("Integer");
          default -> s += "no";
        }
        Character ch = 'x';
        switch (ch) {
          case 'x' -> pause();
          default -> s += "no";
        }
        return Task.of(s);
        """);
  }

  MasterTest arrowStatement() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 5; i++) {
          switch (i) {
            case 0 -> s += await("zero");
            case 1, 2 -> {
              s += "few";
              if (await(i) == 2) break;
              s += "one";
            }
            case 3 -> pause();
            default -> throw new IllegalStateException("x" + await(i));
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest switchExpression() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 5; i++) {
          s += switch (await(i)) {
            case 0 -> await("zero");
            case 1 -> "one";
            case 2 -> {
              String t = await("t");
              yield t + await("wo");
            }
            case 3 -> {
              for (int j = 0; ; j++) {
                if (await(j) == 1) yield "three" + j;
              }
            }
            default -> see("default");
          };
        }
        return Task.of(s);
        """);
  }

  MasterTest oldStyleSwitchExpression() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) {
          int n = 1 + switch (i) {
            case 0:
              pause();
            case 1:
              yield await(10);
            case 2: {
              int k = await(5);
              yield k + i;
            }
            default:
              yield see(0);
          } * await(2);
          s += n + ";";
        }
        return Task.of(s);
        """);
  }

  MasterTest switchExpressionOnEnumWithoutDefault() {
    return body(
        "String",
        """
        String s = "";
        for (Color c : Color.values()) {
          s += switch (c) {
            case RED -> await(1);
            case GREEN -> 'g';
            case BLUE -> await(3L);
          };
        }
        return Task.of(s);
        """,
        """
        enum Color {
          RED, GREEN, BLUE
        }
        """);
  }

  MasterTest switchExpressionAsOperand() {
    return body(
        "String",
        """
        int i = await(1);
        int n = see(1) + switch (await(i)) { case 1 -> await(10); default -> 0; } + see(2) * await(3);
        String s = "" + three(see(1), switch (i) { case 1 -> await(2); default -> 3; }, await(4));
        boolean b = switch (i) { case 1 -> await(true); default -> false; } && await(true);
        if (switch (i) { case 1: yield await(true); default: yield false; }) s += "if";
        return Task.of(n + s + b);
        """,
        """
        static String three(int a, int b, int c) {
          return a + "," + b + "," + c;
        }
        """);
  }

  MasterTest nestedSwitches() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 3; i++) {
          s += switch (i) {
            case 0 -> switch (await("a")) {
              case "a" -> await("in");
              default -> "no";
            };
            case 1 -> {
              switch (await(i)) {
                case 1:
                  switch (i) {
                    case 1:
                      pause();
                      break;
                    default:
                  }
                  s += "after";
                  break;
              }
              yield await("one");
            }
            default -> throw new IllegalStateException();
          } + ";";
          if (i == 1) break;
        }
        return Task.of(s);
        """);
  }

  MasterTest selectorOnly() {
    return body(
        "String",
        """
        String s = switch (await(2)) {
          case 1 -> "one";
          case 2 -> "two";
          default -> "many";
        };
        switch (await("x")) {
          case "x":
            s += "x";
          default:
            s += "!";
        }
        switch (await(5)) {
        }
        return Task.of(s);
        """);
  }

  MasterTest continueInSwitch() {
    return body(
        "String",
        """
        String s = "";
        outer:
        for (int i = 0; i < 5; i++) {
          switch (i) {
            case 0:
              continue;
            case 1:
              pause();
              continue outer;
            case 2:
              if (await(i) == 2) break;
            case 3:
              break outer;
          }
          s += i;
        }
        return Task.of(s);
        """);
  }

  MasterTest declarationsInSwitch() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 3; i++) {
          switch (await(i)) {
            case 0:
              int x = await(1);
              s += x;
              break;
            case 1:
              x = await(2);
              s += x;
              break;
            default:
              x = 3;
              String y = await("y");
              s += x + y;
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest returnsInSwitch() {
    return body(
        "String",
        """
        for (int i = 0; ; i++) {
          switch (await(i)) {
            case 0 -> {}
            case 1 -> pause();
            case 2 -> {
              return Task.of("two" + await(i));
            }
            default -> throw new IllegalStateException();
          }
        }
        """);
  }

  MasterTest yieldsAndTries() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 3; i++) {
          s += switch (i) {
            case 0 -> {
              try {
                yield await("try");
              } finally {
                s += await("fin");
              }
            }
            case 1 -> {
              try {
                throw new IllegalStateException(await("m"));
              } catch (IllegalStateException e) {
                yield e.getMessage();
              }
            }
            default -> {
              do {
                if (await(true)) yield "d";
              } while (true);
            }
          };
        }
        return Task.of(s);
        """);
  }

  MasterTest switchExpressionTypes() {
    return body(
        "String",
        """
        Object o = switch (await(1)) { case 1 -> await(1); default -> "s"; };
        long l = switch (await(1)) { case 1 -> await(1); default -> 2L; };
        double d = await(1) + switch (await(2)) { case 1 -> 1; default -> await(2.5); };
        Integer none = switch (await(1)) { case 1 -> (Integer) null; default -> await(2); };
        List<String> list = switch (await(1)) { case 1 -> new ArrayList<>(); default -> List.of(await("x")); };
        Supplier<String> f = switch (await(1)) { case 1 -> () -> "lambda"; default -> { pause(); yield () -> "x"; } };
        byte b = switch (await(1)) { case 1 -> 1; default -> 2; };
        char c = switch (await(1)) { case 1 -> { pause(); yield 'c'; } default -> 'd'; };
        return Task.of("" + o + l + d + none + list + f.get() + b + c);
        """);
  }

  MasterTest switchOnlyInCondition() {
    return body(
        "String",
        """
        int i = 0;
        while (switch (await(i)) { case 0, 1 -> true; default -> await(false); }) i++;
        return Task.of("" + i);
        """);
  }

  MasterTest exhaustiveEnumStatement() {
    return body(
        "String",
        """
        Color c = await(Color.GREEN);
        int n;
        switch (c) {
          case RED -> n = 1;
          case GREEN -> n = await(2);
          default -> n = 3;
        }
        return Task.of("" + n);
        """,
        """
        enum Color {
          RED, GREEN
        }
        """);
  }

  MasterTest fallthroughOutOfLoops() {
    return body(
        "String",
        """
        String s = "";
        switch (await(1)) {
          case 1:
            for (int i = 0; i < 2; i++) s += await(i);
          case 2:
            while (await(s.length()) < 4) s += "w";
          case 3:
            try {
              s += await("t");
            } finally {
              s += "f";
            }
          case 4: {
            s += await("b");
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest expressionOverOneOfTwo() {
    return body(
        "String",
        """
        boolean b = see(true);
        String s = switch (b ? await(1) : 2) {
          case 1 -> "one";
          default -> "more";
        };
        s += switch ((b && await(false) ? "x" : await("y"))) {
          case "x" -> "x" + s;
          default -> s.length();
        };
        s += switch (switch (await(3)) { default -> await('c'); }) {
          case 'c' -> see("c");
          default -> "d";
        };
        return Task.of(s);
        """);
  }
}
