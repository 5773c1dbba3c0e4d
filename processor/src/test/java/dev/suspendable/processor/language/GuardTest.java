package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Guards of patterns, without and with a suspension in them. */
@EnabledForJreRange(min = JRE.JAVA_21)
final class GuardTest extends LanguageTest {
  private static final String SHAPES =
      """
      sealed interface Shape permits Circle, Square, Pair {}
      record Circle(double radius) implements Shape {}
      record Square(int side) implements Shape {}
      record Pair(Shape left, Shape right) implements Shape {}

      static List<Shape> shapes() {
        return List.of(
            new Circle(11),
            new Circle(2),
            new Square(4),
            new Square(0),
            new Pair(new Circle(1), new Square(2)),
            new Pair(new Circle(7), new Circle(2)),
            new Pair(new Square(1), new Square(2)));
      }
      """;

  MasterTest plainGuardsNameLocals() {
    return body(
        "String",
        """
        String all = "";
        int limit = await(3);
        for (Object o : new Object[] {1, 7, "x", "long"}) {
          switch (o) {
            case Integer i when i > limit -> all += "big" + await(i);
            case String s when s.length() > limit && see(true) -> all += await(s);
            default -> all += limit;
          }
          log(switch (o) {
            case Integer i when i > limit -> "greater";
            default -> "other";
          });
          switch (o) {
            case String s when s.length() > limit:
              log("whole " + s);
              break;
            default:
          }
        }
        await(limit);
        return Task.of(all + limit);
        """);
  }

  MasterTest plainGuardsWithLambdas() {
    return body(
        "String",
        """
        String all = "";
        int limit = await(3);
        List<Integer> numbers = await(List.of(1, 4, 5));
        for (Object o : new Object[] {1, 7, "x", 4}) {
          all += switch (o) {
            case Integer i when numbers.stream().anyMatch(n -> n > limit && n == i) -> "in" + await(i);
            case Integer i when numbers.stream().noneMatch(n -> n == i) -> "out" + await(i);
            default -> await("none");
          };
        }
        return Task.of(all + limit);
        """);
  }

  MasterTest plainGuardsBind() {
    return body(
        "String",
        """
        String all = "";
        for (Object o : new Object[] {List.of("a"), List.of(1), List.of(), Map.of(1, "v")}) {
          switch (o) {
            case List<?> l when !l.isEmpty() && l.get(0) instanceof String s -> all += await(s) + s;
            case List<?> l when !l.isEmpty() && l.get(0) instanceof Integer i && see(i) > 0 -> {
              pause();
              all += i + l.size();
            }
            case Map<?, ?> m when m.get(1) instanceof String s -> log(s);
            default -> all += await(".");
          }
        }
        return Task.of(all);
        """);
  }

  MasterTest plainGuardsNameWhatIsAssignedInTheirStatement() {
    return body(
        "int",
        """
        Object o = await((Object) 7);
        final int limit;
        if (see(true)) {
          limit = 5;
          switch (o) {
            case Integer i when i > limit -> log("greater");
            default -> log("not greater");
          }
        } else {
          limit = 1;
        }
        pause();
        if (o instanceof Integer n
            && switch (o) {
              case Integer i when i == n && i > limit -> true;
              default -> false;
            }) {
          log(await(n));
        }
        return Task.of(limit);
        """);
  }

  MasterTest expression() {
    return body(
        "String",
        """
        String all = "";
        for (Shape shape : shapes()) {
          all += switch (shape) {
            case Circle c when await(c.radius()) > 10 -> "big" + c;
            case Circle c when c.radius() > 100 -> "huge";
            case Circle c -> "c" + c.radius();
            case Square s when await(s.side() > 3) && see(true) -> "s" + s.side();
            case Pair(Circle(var r), Shape right) when await(r) > 5 -> r + "r" + right;
            case Pair(Circle l, Square(int side)) when l.radius() < await(side) -> l + "l" + side;
            case Pair(Shape l, Shape r) -> l + "," + r;
            case Square s -> "?" + s;
          };
        }
        return Task.of(all);
        """,
        SHAPES);
  }

  MasterTest statement() {
    return body(
        "String",
        """
        String all = "";
        int[] i = {0};
        for (Shape shape : shapes()) {
          switch (await(shape)) {
            case Circle c when await(c.radius() > 5) -> {
              if (see(i[0]++) > 1) break;
              all += await("circle") + c;
            }
            case Square s when s.side() == await(i[0]) -> throw new IllegalStateException("side " + s);
            case Square(int side) when side > 1 && await(true) -> all += side;
            case Pair p when await(p.left()) instanceof Circle(double r) && r > i[0] -> {
              pause();
              all += r + " " + p;
            }
            case Pair p when p.right() instanceof Square q && await(q.side()) == 2 -> all += q + await("q");
            default -> log("default " + shape);
          }
        }
        return Task.of(all);
        """,
        SHAPES);
  }

