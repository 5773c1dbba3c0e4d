package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.generator;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;
import java.util.List;

/** Coroutines of local and anonymous classes, and such classes in coroutines. */
final class LocalHostsTest extends LanguageTest {
  MasterTest anonymous() {
    return body(
        "String",
        """
        Source<Integer> source = counter(10, "n");
        return Task.of(await(source.next()) + " " + await(source.next()) + " " + source);
        """,
        """
        interface Source<T> {
          @Suspendable
          Task<T> next();
        }

        static Source<Integer> counter(int start, String name) {
          long step = start / 2;
          return new Source<>() {
            private int at = start;

            @Override
            @Suspendable
            public Task<Integer> next() {
              int before = await(at);
              at += (int) (long) await(step);
              log(name + before);
              pause();
              return Task.of(at + before);
            }

            @Override
            public String toString() {
              return name + at;
            }
          };
        }
        """);
  }

  MasterTest local() {
    return body(
        "String",
        """
        return Task.of(await(new P().work(List.of("a", "b"), 7)));
        """,
        """
        private int calls;

        @Suspendable
        Task<String> work(List<String> names, int k) {
          String prefix = await("p");
          class Walker {
            final int own;
            Walker(int own) {
              this.own = own;
            }
            @Suspendable
            Task<String> walk(int from) {
              StringBuilder out = new StringBuilder();
              for (int i = from; i < names.size(); i++) {
                out.append(prefix).append(await(names.get(i))).append(own + k);
                calls++;
                out.append(from == 0 ? await(new Walker(own + 1).walk(from + 1)) : "");
              }
              return Task.of(out.toString());
            }
          }
          Walker walker = new Walker(await(1));
          String first = await(walker.walk(0));
          return Task.of(first + calls + await(new Walker(100).walk(1)));
        }
        """);
  }

  MasterTest capturedInALoop() {
    return body(
        "int",
        """
        List<Supplier<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          int square = await(i * i);
          long wide = i;
          String text = "t" + i;
          class Both implements Supplier<Integer> {
            final int plus = square + 1;
            @Override
            public Integer get() {
              log(text + wide);
              return square * 10 + plus;
            }
          }
          all.add(new Both());
          pause();
          all.add(new Supplier<Integer>() {
            @Override
            public Integer get() {
              return -square + text.length();
            }
          });
          all.add(await(i) == 1 ? new Both() {
            @Override
            public Integer get() {
              return super.get() + 1000;
            }
          } : new Both());
        }
        int sum = 0;
        for (Supplier<Integer> each : all) {
          sum = sum * 3 + await(each).get();
        }
        return Task.of(sum);
        """);
  }

  MasterTest sameNameTwice() {
    return body(
        "int",
        """
        int sum = 0;
        {
          class Counter {
            int count = 1;
          }
          sum = await(3) + new Counter().count;
        }
        {
          int two = await(2);
          class Counter {
            int count = two;
          }
          sum = sum + await(5) + new Counter().count;
        }
        return Task.of(sum);
        """);
  }

  MasterTest membersOfAnUnnamedClass() {
    return body(
        "int",
        """
        var pair = new Object() {
          int left = 3;
          int twice(int n) {
            return n + n + left;
          }
        };
        pair.left++;
        pause();
        int now = pair.twice(await(4));
        var list = List.of(pair, pair);
        await(1);
        return Task.of(now + list.get(0).left + new Object() {
          int twice(int n) {
            return n + n;
          }
        }.twice(await(5)));
        """);
  }

  MasterTest typeParametersAround() {
    return body(
        "String",
        """
        P.Box<String> box = new P.Box<>("x");
        return Task.of(await(box.<Integer>pair(4)) + await(box.holder().get()));
        """,
        """
        interface Getter<T> {
          @Suspendable
          Task<T> get();
        }

        static final class Box<T extends Comparable<T> & java.io.Serializable> {
          private final T value;

          Box(T value) {
            this.value = value;
          }

          Getter<T> holder() {
            return new Getter<>() {
              T held = value;

              @Override
              @Suspendable
              public Task<T> get() {
                T before = held;
                List<T> all = new ArrayList<>(List.of(before, await(value)));
                held = all.get(1);
                return Task.of(Box.this.value.compareTo(held) == 0 ? await(held) : before);
              }
            };
          }

          @Suspendable
          <U> Task<String> pair(U other) {
            U first = await(other);
            class Node<V> {
              final T t = value;
              final U u = first;
              final V v;
              Node<V> next;

              Node(V v) {
                this.v = v;
              }

              @Suspendable
              <W> Task<Map<T, V>> map(W w, List<? extends V> more) {
                Map<T, V> map = new TreeMap<>();
                map.put(await(t), more.isEmpty() ? v : await(more.get(0)));
                log(String.valueOf(await(w)) + u);
                return Task.of(map);
              }
            }
            Node<Integer> node = new Node<>(await(1));
            node.next = new Node<Integer>(2);
            List<Node<Integer>> nodes = new ArrayList<>(List.of(node, node.next));
            pause();
            T t = nodes.get(await(1)).t;
            U u = node.next.u;
            Map<T, Integer> map = await(node.map("w", List.of(9)));
            Node<?> any = await(node);
            boolean same = any.v.equals(1);
            return Task.of(t + "" + u + map + same + await(node.next.map(1, List.of())));
          }
        }
        """);
  }

