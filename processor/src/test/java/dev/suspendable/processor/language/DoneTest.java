package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.AwaitFailure;
import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** The stopped signal: scopes unwind, nothing is caught. */
final class DoneTest extends LanguageTest {
  private static Throwable suppressing(Throwable first, Throwable second) {
    first.addSuppressed(second);
    return first;
  }

  MasterTest noCleanup() {
    return body(
        "String",
        """
        return Task.of(await("a") + await("b"));
        """);
  }

  MasterTest catchesNothing() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("a");
        } catch (Throwable t) {
          log("caught " + t.getClass().getSimpleName());
        }
        try {
          try {
            s += await("b");
          } catch (Error | RuntimeException t) {
            log("caught " + t.getClass().getSimpleName());
          }
        } catch (Throwable t) {
          log("outer " + t.getClass().getSimpleName());
        }
        return Task.of(s);
        """);
  }

  MasterTest finallyBlocksInOrder() {
    return body(
        "String",
        """
        String s = "";
        try {
          try {
            s += await("a");
          } finally {
            log("1");
            s += await("f1");
            log("2");
          }
          s += "mid";
        } finally {
          log("3" + s);
          s += await("f2");
          log("4");
        }
        return Task.of(s);
        """);
  }

  MasterTest inCatch() {
    return body(
        "String",
        """
        String s = "";
        try {
          try {
            fail("x");
          } catch (AwaitFailure e) {
            s += await("c");
          } catch (Throwable t) {
            log("never");
          } finally {
            s += await("f");
            log(s);
          }
        } catch (Throwable t) {
          log("caught");
        } finally {
          log("outer");
        }
        return Task.of(s);
        """);
  }

  MasterTest afterAnException() {
    return body(
        "String",
        """
        try {
          throw new IOException("pending");
        } finally {
          log("f1");
          pause();
          log("f2");
        }
        """);
  }

  MasterTest afterAReturn() {
    return body(
        "String",
        """
        try {
          return Task.of("pending");
        } finally {
          log("f1");
          pause();
          log("f2");
        }
        """);
  }

  MasterTest afterABreak() {
    return body(
        "String",
        """
        String s = "";
        for (;;) {
          try {
            break;
          } finally {
            s += await("f");
            log("after");
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest cleanupFails() {
    return body(
        "String",
        """
        try {
          try {
            pause();
          } finally {
            log("f");
            if (see(true)) throw new IllegalStateException("cleanup");
          }
        } finally {
          log("outer");
        }
        return Task.of("");
        """);
  }

  MasterTest cleanupFailsBeneathACatch() {
    return body(
            "String",
            """
            String s = "";
            try {
              try {
                pause();
              } finally {
                log("f");
                fail("cleanup");
              }
            } catch (AwaitFailure e) {
              log("caught");
              s += await("c");
            } finally {
              s += await("outer");
              log("outer");
            }
            return Task.of(s);
            """)
        .whenStopped(
            1,
            new AwaitFailure("cleanup"),
            "await 'pause'",
            "f",
            "fail cleanup",
            "await 'outer'",
            "outer");
  }

  MasterTest severalCleanupsFail() {
    return body(
            "String",
            """
            try {
              try {
                try {
                  pause();
                } finally {
                  fail("one");
                }
              } finally {
                log("two");
                if (see(true)) throw new IllegalStateException("two");
              }
            } finally {
              log("three");
            }
            return Task.of("");
            """)
        .whenStopped(
            1,
            suppressing(new AwaitFailure("one"), new IllegalStateException("two")),
            "await 'pause'",
            "fail one",
            "two",
            "see trueBoolean",
            "three");
  }

  MasterTest awaitFailsInCleanup() {
    return body(
        "String",
        """
        try {
          pause();
        } finally {
          try {
            log("cleanup");
            fail("inside");
          } catch (AwaitFailure e) {
            log("handled " + await("h"));
          }
          log("cleanup ends");
        }
        return Task.of("");
        """);
  }

  MasterTest jumpOutOfFinallyIsIgnored() {
    return body(
            "String",
            """
            String s = "";
            for (int i = 0; i < 2; i++) {
              try {
                s += await("a");
              } finally {
                log("f" + i);
                if (i == 0) continue;
                break;
              }
            }
            return Task.of(s);
            """)
        .whenStopped(1, "await 'a'", "f0")
        .whenStopped(2, "await 'a'", "f0", "await 'a'", "f1");
  }

  MasterTest returnInFinallyIsIgnored() {
    return body(
            "String",
            """
            try {
              try {
                pause();
              } finally {
                log("f");
                if (await(true)) return Task.of("ignored");
              }
            } finally {
              log("outer");
            }
            return Task.of("");
            """)
        .whenStopped(1, "await 'pause'", "f", "await trueBoolean", "outer");
  }

  MasterTest breakToOuterLoopIsIgnored() {
    return body(
            "String",
            """
            outer:
            for (;;) {
              try {
                for (;;) {
                  try {
                    pause();
                    return Task.of("x");
                  } finally {
                    log("inner");
                    pause();
                    if (see(true)) break outer;
                  }
                }
              } finally {
                log("outer");
              }
            }
            return Task.of("left");
            """)
        .whenStopped(1, "await 'pause'", "inner", "await 'pause'", "see trueBoolean", "outer");
  }

  MasterTest resourcesAreClosed() {
    return body(
        "String",
        """
        try (R a = new R("a"); R b = new R("b")) {
          pause();
          log("body");
        } finally {
          log("finally" + await(1));
        }
        return Task.of("");
        """,
        """
        record R(String name) implements AutoCloseable {
          @Override
          public void close() {
            log("close " + name);
          }
        }
        """);
  }

  MasterTest resourcesFailToClose() {
    return body(
            "String",
            """
            try (R a = new R("a"); R b = new R("b")) {
              pause();
            } catch (IOException e) {
              log("caught");
            } finally {
              log("finally");
            }
            return Task.of("");
            """,
            """
            record R(String name) implements Closeable {
              @Override
              public void close() throws IOException {
                log("close " + name);
                throw new IOException(name);
              }
            }
            """)
        .whenStopped(
            1,
            suppressing(new java.io.IOException("b"), new java.io.IOException("a")),
            "await 'pause'",
            "close b",
            "close a",
            "finally");
  }

  MasterTest inLoopsAndSwitches() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 2; i++) {
          try {
            switch (await(i)) {
              case 0 -> {
                try {
                  s += await("in");
                } finally {
                  s += await("f");
                }
              }
              default -> s += switch (s) {
                case "inf" -> {
                  try {
                    yield await("y");
                  } finally {
                    log("yield's");
                  }
                }
                default -> "d";
              };
            }
          } finally {
            log(i);
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest throughCallees() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await(callee("x"));
        } catch (Throwable t) {
          log("caught");
        } finally {
          log("caller" + await(1));
        }
        return Task.of(s);
        """,
        """
        @Suspendable
        static Task<String> callee(String a) {
          try {
            return Task.of(a + await("y"));
          } finally {
            log("callee");
            pause();
          }
        }
        """);
  }

  MasterTest throughTailCalls() {
    return body(
        "String",
        """
        log("caller");
        return callee(2);
        """,
        """
        @Suspendable
        static Task<String> callee(int n) {
          pause();
          if (n > 0) {
            return callee(n - 1);
          }
          return Task.of("end");
        }
        """);
  }

  MasterTest throughReturnInTry() {
    return body(
        "String",
        """
        try {
          return callee();
        } finally {
          log("caller");
        }
        """,
        """
        @Suspendable
        static Task<String> callee() {
          try {
            return Task.of(await("x"));
          } finally {
            log("callee");
          }
        }
        """);
  }

  MasterTest secondStopInCleanup() {
    return body(
        "String",
        """
        try {
          try {
            pause();
          } finally {
            log("a");
            pause();
            log("b");
          }
        } finally {
          log("c");
        }
        return Task.of("");
        """);
  }

  MasterTest localsInCleanup() {
    return body(
        "String",
        """
        String a = "a";
        try {
          String b = await("b");
          try {
            a = await("c");
            b = await("d");
          } finally {
            log(a + b);
            b = await("e");
            log(a + b);
          }
        } finally {
          log(a);
          a += await("f");
          log(a);
        }
        return Task.of(a);
        """);
  }
}