  MasterTest oldStyle() {
    return body(
        "String",
        """
        StringBuilder all = new StringBuilder();
        for (Object o : new Object[] {"", "a", "long", 1, 70, 'c', null, List.of()}) {
          switch (o) {
            case String s when await(s.isEmpty()):
              all.append("empty");
              break;
            case String s when await(s.length()) > 2:
              all.append(s);
              if (see(s.length()) > 3) {
                break;
              }
              all.append("unreached");
              break;
            case Integer i when await(i) > 10:
              pause();
              all.append(i);
              break;
            case null:
              all.append("null");
            default:
              all.append("default").append(o);
          }
        }
        return Task.of(all.toString());
        """);
  }

  MasterTest yields() {
    return body(
        "int",
        """
        int all = 0;
        for (Object o : new Object[] {1, 2, "three", 4L}) {
          all += switch (o) {
            case Integer i when await(i) == 2:
              log("two");
              yield await(20);
            case Integer i:
              yield i;
            case String s when await(s.length()) > 3: {
              pause();
              yield s.length();
            }
            default:
              yield await(-1);
          } * await(10);
        }
        return Task.of(all);
        """);
  }

  MasterTest nullAndDefault() {
    return body(
        "String",
        """
        String all = "";
        for (Object o : new Object[] {"s", "text", null, 4, 5L}) {
          all += switch (o) {
            case String s when await(s.length()) == 1 -> s;
            case Integer i when see(i) > await(3) -> "i" + await(i);
            case null, default -> await("default") + o;
          };
          switch (o) {
            case null -> all += await("null");
            case String s when await(false) -> all += "never";
            case CharSequence s when s.length() == await(4) -> all += "four";
            case Object any when await(any) instanceof Long -> all += "long";
            default -> {}
          }
          switch (o) {
            case String s when s.length() == 1 -> {}
            case String s when await(false) -> all += "never";
            case String s -> all += await("later") + s;
            case null -> {}
            default -> {}
          }
        }
        return Task.of(all);
        """);
  }

  MasterTest selectorIsNull() {
    return body(
        "String",
        """
        String all = "";
        Shape none = null;
        try {
          switch (none) {
            case Circle c when await(c.radius()) > 1 -> pause();
            case Shape s -> log(s);
          }
        } catch (NullPointerException e) {
          all += "npe";
        }
        return Task.of(all + switch (await(none)) {
            case Shape s when await(true) -> "shape";
            case Shape s -> "any";
          });
        """,
        SHAPES);
  }

  /** A record pattern that covers all pairs, but for a component that is null. */
  MasterTest noneMatches() {
    return body(
        "String",
        """
        String all = "";
        for (int i = 0; i < 2; i++) {
          try {
            all += switch (new Pair(null, new Square(i))) {
              case Pair(Circle c, Square s) when await(s.side()) > 0 -> "circle";
              case Pair(Circle c, Shape s) -> "c";
              case Pair(Square c, Shape s) when await(true) -> "s";
              case Pair(Square c, Shape s) -> "s";
              case Pair(Pair c, Shape s) -> "p";
            };
          } catch (MatchException e) {
            all += await("unmatched") + e.getMessage() + e.getCause();
          }
        }
        switch ((Shape) new Pair(null, null)) {
          case Circle c when await(true) -> all += "c";
          case Circle c -> all += "c";
          case Square s -> all += "s";
          case Pair(Circle c, Shape s) -> all += "p";
          case Pair(Square c, Shape s) -> all += "p";
          case Pair(Pair c, Shape s) -> all += "p";
        }
        return Task.of(all);
        """,
        SHAPES);
  }

