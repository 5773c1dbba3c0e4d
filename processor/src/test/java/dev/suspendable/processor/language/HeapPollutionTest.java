package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Values that are not of the class that their type says (JLS 4.12.2). Javac has a value checked
 * where its place asks for a class, and nowhere else; a variable that keeps it over a suspension
 * must not ask for more.
 */
final class HeapPollutionTest extends LanguageTest {
  private static final String MEMBERS =
      """
      @SuppressWarnings("unchecked")
      static <T> List<T> list(Object... values) {
        return (List<T>) (List<?>) new ArrayList<>(Arrays.asList(values));
      }
      static List<Integer> ints() { return list("p", "q"); }
      static List<String> strings() { return list(1, 2); }
      @SuppressWarnings({"unchecked", "rawtypes"})
      static Task<Integer> task() { return (Task) Task.of("t"); }
      static String text(Object o, int n) { return o + "," + n; }
      static String comparable(Comparable<?> c, int n) { return c + ";" + n; }
      static String number(Number c, int n) { return c + ";" + n; }
      static String varargs(Object... os) { return Arrays.toString(os); }
      static <T> String generic(T t, int n) { return t + ":" + n; }
      static class Box<T> {
        T value;
        Box(T value) { this.value = value; }
        Box(Object value, int n) { log(value + "/" + n); }
        T get() { return value; }
        String with(Object o, int n) { return "" + value + o + n; }
      }
      @SuppressWarnings({"unchecked", "rawtypes"})
      static Box<Integer> box() { return (Box) new Box("v"); }
      """;

  private static MasterTest test(String... checks) {
    StringBuilder body = new StringBuilder("StringBuilder s = new StringBuilder();\n");
    for (String check : checks) {
      body.append("try {\n  s.append(' ');\n  ")
          .append(check)
          .append("\n} catch (ClassCastException e) {\n  s.append('#');\n}\n");
    }
    return body("String", body.append("return Task.of(s.toString());\n").toString(), MEMBERS);
  }

  MasterTest arguments() {
    return test(
        "s.append(text(ints().get(0), await(1)));",
        "s.append(comparable(ints().get(0), await(1)));",
        "s.append(number(ints().get(0), await(1)));",
        "s.append(generic(ints().get(0), await(1)));",
        "s.append(P.<Object>generic(ints().get(0), await(1)));",
        "s.append(varargs(ints().get(0), await(1)));",
        "s.append(varargs(await(1), ints().get(0), await(2)));",
        "s.append(text(box().value, await(1)) + text(box().get(), await(2)));",
        "new Box<Object>(ints().get(0), await(1));",
        "s.append(new Box<Integer>(ints().get(0)).with(ints().get(1), await(1)));",
        "List<? super Integer> l = new ArrayList<>(); l.add(await(0), ints().get(0)); s.append(l);");
  }

  MasterTest awaitedArguments() {
    return test(
        "s.append(text(await(task()), await(1)));",
        "s.append(text(await(task()), 1));",
        "s.append(comparable(await(task()), 1));",
        "s.append(number(await(task()), 1));",
        "s.append(varargs(await(task()), await(task())));",
        "s.append(P.<Object>generic(await(task()), 1));",
        "List<? super Integer> l = new ArrayList<>(); l.add(await(task())); s.append(l);",
        "List<Object> l = new ArrayList<>(); l.add(await(task())); s.append(l);",
        "await(task()); s.append(1);");
  }

  MasterTest receivers() {
    return test(
        "s.append(ints().get(0).hashCode() + await(1));",
        "s.append(await(task()).hashCode());",
        "s.append(ints().get(await(0)).equals(await(1)));",
        "s.append(box().with(box().value, await(1)));",
        "s.append(strings().get(0).concat(awaitText(\"x\")));");
  }

  MasterTest operators() {
    return test(
        "s.append(\"\" + ints().get(0) + await(1));",
        "s.append(ints().get(0) + awaitText(\"x\"));",
        "s.append(strings().get(0) + awaitText(\"x\"));",
        "s.append(\"\" + await(task()));",
        "String t = \"t\"; t += await(task()); s.append(t);",
        "s.append(ints().get(0) == await(task()));",
        "s.append(ints().get(0) == see((Object) awaitText(\"x\")));",
        "s.append(ints().get(0) == await(1));",
        "s.append(ints().get(0) + await(1));",
        "int i = 1; i += await(task()); s.append(i);",
        "s.append(await(task()) instanceof Integer);",
        "s.append((Object) await(task()));",
        "s.append((String) (Object) await(task()));",
        "s.append((Integer) await(task()));",
        "s.append((int) await(task()));");
  }

  MasterTest assignments() {
    return test(
        "Object o = await(task()); s.append(o);",
        "Integer i = await(task()); s.append(i);",
        "var v = await(task()); s.append(v);",
        "Comparable<Integer> c = await(task()); pause(); s.append(c);",
        "Object o; o = await(task()); pause(); s.append(o);",
        "int i = await(task()); s.append(i);",
        "long i = await(task()); s.append(i);",
        "Box<Integer> b = box(); b.value = await(task()); s.append(b.with(1, 2));",
        "Object[] a = {ints().get(0), await(1)}; s.append(a[0]);",
        "Integer[] a = {ints().get(0), await(1)}; s.append(a[0]);",
        "Object[] a = new Object[2]; a[await(1)] = ints().get(0); s.append(a[1]);",
        "Optional<Object> o = Optional.of(await(task())); s.append(o);",
        "Optional<Integer> o = Optional.of(await(task())); s.append(o);");
  }

  MasterTest choices() {
    return test(
        "Object o = await(true) ? ints().get(0) : \"k\"; s.append(o);",
        "Object o = await(true) ? await(task()) : \"k\"; s.append(o);",
        "Integer o = await(true) ? await(task()) : Integer.valueOf(2); s.append(o);",
        "s.append(text(await(true) ? await(task()) : \"k\", 1));",
        "Object o = switch (await(1)) { case 1 -> await(task()); default -> \"k\"; }; s.append(o);",
        "switch (await(task())) { case 1: s.append(1); default: s.append(2); }",
        "for (Object o : ints()) { pause(); s.append(o); }",
        "for (Integer o : ints()) { pause(); s.append(1); }",
        "synchronized (await(task())) { s.append(1); }");
  }

  MasterTest returned() {
    return body(
        "String",
        """
        Object o = await(object());
        Object p = await(guarded());
        Object q = await(P.<Integer>element(ints()));
        String s = text(await(P.<Integer>element(ints())), 1);
        try {
          Integer i = await(P.<Integer>element(ints()));
          s += i;
        } catch (ClassCastException e) {
          s += '#';
        }
        try {
          s += await(integer());
        } catch (ClassCastException e) {
          s += '#';
        }
        Supplier<Object> later = () -> ints().get(0);
        pause();
        return Task.of(s + o + p + q + later.get());
        """,
        MEMBERS
            + """
            @Suspendable
            static Task<Object> object() {
              pause();
              return Task.of(ints().get(0));
            }
            @Suspendable
            static Task<Object> guarded() {
              try {
                return Task.of(ints().get(await(1)));
              } finally {
                pause();
              }
            }
            @Suspendable
            static Task<Integer> integer() {
              pause();
              return Task.of(ints().get(0));
            }
            @Suspendable
            static <T> Task<T> element(List<T> list) {
              T t = list.get(await(0));
              pause();
              T u = see(t);
              pause();
              return Task.of(u);
            }
            """);
  }
}