  MasterTest constructorReferences() {
    return body(
        "String",
        """
        int base = await(10);
        class Cell {
          final int value;
          Cell(int value) {
            this.value = value + base;
          }
          Cell(int... values) {
            this.value = values.length;
          }
        }
        class Row<A> {
          final List<A> all;
          Row(List<A> all) {
            this.all = all;
          }
        }
        IntFunction<Cell> make = Cell::new;
        Function<List<String>, Row<String>> row = Row::new;
        Supplier<Cell> none = Cell::new;
        IntFunction<Cell[]> cells = Cell[]::new;
        pause();
        Cell[] array = java.util.stream.Stream.of(1, 2).map(Cell::new).toArray(Cell[]::new);
        return Task.of(make.apply(await(1)).value + " " + none.get().value + " " + cells.apply(3).length
            + row.apply(List.of("r")).all + array[await(1)].value);
        """,
        "");
  }

  MasterTest inLambdas() {
    return body(
        "String",
        """
        int one = await(1);
        Function<Integer, Supplier<String>> f = n -> {
          class Inner implements Supplier<String> {
            @Override
            public String get() {
              return "i" + n + one;
            }
          }
          return n > 1 ? new Inner() : new Supplier<>() {
            @Override
            public String get() {
              return "a" + n + one + new Inner().get();
            }
          };
        };
        pause();
        return Task.of(f.apply(await(1)).get() + f.apply(await(2)).get());
        """,
        "");
  }

  MasterTest suspendableLambdas() {
    return body(
        "String",
        """
        return Task.of(await(new P().run(await(2))));
        """,
        """
        interface Source<T> {
          @Suspendable
          Task<T> next();
        }

        private int field = 5;

        @Suspendable
        Task<String> run(int start) {
          String name = "n" + start;
          class Kept {
            final int mine = start;
          }
          var unnamed = new Object() {
            int count = 1;
          };
          Source<String> direct = () -> Task.of(name + await(new Kept().mine) + unnamed.count++);
          Source<String> around = new Source<String>() {
            int inner = 1;

            Source<Integer> lambda(int plus) {
              return () -> {
                int sum = await(start) + plus + inner++ + field;
                return Task.of(sum + new Kept().mine);
              };
            }

            @Override
            @Suspendable
            public Task<String> next() {
              Source<Integer> one = lambda(await(100));
              Source<Integer> two = () -> Task.of(await(inner) + start);
              return Task.of(name + await(one.next()) + "," + await(two.next()));
            }
          };
          pause();
          return Task.of(await(direct.next()) + await(around.next()) + await(direct.next()));
        }
        """);
  }

  MasterTest enclosingInstances() {
    return body(
        "String",
        """
        return Task.of(await(new P().outer("k")));
        """,
        """
        private String field = "f";

        private String method(int n) {
          return field + n;
        }

        abstract static class Base {
          protected int count = 1;

          protected String name() {
            return "base" + count;
          }

          @Suspendable
          abstract Task<String> go(int n);
        }

        @Suspendable
        Task<String> outer(String key) {
          return Task.of(
              await(new Base() {
                @Override
                protected String name() {
                  return super.name() + key;
                }

                class Member {
                  int own = 3;

                  @Suspendable
                  Task<String> deep(int n) {
                    count += await(n);
                    return Task.of(method(own) + name() + P.this.field + key + new Base() {
                      @Override
                      @Suspendable
                      Task<String> go(int m) {
                        return Task.of(own + key + await(m) + count);
                      }
                    }.count);
                  }
                }

                @Override
                @Suspendable
                Task<String> go(int n) {
                  field = field + await(n);
                  Member member = new Member();
                  Supplier<Member> more = Member::new;
                  Supplier<Member> another = () -> this.new Member();
                  field += more.get().own + another.get().own;
                  return Task.of(super.name() + this.name() + await(member.deep(n)) + method(n));
                }
              }.go(await(2))));
        }
        """);
  }