  MasterTest enumConstantsAndStrings() {
    return body(
        "String",
        """
        String all = "";
        for (Level level : Level.values()) {
          all += switch (level) {
            case LOW -> await("low");
            case Level l when await(l.ordinal()) == 1 -> "middle";
            case MIDDLE -> "never";
            case HIGH -> "high";
          };
        }
        for (Named named : new Named[] {Level.LOW, Level.HIGH, new Other("o"), Level.MIDDLE}) {
          switch (named) {
            case Level.LOW -> all += "LOW";
            case Named n when await(n.name()).equals("HIGH") -> all += n;
            case Level.HIGH -> log("never");
            case Other(var name) when await(name) != null -> all += name;
            case Other o -> log("never");
            case Level.MIDDLE -> all += await("MIDDLE");
          }
        }
        for (String s : new String[] {"a", "b", "c", "d", "e"}) {
          all += switch (s) {
            case "a" -> 1;
            case String x when await(x).equals("b") -> 2;
            case "b" -> 3;
            case "c" -> await(4);
            case String x when x.equals("d") && await(true) -> 5;
            case String x -> x;
          };
        }
        for (Integer n : new Integer[] {1, 2, 3, 4}) {
          switch (n) {
            case 1 -> all += "one";
            case Integer i when await(i) == 2 -> all += i;
            case 3 -> all += await("three");
            default -> all += "default";
          }
        }
        return Task.of(all);
        """,
        """
        enum Level implements Named { LOW, MIDDLE, HIGH }
        sealed interface Named permits Level, Other { String name(); }
        record Other(String name) implements Named {}
        """);
  }

  MasterTest genericInference() {
    return body(
        "String",
        """
        String all = "";
        Box<Box<String>> boxes = await(new Box<>(new Box<>("text")));
        all += switch (boxes) {
          case Box(Box(var s)) when await(s.length()) > 10 -> s.substring(1);
          case Box<Box<String>>(Box(var s)) when s.startsWith(await("t")) -> s.substring(2);
          case Box(var b) -> b.value().substring(3);
        };
        List<? extends Box<? super Integer>> wild = List.of(new Box<Number>(1), new Box<Object>("o"));
        for (var box : wild) {
          switch (box) {
            case Box(var o) when await(o) instanceof Integer i -> all += i + 1;
            case Box(var o) -> all += o;
          }
        }
        return Task.of(all + await(P.<Long>bounded(5L)) + await(P.<Integer>bounded(7)));
        """,
        """
        record Box<T>(T value) {}

        @Suspendable
        static <T extends Number & Comparable<T>> Task<String> bounded(T value) {
          String all = switch (value) {
            case Long l when await(l) > 5 -> "greater";
            case Long l -> "l" + l.compareTo(await(4L));
            case Comparable<?> c when await(false) -> "never";
            case Number n -> "n" + n.intValue() + value.compareTo(value);
          };
          return Task.of(all);
        }
        """);
  }

  MasterTest bindingsLiveOn() {
    return body(
        "String",
        """
        List<Supplier<String>> all = new ArrayList<>();
        int bonus = await(2);
        for (Shape shape : shapes()) {
          switch (shape) {
            case Circle c when await(((Supplier<Double>) () -> c.radius() + bonus).get()) > 10 -> {
              all.add(() -> "big" + c);
              pause();
              all.add(() -> c.radius() + "r" + bonus);
            }
            case Pair(Square(int a), Square(int b)) when await(a) < b -> {
              pause();
              all.add(() -> a + "<" + b);
            }
            case Pair p when p.left() instanceof Circle c && await(c.radius()) > 3 && p.right() instanceof Circle d -> {
              pause();
              all.add(() -> c + "" + d + p);
            }
            case Square s -> {
              s = new Square(await(s.side()) + 1);
              all.add(s::toString);
            }
            default -> {}
          }
        }
        String text = await("");
        for (Supplier<String> each : all) {
          text += each.get();
        }
        return Task.of(text);
        """,
        SHAPES);
  }

  MasterTest nestedSwitchesInGuards() {
    return body(
        "String",
        """
        String all = "";
        for (Shape shape : shapes()) {
          all += switch (shape) {
            case Pair(Shape l, Shape r)
                when switch (l) {
                  case Circle c when await(c.radius()) > 5 -> await(true);
                  case Circle c -> {
                    pause();
                    yield r instanceof Square(int side) && side == await(2);
                  }
                  default -> false;
                } -> "p" + l;
            case Circle c when await(c.radius() > 3) ? await(c.radius() > 10) : !await(c.radius() > 2) -> "c";
            case Square s when (await(s.side()) > 2 || await(s.side()) == 0) && await(true) -> "s";
            case Shape s -> {
              yield switch (s) {
                case Circle c when await(true) -> "inner";
                default -> "other";
              };
            }
          };
        }
        return Task.of(all);
        """,
        SHAPES);
  }

