package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Classes declared in a block that is taken apart. */
final class LocalClassesTest extends LanguageTest {
  MasterTest records() {
    return body(
        "String",
        """
        record Pair(String name, int size) {
          Pair {
            log("new " + name);
          }
          int twice() {
            return 2 * size;
          }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          Pair pair = new Pair("p" + i, await(i));
          pairs.add(pair);
          await(pair);
          log(pair.twice());
        }
        Pair[] array = {await(pairs.get(0)), pairs.get(1)};
        Map<String, List<Pair>> map = Map.of("all", pairs);
        pause();
        return Task.of(map + " " + array.length + await(array[1]).size());
        """);
  }

  MasterTest enumsAndInterfaces() {
    return body(
        "int",
        """
        enum Level { LOW, HIGH }
        interface Weight {
          int of(Level level);
        }
        Weight weight = level -> level == Level.LOW ? 1 : 10;
        int sum = 0;
        for (Level level : Level.values()) {
          sum += await(weight.of(level));
          switch (await(level)) {
            case LOW -> log("low");
            case HIGH -> log("high " + await(sum));
          }
        }
        return Task.of(sum);
        """);
  }

  MasterTest thatSeeTheReceiverAndParameters() {
    return body(
        "String",
        """
        return Task.of(await(new P().work(4)));
        """,
        """
        private int base = 100;

        @Suspendable
        Task<String> work(int k) {
          class Counter {
            int count = base + k;
            void add(int n) {
              count += n;
              base++;
            }
            class Inner {
              int seen = count;
            }
          }
          Counter counter = new Counter();
          counter.add(await(1));
          pause();
          Counter second = new Counter();
          second.add(await(2));
          return Task.of(counter.count + " " + second.count + " " + second.new Inner().seen + base);
        }
        """);
  }

  MasterTest thatUseTypeParameters() {
    return body(
        "String",
        """
        return Task.of(await(P.<Integer>boxed(List.of(1, 2))));
        """,
        """
        @Suspendable
        static <T> Task<String> boxed(List<T> values) {
          record Box<V>(V value) {}
          List<Box<T>> boxes = new ArrayList<>();
          for (T value : values) {
            boxes.add(new Box<>(await(value)));
          }
          Box<T> last = boxes.get(await(boxes.size() - 1));
          pause();
          return Task.of(boxes.toString() + last);
        }
        """);
  }

  /** In a lambda, javac 17 lets a class capture a constant. */
  MasterTest constantsOfLambdas() {
    return body(
        "String",
        """
        int one = await(1);
        IntUnaryOperator plain =
            k -> {
              final int c = 3 + 1;
              final String s = "x" + c;
              class L {
                int both() {
                  return c + s.length();
                }

                class Inner {
                  int more() {
                    return both() + c;
                  }
                }
              }
              Step step =
                  new Step(c) {
                    int next(int x) {
                      Step inner =
                          new Step(k) {
                            int next(int z) {
                              return z + c + s.length();
                            }
                          };
                      return x + c + n + one + inner.next(1);
                    }
                  };
              return step.next(k) + new L().both() + new L().new Inner().more();
            };
        Work<Integer> work =
            x -> {
              final int c = 3 + 1;
              final String s = "x" + c;
              Step step =
                  new Step(c) {
                    int next(int y) {
                      return y + c + n;
                    }

                    @Suspendable
                    Task<Integer> later(int y) {
                      int z = await(y);
                      return Task.of(z + c + s.length() + x);
                    }
                  };
              return Task.of(step.next(x) + await(step.later(2)));
            };
        return Task.of(plain.applyAsInt(5) + " " + await(work.run(3)));
        """,
        """
        interface Work<T> {
          @Suspendable
          Task<T> run(int x);
        }

        abstract static class Step {
          int n;

          Step(int n) {
            this.n = n;
          }

          abstract int next(int x);

          @Suspendable
          Task<Integer> later(int y) {
            return Task.of(next(y));
          }
        }
        """);
  }
}
