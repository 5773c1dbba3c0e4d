package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Guards of patterns, without and with a suspension in them. */
@EnabledForJreRange(min = JRE.JAVA_21)
final class GuardTest extends LanguageTest {
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
}