  MasterTest guardsThatThrow() {
    return body(
        "String",
        """
        String all = "";
        for (Shape shape : shapes()) {
          try {
            switch (shape) {
              case Circle c when await(c.radius()) > 10 && failing("circle") -> log("never");
              case Circle c when check(c) -> all += c;
              case Square(int side) when await(10) / side > 2 -> all += side;
              case Pair(Circle(var r), var right) when await(r) > 5 -> throw new IOException("pair");
              case Pair(Broken(var b), var right) when await(b) != null -> log("never");
              default -> all += ".";
            }
          } catch (IllegalStateException | ArithmeticException | IOException e) {
            all += e.getMessage();
          } finally {
            log("end " + await(shape));
          }
        }
        try {
          switch ((Object) new Broken("b")) {
            case Broken(var b) when await(b) != null -> log("never");
            default -> log("never");
          }
        } catch (MatchException e) {
          all += e.getCause();
        }
        return Task.of(all);
        """,
        """
        sealed interface Shape permits Circle, Square, Pair, Broken {}
        record Circle(double radius) implements Shape {}
        record Square(int side) implements Shape {}
        record Pair(Shape left, Shape right) implements Shape {}
        record Broken(String text) implements Shape {
          public String text() {
            throw new IllegalArgumentException("broken");
          }
        }

        static boolean failing(String message) {
          throw new IllegalStateException(message);
        }

        static boolean check(Circle c) throws IOException {
          if (c.radius() < 5) throw new IOException("check");
          return false;
        }

        static List<Shape> shapes() {
          return List.of(
              new Circle(11), new Circle(2), new Circle(8), new Square(0), new Square(3), new Square(9),
              new Pair(new Circle(7), new Circle(2)), new Pair(new Circle(1), new Square(2)));
        }
        """);
  }

  MasterTest returnsAndLoops() {
    return body(
        "String",
        """
        String all = "";
        outer:
        for (int i = 0; i < 12; i++) {
          Object o = i % 3 == 0 ? (Object) i : i % 3 == 1 ? "s" + i : List.of(i);
          while (switch (o) {
            case Integer n when await(n) > 6 -> true;
            case String s when await(s.length()) > 5 -> true;
            default -> false;
          }) {
            switch (o) {
              case Integer n when await(n) == 9:
                break outer;
              case Integer n when see(n) > 6:
                all += n;
                continue outer;
              default:
                break;
            }
          }
          all += i;
        }
        log(await(P.of(all)) + await(P.of(3)) + await(P.of(-1)));
        return switch (all.length()) {
          case 100 -> Task.of("never");
          default -> switch ((Object) all) {
            case String s when await(s.isEmpty()) -> Task.of("never");
            case String s when s.length() > await(3) -> Task.of(s + "!");
            default -> P.of(all);
          };
        };
        """,
        """
        @Suspendable
        static Task<String> of(Object o) {
          return switch (o) {
            case String s when await(s.length()) > 3 -> Task.of(s);
            case Integer i when await(i) > 0 -> of("number " + i);
            default -> of("default");
          };
        }
        """);
  }

  MasterTest accessorsAreCalledForEachLabel() {
    return body(
        "String",
        """
        String all = "";
        for (int i = 0; i < 4; i++) {
          switch ((Object) new Logged(i)) {
            case Logged(int n) when await(n) == 0 -> all += "zero";
            case String s -> all += s;
            case Logged(int n) when await(n) == 1 -> all += "one" + n;
            case Integer n when await(n) == 1 -> all += n;
            case Logged(int n) -> all += n;
            default -> log("never");
          }
        }
        return Task.of(all);
        """,
        """
        record Logged(int n) {
          public int n() {
            log("n " + n);
            return n;
          }
        }
        """);
  }

  MasterTest generators() {
    return MasterTest.generator(
        "String",
        """
        for (Object o : new Object[] {1, "two", 3L, "four", 'c'}) {
          switch (o) {
            case String s when given(s.length() > 3) -> yieldValue(s);
            case Integer i when see(i) > 0 -> {
              yieldValue("i" + i);
              yieldValue("j" + i);
            }
            default -> yieldValue("other " + o);
          }
        }
        return Generator.end();
        """,
        """
        static boolean given(boolean b) {
          return b;
        }
        """);
  }

  MasterTest manyGuards() {
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      cases.append("case Integer i when await(i) == %1$d -> i + %1$d;\n".formatted(i * 7));
      cases.append("case %d -> %d;\n".formatted(i * 7 + 3, i));
    }
    return body(
        "int",
        "int sum = 0;\n"
            + "for (Integer n : new Integer[] {0, 3, 7, 157, 1043, 1046, 2000}) {\n"
            + "sum += switch (n) {\n"
            + cases
            + "default -> -1;\n};\n}\nreturn Task.of(sum);");
  }
}
