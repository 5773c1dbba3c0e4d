package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions among the arguments and receivers of calls. */
final class CallsTest extends LanguageTest {
  MasterTest argumentsInOrder() {
    return body(
        "String",
        """
        return Task.of(three(see(1), await(2), see(3)) + three(await(4), see(5), await(6)));
        """,
        """
        static String three(int a, int b, int c) {
          log("three");
          return a + "," + b + "," + c + ";";
        }
        """);
  }

  MasterTest earlierArgumentsAreReadFirst() {
    return body(
        "String",
        """
        int i = 1;
        String s = three(i, await(i = 2), i) + three(i++, await(i), ++i);
        return Task.of(s);
        """,
        """
        static String three(int a, int b, int c) {
          return a + "," + b + "," + c + ";";
        }
        """);
  }

  MasterTest receivers() {
    return body(
        "String",
        """
        StringBuilder b = new StringBuilder();
        b.append(see(1)).append(await("x")).append(await(2L)).append(await('c')).reverse();
        String s = await("abc").substring(await(1)).toUpperCase();
        s += await(b).length();
        b = null;
        s += await("x").concat(await("y")).concat(see("z"));
        return Task.of(s);
        """);
  }

  MasterTest receiverIsReadFirst() {
    return body(
        "String",
        """
        P p = new P(1);
        String s = p.add(await((p = new P(2)).n)) + p.add(see(3));
        P none = null;
        try {
          s += none.add(await(4));
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s);
        """,
        """
        final int n;
        P(int n) {
          this.n = n;
        }
        String add(int x) {
          return n + "+" + x + ";";
        }
        """);
  }

  MasterTest varargs() {
    return body(
        "String",
        """
        String s = all() + all(await(1)) + all(see(1), await(2)) + all(await(1), see(2), await(3));
        s += all(new int[] {await(4), 5}) + String.format("%s %s", await("a"), await(1));
        s += Arrays.asList(await(1), see(2)) + objects(await("x"), await(1), null);
        s += objects((Object) await(new String[] {"p"})) + objects((Object[]) await(new String[] {"q"}));
        s += mixed(await("m")) + mixed(see("n"), await(1L)) + List.of(await(1));
        return Task.of(s);
        """,
        """
        static String all(int... xs) {
          return Arrays.toString(xs);
        }
        static String objects(Object... xs) {
          return xs.length + Arrays.deepToString(xs);
        }
        static String mixed(String s, long... xs) {
          return s + Arrays.toString(xs);
        }
        """);
  }

  MasterTest overloads() {
    return body(
        "String",
        """
        String s = f(await(1)) + f(await(1L)) + f(await('c')) + f(await((Integer) 1)) + f(await("s"));
        byte b = 1;
        s += f(await(b)) + f((Object) await("o")) + f(await((Object) "p")) + f(await(1.0f)) + f(null, await(2));
        s += f(await(b), await(3)) + f(see(true) ? await(1) : 2L);
        return Task.of(s);
        """,
        """
        static String f(int x) {
          return "int ";
        }
        static String f(long x) {
          return "long ";
        }
        static String f(Integer x) {
          return "Integer ";
        }
        static String f(Object x) {
          return "Object ";
        }
        static String f(String x) {
          return "String ";
        }
        static String f(double x) {
          return "double ";
        }
        static String f(Object x, int y) {
          return "Object,int ";
        }
        static String f(byte x, int y) {
          return "byte,int ";
        }
        """);
  }

  MasterTest genericCalls() {
    return body(
        "String",
        """
        List<String> list = listOf(await("a"), see("b"));
        String first = P.<String>pick(await("x"), await("y"));
        Map<String, List<Integer>> map = new TreeMap<>();
        map.computeIfAbsent(await("k"), k -> new ArrayList<>()).add(await(1));
        map.get(await("k")).addAll(listOf(await(2), 3));
        Number n = pick(await(1), await(2.0));
        Comparable<?> c = pick(await("s"), await(1));
        Object v = pick(await(1), see("q"));
        Object o = Optional.of(await("opt")).map(x -> x + "!").orElseGet(() -> "none");
        String t = Collections.max(listOf(await("m"), await("n")));
        List<? super Integer> wild = new ArrayList<Number>(List.of(await(5)));
        wild.add(await(6));
        return Task.of(list + first + map + n + c + v + o + t + wild);
        """,
        """
        @SafeVarargs
        static <T> List<T> listOf(T... xs) {
          return new ArrayList<>(Arrays.asList(xs));
        }
        static <T> T pick(T a, T b) {
          return a;
        }
        """);
  }