  MasterTest enumsRecordsAndInterfaces() {
    return body(
        "String",
        """
        enum Level {
          LOW,
          HIGH {
            @Override
            @Suspendable
            Task<Integer> weight(int n) {
              return Task.of(await(n) * 100);
            }
          };

          @Suspendable
          Task<Integer> weight(int n) {
            return Task.of(await(n) + ordinal());
          }
        }
        interface Named {
          String name();

          @Suspendable
          default Task<String> twice() {
            return Task.of(await(name()) + await(name()));
          }
        }
        record Pair(String name, int size) implements Named {
          @Suspendable
          static Task<Pair> of(String name) {
            return Task.of(new Pair(await(name), name.length()));
          }
        }
        Pair pair = await(Pair.of("ab"));
        int sum = await(Level.LOW.weight(3)) + await(Level.HIGH.weight(4));
        return Task.of(pair + await(pair.twice()) + sum);
        """);
  }

  MasterTest enumConstants() {
    return body(
        "int",
        """
        return Task.of(await(P.Op.PLUS.apply(3, 4)) + await(P.Op.TIMES.apply(3, 4)));
        """,
        """
        enum Op {
          PLUS {
            @Override
            @Suspendable
            Task<Integer> apply(int a, int b) {
              return Task.of(await(a) + await(b) + extra);
            }
          },
          TIMES {
            private final int own = 11;

            @Override
            @Suspendable
            Task<Integer> apply(int a, int b) {
              pause();
              return Task.of(await(a) * await(b) + own + ordinal());
            }
          };

          int extra = 7;

          @Suspendable
          abstract Task<Integer> apply(int a, int b);
        }
        """);
  }

  MasterTest hiddenNames() {
    return body(
        "String",
        """
        return Task.of(await(P.of(1, "s").next()));
        """,
        """
        interface Source {
          @Suspendable
          Task<String> next();
        }

        static Source of(int x, String s) {
          return new Source() {
            @Override
            @Suspendable
            public Task<String> next() {
              String seen = await(s) + x;
              {
                long x = await(20L);
                seen += x;
              }
              for (String s : List.of("inner", await("last"))) {
                seen += s;
              }
              return Task.of(seen + x + s);
            }
          };
        }
        """);
  }

  MasterTest generators() {
    return generator(
            "Integer",
            """
            Source source = upTo(4, 10);
            yieldAll(source.values());
            yieldAll(source.values());
            return Generator.end();
            """,
            """
            interface Source {
              @Suspendable
              Generator<Integer> values();
            }

            static Source upTo(int limit, int step) {
              return new Source() {
                @Override
                @Suspendable
                public Generator<Integer> values() {
                  for (int i = 0; i < limit; i++) {
                    yieldValue(i * step);
                  }
                  return Generator.end();
                }
              };
            }
            """)
        .withoutFailures();
  }

  MasterTest exceptions() {
    return body(
        "String",
        """
        int code = await(4);
        class Failure extends Exception {
          final int seen = code;
          Failure(String message) throws java.io.IOException {
            super(message);
            if (message.isEmpty()) {
              throw new java.io.IOException("empty");
            }
          }
        }
        String out = "";
        for (String message : List.of("m", "")) {
          try {
            pause();
            throw new Failure(await(message));
          } catch (Failure e) {
            out += e.getMessage() + await(e.seen);
          } catch (java.io.IOException e) {
            out += e.getMessage();
          }
        }
        return Task.of(out);
        """);
  }

  MasterTest inDeadCode() {
    return body(
        "int",
        """
        int n = await(1);
        if (DEBUG) {
          log(new Object() {
            int twice() {
              return n + n;
            }
          }.twice());
        }
        if (DEBUG) {
          class Never {
            int m = n;
          }
          log(new Never().m + await(2));
        }
        assert 3 > 2 : new Object() {
          int never(String... s) {
            return n + s.length;
          }
        }.never("a");
        int m = 1 == 2 ? new Object() { int own = n; }.own : n;
        return Task.of(m + (DEBUG && new Object() { }.hashCode() == n ? 1 : await(2)));
        """,
        "static final boolean DEBUG = false;");
  }

