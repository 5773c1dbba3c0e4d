package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions before, in and after type tests, and the scope of pattern variables. */
final class InstanceofTest extends LanguageTest {
  MasterTest plain() {
    return body(
        "String",
        """
        Object o = await((Object) "s");
        boolean a = o instanceof String;
        boolean b = await(o) instanceof Integer;
        boolean c = !(await((Object) null) instanceof String);
        boolean d = await(o) instanceof List<?>;
        return Task.of("" + a + b + c + d);
        """);
  }

  MasterTest patternInCondition() {
    return body(
        "String",
        """
        Object[] all = {"text", 5, null, 2.0};
        String s = "";
        for (Object o : all) {
          if (await(o) instanceof String t) {
            s += t.length() + await(t);
          } else if (await(o) instanceof Integer i && await(i) > 3) {
            s += i + await(1);
          } else {
            s += "other";
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest patternWithoutSuspensionInIt() {
    return body(
        "String",
        """
        Object o = await((Object) "text");
        if (o instanceof String t) {
          pause();
          return Task.of(t + await(1) + t);
        }
        return Task.of("none");
        """);
  }

  MasterTest negatedPatternScopesAfterwards() {
    return body(
        "String",
        """
        Object o = await((Object) "text");
        if (!(o instanceof String t)) {
          return Task.of("no");
        }
        pause();
        String r = t + await(t.length());
        if (!(await(o) instanceof CharSequence c)) {
          throw new IllegalStateException();
        }
        return Task.of(r + c.charAt(await(0)));
        """);
  }

  /**
   * javac before 25 writes a class that does not verify where a pattern decides whether a switch
   * runs whose cases share a variable. Here it does not, until what follows the pattern is copied.
   */
  MasterTest switchBehindPatternInLoop() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) {
          if ((Object) i instanceof String t && await(true)) {
            s += "never";
          } else {
            switch (i % 2) {
              case 0:
                int n = i;
              default:
                n = 7;
                s += n;
            }
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest negatedInLoop() {
    return body(
        "String",
        """
        Iterator<?> it = List.of("a", "b", 1, "c").iterator();
        String s = "";
        Object o = it.next();
        while (!(await(o) instanceof Integer n)) {
          s += o;
          o = it.next();
        }
        return Task.of(s + n + await(n + 1));
        """);
  }

  MasterTest patternInAnd() {
    return body(
        "String",
        """
        Object o = "text";
        boolean a = o instanceof String t && await(t.length()) == 4 && t.startsWith(await("te"));
        boolean b = await(o) instanceof String u && !u.isEmpty() && see(u).length() > await(3);
        boolean c = !(o instanceof String v) || await(v.isEmpty());
        return Task.of("" + a + b + c);
        """);
  }

  MasterTest patternInConditionalExpression() {
    return body(
        "String",
        """
        Object o = await((Object) 7);
        String s = o instanceof Integer i ? "int " + await(i) : await("other");
        s += !(o instanceof Integer j) ? await("not") : j + await(j);
        s += await(o) instanceof String t ? t : await("x");
        return Task.of(s);
        """);
  }

  MasterTest patternInWhile() {
    return body(
        "String",
        """
        Object o = 3;
        int n = 0;
        while (o instanceof Integer i && await(i) > 0) {
          n += i;
          o = i > 1 ? (Object) (i - await(1)) : "end";
        }
        return Task.of("" + n + o);
        """);
  }

  MasterTest sameNameTwice() {
    return body(
        "String",
        """
        Object o = await((Object) "text");
        Object p = await((Object) 5);
        String s = "";
        if (o instanceof String x) s += await(x);
        if (p instanceof Integer x) s += await(x);
        if (!(o instanceof Integer x)) s += await("no"); else s += x + await(1);
        s += (o instanceof String x && await(x.length()) > 1) + "" + (p instanceof Integer x && x > await(2));
        return Task.of(s);
        """);
  }

  MasterTest fieldsAreShadowed() {
    return body(
        "String",
        """
        Object o = await((Object) "pattern");
        String r = name;
        if (o instanceof String name && await(true)) {
          r += name + await(name);
        }
        return Task.of(r + name);
        """,
        """
        static String name = "field";
        """);
  }

  MasterTest finalAndReassigned() {
    return body(
        "String",
        """
        Object o = await((Object) "s");
        if (o instanceof String t && see(true)) {
          t = t + await("x");
          t += 1;
          o = t;
        }
        if (o instanceof final String u) {
          o = u + await(u);
        }
        return Task.of("" + o);
        """);
  }

  MasterTest patternInForCondition() {
    return body(
        "String",
        """
        Object[] xs = {1, 2, "stop", 3};
        int sum = 0;
        for (int i = 0; xs[i] instanceof Integer n; i += await(1)) {
          sum += n * await(2);
        }
        return Task.of("" + sum);
        """);
  }

  MasterTest patternInReturn() {
    return body(
        "String",
        """
        Object o = await((Object) "abc");
        return Task.of(o instanceof String s && s.length() == await(3) ? s + s : "none");
        """);
  }

  MasterTest genericPattern() {
    return body(
        "String",
        """
        List<String> list = new ArrayList<>(List.of("x"));
        Collection<String> c = await(list);
        if (c instanceof ArrayList<String> a && !a.isEmpty()) {
          a.add(await("y"));
          pause();
          return Task.of(a.get(0) + a.get(1));
        }
        return Task.of("no");
        """);
  }

  MasterTest dominatingReturnInElse() {
    return body(
        "String",
        """
        Object o = await((Object) 1);
        if (o instanceof Integer n) {
          pause();
        } else {
          return Task.of("no");
        }
        return Task.of("done");
        """);
  }

  MasterTest patternInSynchronousStatement() {
    return body(
        "String",
        """
        Object o = await((Object) "t");
        int n;
        if (o instanceof String s) n = s.length(); else n = -1;
        boolean b = o instanceof String s && s.isEmpty();
        return Task.of(n + await("") + b);
        """);
  }
}