  MasterTest wildcardCapture() {
    return body(
        "String",
        """
        List<? extends Number> list = List.of(1, 2.5);
        Number first = list.get(await(0));
        String s = "" + first + swap(list, await(1)) + list.get(see(1)).intValue();
        Class<?> type = await("x").getClass();
        s += type.getSimpleName() + await((Object) type.cast("y"));
        List<?> any = await(List.of("u"));
        Object o = any.get(await(0));
        s += o;
        Map<?, ? extends List<?>> map = Map.of("k", List.of(1));
        for (Map.Entry<?, ? extends List<?>> e : map.entrySet()) {
          s += e.getKey() + "" + await((Object) e.getValue());
        }
        return Task.of(s);
        """,
        """
        static <T> T swap(List<T> list, int i) {
          return list.get(i);
        }
        """);
  }

  /** Of `? super` a captured variable source can name what is below it, which often is nothing. */
  MasterTest wildcardCaptureInLowerBound() {
    return body(
        "String",
        """
        Class<?> type = await((Class<?>) Integer.class);
        String s = see(type.getSuperclass(), await(1));
        while (type.getSuperclass() != await((Object) null)) {
          type = await(type.getSuperclass());
          s += type.getSimpleName();
        }
        List<?> any = List.of("a");
        s += see(below(any), await(2)) + see(belowList(any), await(3));
        s += see(belowArray(any), await(4)) + see(belowLower(any), await(5));
        s += see(belowUpper(any), await(6)) + see(belowDeep(any), await(7));
        List<? super Integer> some = new ArrayList<Number>(List.of(1));
        s += see(below(some), await(8)) + see(belowArray(some), await(9));
        s += see(belowUpper(some), await(10)) + see(belowLower(some), await(11));
        return Task.of(s);
        """,
        """
        static String see(Object o, int k) {
          return o + " " + k;
        }
        static <T> List<? super T> below(List<T> list) {
          return list;
        }
        static <T> List<? super List<T>> belowList(List<T> list) {
          return new ArrayList<>(List.of(list));
        }
        static <T> List<? super T[]> belowArray(List<T> list) {
          return new ArrayList<Object>(list);
        }
        static <T> List<? super List<? super T>> belowLower(List<T> list) {
          return new ArrayList<List<? super T>>(List.of(list));
        }
        static <T> List<? super List<? extends T>> belowUpper(List<T> list) {
          return new ArrayList<List<? extends T>>(List.of(list));
        }
        static <T> List<? super List<? super List<? super T>>> belowDeep(List<T> list) {
          return new ArrayList<>();
        }
        """);
  }

  MasterTest constructors() {
    return body(
        "String",
        """
        P a = new P(see(1), await(2));
        P b = new P(await(3), see(4));
        String s = a + "" + b + new StringBuilder(await("sb")).append(await(1));
        List<Integer> list = new ArrayList<>(List.of(await(1), await(2)));
        s += list + "" + new ArrayList<>(await(list)) + new int[await(2)].length;
        Box<String> box = new Box<>(await("b"));
        s += box.value.length() + new Box<>(await(7)).value;
        return Task.of(s);
        """,
        """
        final int x;
        final int y;
        P(int x, int y) {
          log("new");
          this.x = x;
          this.y = y;
        }
        @Override
        public String toString() {
          return "(" + x + "," + y + ")";
        }
        static class Box<T> {
          final T value;
          Box(T value) {
            this.value = value;
          }
        }
        """);
  }

  MasterTest constructorFails() {
    return body(
        "String",
        """
        try {
          return Task.of(new P(await(1), fail("argument")).toString());
        } catch (AwaitFailure e) {
          log(e);
        }
        return Task.of("" + new P(see(2), await(3)));
        """,
        """
        P(int x, int y) {
          log("new " + x + y);
        }
        @Override
        public String toString() {
          return "P";
        }
        """);
  }

  MasterTest innerCreation() {
    return body(
        "String",
        """
        P outer = new P("o");
        P.Inner i = outer.new Inner(await(1));
        P.Inner j = see(outer).new Inner(see(2) + await(3));
        P.Inner k = await(outer).new Inner(4);
        return Task.of(i + "" + j + k);
        """,
        """
        final String name;
        P(String name) {
          this.name = name;
        }
        class Inner {
          final int n;
          Inner(int n) {
            log("inner");
            this.n = n;
          }
          @Override
          public String toString() {
            return name + n;
          }
        }
        @Override
        public String toString() {
          return "outer " + name;
        }
        """);
  }