  /** The first part of the condition decides, so javac leaves out the classes. */
  MasterTest inDeadCodeOfConditionsThatSuspend() {
    return body(
        "int",
        """
        int n = SURE || await(false) ? await(1) : new Object() { int own() { return 3; } }.own();
        n += SURE || await(false) ? 2 : new Object() { int own() { return 3; } }.own();
        n += !SURE && await(true) ? new Object() { int own() { return 3; } }.own() : 4;
        n = n +
            (SURE || await(false)
                ? 5
                : new Object() { int own() { return 3; } }.own());
        if (SURE || await(false)) {
          n += 6;
        } else {
          class Never {}
          log(new Never());
        }
        assert SURE || await(true) : made(() -> {
          class Never {}
          return new Never();
        });
        return Task.of(n);
        """,
        """
        static final boolean SURE = true;

        static Object made(java.util.function.Supplier<Object> supplier) {
          return supplier.get();
        }
        """);
  }

  /** Javac leaves out the classes together with the assertion. */
  MasterTest inDeadAssertions() {
    return body(
        "int",
        """
        assert SURE || await(0) == 0 : made(() -> {
          class Never {}
          return new Never();
        });
        assert PREFIX + 7 == "aa7" || "".isEmpty() : made(() -> {
          class Never {}
          return new Never();
        });
        assert SURE || "".isEmpty() : new Object() { int own = 1; }.own;
        return Task.of(await(1));
        """,
        """
        static final boolean SURE = true;
        static final String PREFIX = "aa";

        static Object made(java.util.function.Supplier<Object> supplier) {
          return supplier.get();
        }
        """);
  }

  MasterTest coroutinesInDeadCode() {
    return body(
        "int",
        """
        int n = await(1);
        if (DEBUG) {
          class Never {
            @Suspendable
            Task<Integer> twice() {
              return Task.of(await(n) + n);
            }
          }
          n2[0] += await(new Never().twice());
        }
        if (DEBUG && n > 0) {
          Source<Integer> never = () -> Task.of(await(n));
          n2[0] += await(never.next());
        }
        class Alive {
          @Suspendable
          Task<Integer> thrice() {
            if (DEBUG) {
              return new Source<Integer>() {
                @Suspendable
                public Task<Integer> next() {
                  return Task.of(await(7));
                }
              }.next();
            }
            return Task.of(await(n) * 3);
          }
        }
        return Task.of(await(new Alive().thrice()) + await(other(n)));
        """,
        """
        static final boolean DEBUG = false;
        static int[] n2 = {0};

        interface Source<T> {
          @Suspendable
          Task<T> next();
        }

        @Suspendable
        static Task<Integer> other(int n) {
          return Task.of(await(n + 1));
        }

        static Source<Integer> source() {
          if (DEBUG) {
            class Never implements Source<Integer> {
              @Suspendable
              public Task<Integer> next() {
                return Task.of(await(7));
              }
            }
            return new Never();
          }
          return () -> Task.of(await(8));
        }
        """);
  }

  MasterTest behindConstantsOfAllKinds() {
    StringBuilder body = new StringBuilder("int n = await(1);\n");
    List<String> never =
        List.of(
            "'\\uffff' <= (byte) 127",
            "LEVEL * 2 + 1 > 0x7 && n > 0",
            "\"a\" + LEVEL + 'c' + 1.5f + true != \"a3c1.5true\"",
            "(LEVEL << 33 >>> 1 | 4) == 0",
            "~LEVEL != -4 || -LEVEL % 2 != -1",
            "(char) 65601.9 != 'A'",
            "(byte) 0x1ffL != -1",
            "1e300 * 10 * 1e10 < Double.MAX_VALUE",
            "0.1f + 0.2f == 0.1 + 0.2",
            "1.0 / 0 < 5L / 2",
            "(LEVEL == 3 ? 'x' : LEVEL) != 120",
            "!(false ^ true)",
            "(short) 70000 != 4464",
            "Integer.MAX_VALUE + 1 > 0",
            "(int) Float.NaN != 0",
            "1L << 40 == 1 << 40",
            "0.0 / 0 == 0.0 / 0 || 0.0 / 0 <= 1",
            "null == \"\"",
            "NAME == null",
            "null != null");
    for (int i = 0; i < never.size(); i++) {
      body.append(
          """
          if (%1$s) {
            class Never%2$d {
              int value = n;
              @Suspendable
              Task<Integer> next() {
                return Task.of(await(value));
              }
            }
            log(await(new Never%2$d().next()));
          } else {
            pause();
          }
          """
              .formatted(never.get(i), i));
    }
    return body(
        "int",
        body + "return Task.of(n);",
        "static final int LEVEL = 3; static final String NAME = \"n\";");
  }

