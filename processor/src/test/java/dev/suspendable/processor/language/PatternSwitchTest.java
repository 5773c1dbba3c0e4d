package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Switches over patterns with suspensions in their arms, and record patterns. */
@EnabledForJreRange(min = JRE.JAVA_21)
final class PatternSwitchTest extends LanguageTest {
  private static final String SHAPES =
      """
      sealed interface Shape permits Circle, Square, Pair {}
      record Circle(double radius) implements Shape {}
      record Square(int side) implements Shape {}
      record Pair(Shape left, Shape right) implements Shape {}

      static List<Shape> shapes() {
        return List.of(
            new Circle(11),
            new Circle(Double.NaN),
            new Square(4),
            new Pair(new Circle(1), new Square(2)),
            new Pair(new Square(1), new Square(2)));
      }
      """;

  MasterTest expression() {
    return body(
        "String",
        """
        String all = "";
        for (Shape shape : shapes()) {
          all += switch (await(shape)) {
            case Circle c when c.radius() > see(10) -> "big" + await(c.radius());
            case Circle(double r) -> "c" + await(r) + r;
            case Pair(Circle(var q), Square b) -> {
              String k = await("k");
              yield k + q + b;
            }
            case Pair(Shape x, Shape y) -> await(x) + " " + await(y) + x;
            case Square(int a) -> "s" + a;
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
        for (Shape shape : shapes()) {
          switch (shape) {
            case Square q -> all += await(q.side());
            case Circle c -> {
              if (c.radius() > 3) break;
              all += "small";
              pause();
              all += c;
            }
            default -> log("default " + shape);
          }
        }
        return Task.of(all);
        """,
        SHAPES);
  }

  MasterTest nullAndExhaustiveness() {
    return body(
        "String",
        """
        String all = "";
        for (Object o : new Object[] {"s", null, 4, List.of(1)}) {
          switch (o) {
            case null -> all += await("null");
            case String s when s.isEmpty() -> log("empty");
            case String s -> all += await(s);
            case Integer i -> all += i + await(i);
            default -> all += ".";
          }
        }
        Shape none = null;
        switch (none) {
          case Circle c -> pause();
          case Square s -> log(s);
          case Pair p -> log(p);
        }
        return Task.of(all);
        """,
        SHAPES);
  }

  MasterTest recordPatternsOfIf() {
    return body(
        "String",
        """
        String all = "";
        for (Shape shape : shapes()) {
          if (shape instanceof Circle(double r)) {
            all += await(r) + r;
          }
          if (shape instanceof Pair(Circle(var r), Square(int s)) && see(s) > 1) {
            all += await(s) + r + s;
          }
          if (!(shape instanceof Square(int side))) {
            continue;
          }
          pause();
          all += side;
        }
        return Task.of(all);
        """,
        SHAPES);
  }
}