  MasterTest outerInstanceIsNull() {
    return body(
        "String",
        """
        P none = null;
        try {
          none.new Inner(await(5));
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of("");
        """,
        """
        class Inner {
          Inner(int n) {
            log("inner");
          }
        }
        """);
  }

  MasterTest anonymousClasses() {
    return body(
        "String",
        """
        P p = new P(see(1), await(2)) {
          int extra = 5;
          @Override
          public String toString() {
            return super.toString() + extra;
          }
        };
        int local = await(7);
        Supplier<String> s = new Supplier<>() {
          @Override
          public String get() {
            return "local " + local + this.getClass().isAnonymousClass();
          }
        };
        return Task.of(p + s.get() + await(8) + s.get());
        """,
        """
        final int x;
        P(int x, int y) {
          this.x = x * y;
        }
        @Override
        public String toString() {
          return "P" + x;
        }
        """);
  }

  MasterTest membersOfAnonymousClasses() {
    return body(
        "String",
        """
        int n = new Counter(await(1)) {
          @Override
          int next(int by) {
            return start += by;
          }
        }.next(see(2)) + new Counter(see(3)) {
          @Override
          int next(int by) {
            return start *= by;
          }
        }.next(await(4));
        n += await(new Counter(5) {
          @Override
          int next(int by) {
            return start - by;
          }
        }).next(await(6));
        n += new Counter(await(7)) {
          @Override
          int next(int by) {
            return by;
          }
        }.start;
        (new Counter(await(8)) {
          @Override
          int next(int by) {
            return by;
          }
        }).start += await(9);
        String s = new Object() {
          @Override
          public String toString() {
            return "text";
          }
        }.toString().concat(await("x"));
        return Task.of(n + s);
        """,
        """
        abstract static class Counter {
          int start;
          Counter(int start) {
            log("new " + start);
            this.start = start;
          }
          abstract int next(int by);
          @Override
          public String toString() {
            return "Counter" + start;
          }
        }
        """);
  }

  MasterTest methodReferences() {
    return body(
        "String",
        """
        Function<String, Integer> length = String::length;
        Supplier<String> bound = await("abc")::toUpperCase;
        Function<Integer, String> sub = see("hello")::substring;
        String s = bound.get() + length.apply(await("four")) + sub.apply(await(2));
        Supplier<List<String>> make = ArrayList::new;
        List<String> list = make.get();
        Consumer<String> add = list::add;
        add.accept(await("x"));
        list = null;
        add.accept(await("y"));
        IntFunction<int[]> array = int[]::new;
        s += array.apply(await(3)).length;
        BiFunction<Integer, Integer, Integer> max = Math::max;
        s += max.apply(await(1), await(2));
        try {
          String none = null;
          Supplier<String> bad = await(none)::trim;
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s);
        """);
  }

  MasterTest lambdaArguments() {
    return body(
        "String",
        """
        List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
        int factor = await(10);
        String s = "" + apply(x -> x * factor, await(4)) + apply(await((Integer) 1), x -> x + factor);
        list.sort(Comparator.comparing((Integer x) -> -x).thenComparing(x -> x + factor));
        s += list + "" + list.stream().map(x -> x + factor).toList() + await(1);
        return Task.of(s);
        """,
        """
        static int apply(IntUnaryOperator f, int x) {
          return f.applyAsInt(x);
        }
        static int apply(Integer x, IntUnaryOperator f) {
          return f.applyAsInt(x) + 1000;
        }
        """);
  }

  MasterTest lambdaAsReceiver() {
    return body(
        "String",
        """
        String s = ((Supplier<String>) () -> "a").get() + await("b");
        Runnable r = await(true) ? () -> log("then") : () -> log("else");
        r.run();
        Callable c = await((Callable) () -> see(1));
        return Task.of(s + c.call() + ((IntSupplier) () -> 4).getAsInt());
        """,
        """
        interface Callable {
          int call();
        }
        """);
  }