  MasterTest inDeadOperands() {
    return body(
        "String",
        """
        int n = await(1);
        boolean a = true || await(new Object() { boolean is() { return n > 1; } }.is());
        boolean b = LEVEL > 3 && await(new Object() { boolean is() { return n > 1; } }.is()) || await(n == 1);
        Integer c = LEVEL < 3 ? await(new Object() { int get() { return n; } }.get()) : see(n);
        long d = 'x' == 120 ? await(n) : await(new Object() { long get() { return n; } }.get());
        assert LEVEL == 3 : await(new Object() { long get() { return n; } }.get());
        if ((a || b) && (LEVEL == 3 || new Source<Integer>() {
          @Suspendable
          public Task<Integer> next() {
            return Task.of(await(n));
          }
        }.next() == await(null))) {
          log("in");
        }
        return Task.of(a + " " + b + " " + c + " " + d);
        """,
        """
        static final int LEVEL = 3;

        interface Source<T> {
          @Suspendable
          Task<T> next();
        }
        """);
  }

  /** Their frames would make instances of classes that javac has left out. */
  MasterTest lambdasInDeadCode() {
    return body(
        "String",
        """
        List<Step> steps = new ArrayList<>();
        assert true || steps.add(v -> {
          class Local { int n = v; int grow(int by) { return n += by; } }
          Local l = new Local();
          return Task.of(l.grow(await(v)));
        }) : "never";
        if (false) {
          steps.add(v -> {
            class Local { int n = v; int grow(int by) { return n += by; } }
            return Task.of(new Local().grow(await(v)));
          });
        }
        boolean b = false && steps.add(v -> Task.of(new Object() { int grow(int by) { return v + by; } }.grow(await(v))));
        Step step = v -> {
          return false ? Task.of(new Object() { int grow(int by) { return v + by; } }.grow(await(v))) : Task.of(await(v));
        };
        return true
            ? Task.of("" + steps + b + await(step.go(await(3))))
            : Task.of(new Object() { String text() { return b + "never"; } }.text() + await(1));
        """,
        """
        interface Step {
          @Suspendable
          Task<Integer> go(int v);
        }
        """);
  }

  /** javac 17 names the methods of these lambdas after the class, if it has a name. */
  MasterTest lambdasInFields() {
    return body(
        "String",
        """
        class L {
          int a = 1;
          Step s = v -> Task.of(await(v) + a);

          class M {
            final Step s = v -> Task.of(await(v) + a + 1);
          }
        }
        record R(int a) {
          static final Step S = v -> Task.of(await(v) + 3);
        }
        enum E {
          A;

          final Step s = v -> Task.of(await(v) + 4);
          static final Step T = v -> Task.of(await(v) + 5);
        }
        Object o =
            new Supplier<Step>() {
              Step s = v -> Task.of(await(v) + 6), t = v -> Task.of(await(s.go(v)) + 7);
              final Step made;

              {
                made = v -> Task.of(await(t.go(v)) + 8);
              }

              public Step get() {
                return made;
              }
            };
        Step made = ((Supplier<Step>) o).get();
        return Task.of(
            ""
                + await(new L().s.go(10))
                + await(new L().new M().s.go(10))
                + await(R.S.go(10))
                + await(E.A.s.go(10))
                + await(E.T.go(10))
                + await(made.go(10))
                + await(C.A.step().go(10)));
        """,
        """
        interface Step {
          @Suspendable
          Task<Integer> go(int v);
        }

        enum C {
          A {
            Step s = v -> Task.of(await(v) + 9);

            @Override
            Step step() {
              return s;
            }
          };

          abstract Step step();
        }
        """);
  }

  /** Since 18 javac leaves out the reference to an outer instance that only dead code uses. */
  MasterTest outerInstanceInDeadCode() {
    return body(
        "String",
        """
        return Task.of(await(new Outer().inner.go(1)) + await(new Outer().new In().go(2)));
        """,
        """
        static class Outer {
          int n = 4;
          final Step inner =
              new Step() {
                @Override
                @Suspendable
                public Task<String> go(int v) {
                  if (false) {
                    throw new IllegalStateException(
                        switch ("") {
                          case "a": {
                            if (false) {
                            } else if (await(await(false))) {
                            }
                            log(Outer.this.n -= 0);
                          }
                          default: {
                            yield "";
                          }
                        });
                  }
                  return Task.of("a" + await(v));
                }
              };

          class In implements Step {
            @Override
            @Suspendable
            public Task<String> go(int v) {
              if (false) {
                log(n + await(Outer.this.n));
              }
              return Task.of("b" + await(v));
            }
          }
        }

        interface Step {
          Task<String> go(int v);
        }
        """);
  }
}