  MasterTest staticReceiverIsEvaluated() {
    return body(
            "String",
            """
            P p = null;
            String s = make(see(1)).twice(await(2)) + make(await(3)).shared + p.shared;
            return Task.of(s + await("x"));
            """,
            """
            static int shared = 4;
            static P make(int i) {
              log("make");
              return null;
            }
            static String twice(int i) {
              return "" + i + i;
            }
            """)
        .options("-Xlint:-static");
  }

  MasterTest chains() {
    return body(
        "String",
        """
        String s = start(1).then(await(2)).then(see(3)).then(await(4)).end(await("e"));
        return Task.of(s);
        """,
        """
        final String s;
        P(String s) {
          this.s = s;
        }
        static P start(int i) {
          return new P("" + see(i));
        }
        P then(int i) {
          return new P(s + see(i));
        }
        String end(String e) {
          return s + e;
        }
        """);
  }

  MasterTest voidOperator() {
    return body(
        "String",
        """
        pause();
        for (int i = 0; i < 2; i++) pause();
        if (see(true)) pause(); else pause();
        do pause(); while (see(false));
        label: pause();
        return Task.of("");
        """);
  }

  MasterTest instanceOperators() {
    return body(
        "String",
        """
        Cell<String> c = cell("c");
        String s = c.await() + cell(see(1)).await() + cell(await("d")).await();
        s += cell(cell("nested").await()).await().length();
        Cell<? extends Number> n = cell(5);
        s += n.await().intValue();
        Cell<String> none = null;
        try {
          s += none.await();
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s + new Own().both());
        """,
        """
        static class Own extends Cell<Integer> {
          Own() {
            super(9);
          }
          String both() {
            return "own";
          }
        }
        """);
  }

  MasterTest inheritedInstanceOperator() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P extends Base {
          static Task<String> run() {
            return new P().work();
          }
          @Suspendable
          Task<String> work() {
            String s = await();
            s += this.await() + super.await();
            return Task.of(s);
          }
        }
        class Base extends Cell<String> {
          Base() {
            super("mine");
          }
        }
        """);
  }

  MasterTest checkedHint() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("a", IOException.class);
          s += await(1, InterruptedException.class);
        } catch (IOException | InterruptedException e) {
          log(e);
          s += await("caught " + e.getMessage());
        }
        return Task.of(s);
        """);
  }

  MasterTest statementExpressions() {
    return body(
        "String",
        """
        await(1);
        await("x").length();
        new StringBuilder(await("y"));
        int i = 0;
        i++;
        await(i);
        ++i;
        i += await(3);
        new int[] {await(1)}[0]++;
        cell("z").await();
        return Task.of("" + i);
        """);
  }

  MasterTest printfAndFormat() {
    return body(
        "String",
        """
        return Task.of(String.format("%d %s %c", await(1), await("x"), await('c')) + String.join(",", await("a"), see("b")));
        """);
  }

  MasterTest equalsAndStrings() {
    return body(
        "String",
        """
        String a = await("a");
        boolean same = a.equals(await("a")) && "a".equals(await(a)) | await("x").isEmpty();
        return Task.of("" + same + Objects.hash(await(1), await(2)) + Integer.valueOf(await(3)).hashCode());
        """);
  }

  MasterTest primitivesThroughBoxes() {
    return body(
        "String",
        """
        List<Long> list = new ArrayList<>();
        list.add(await(1L));
        list.add((long) await(2));
        long sum = 0;
        for (long l : list) {
          sum += await(l);
        }
        Integer i = await(5);
        int j = await(i);
        Object o = await(j);
        double d = await((Integer) 6);
        char c = await((Character) 'c');
        long widened = await(c);
        return Task.of(sum + " " + i + j + o + d + c + widened);
        """);
  }

  MasterTest fieldAccess() {
    return body(
        "String",
        """
        P p = new P();
        String s = "" + p.self(await(1)).f + await(p).f + p.next().next(await(2)).f + await("abc").length();
        int[] a = {1, 2};
        s += await(a).length + await(new P()).g.length;
        P none = null;
        try {
          s += await(none).f;
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s);
        """,
        """
        int f = 3;
        int[] g = {1};
        P self(int i) {
          return this;
        }
        P next() {
          return this;
        }
        P next(int i) {
          f += i;
          return this;
        }
        """);
  }

  MasterTest classLiteralsAndThisClass() {
    return body(
        "String",
        """
        Class<?> c = await(String.class);
        String s = c.getSimpleName() + await(int[].class).getSimpleName() + await(void.class);
        s += P.class.getSimpleName();
        return Task.of(s);
        """);
  }
}
