package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions in try, catch and finally. */
final class TryTest extends LanguageTest {
  MasterTest awaitInTry() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("a");
          s += await("b");
        } catch (AwaitFailure e) {
          log(e);
          s += "caught";
        }
        return Task.of(s);
        """);
  }

  MasterTest awaitInCatch() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += fail("body");
        } catch (AwaitFailure e) {
          s += await("c1") + e.getMessage();
          s += await("c2") + e.getMessage();
        }
        return Task.of(s);
        """);
  }

  MasterTest awaitInFinally() {
    return body(
        "String",
        """
        String s = "";
        try {
          log("body");
        } finally {
          s += await("f1");
          s += await("f2");
        }
        return Task.of(s);
        """);
  }

  MasterTest awaitEverywhere() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("try");
        } catch (AwaitFailure e) {
          log(e);
          s += await("catch");
        } finally {
          log("finally");
          s += await("finally");
          log("finally ends");
        }
        return Task.of(s);
        """);
  }

  MasterTest finallyRunsOnReturn() {
    return body(
        "String",
        """
        log("start");
        try {
          return Task.of(see("value" + await("a")));
        } finally {
          log("finally");
          pause();
          log("end");
        }
        """);
  }

  MasterTest valueIsKeptThroughFinally() {
    return body(
        "String",
        """
        int i = 1;
        try {
          return Task.of("" + (i + await(1)));
        } finally {
          i = 100;
          i += await(2);
        }
        """);
  }

  MasterTest finallyRunsOnException() {
    return body(
        "String",
        """
        try {
          pause();
          throw new IOException("io" + await(1));
        } finally {
          log("finally");
          pause();
        }
        """);
  }

  MasterTest finallyWithoutSuspension() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("a");
        } finally {
          s += "f";
          log("finally");
        }
        try {
          pause();
          if (see(true)) return Task.of(s + await("r"));
        } finally {
          log("second");
        }
        return Task.of("no");
        """);
  }

  MasterTest finallyReturnsOverException() {
    return body(
            "String",
            """
            try {
              throw new IllegalStateException(await("lost"));
            } finally {
              if (await(true)) return Task.of("override");
            }
            """)
        .whenStopped(1, "await 'lost'", "await trueBoolean");
  }

  MasterTest finallyReturnsOverReturn() {
    return body(
            "String",
            """
            try {
              return Task.of(await("first"));
            } finally {
              return Task.of(await("second"));
            }
            """)
        .whenStopped(1, "await 'first'", "await 'second'");
  }

  MasterTest finallyThrowsOverException() {
    return body(
            "String",
            """
            try {
              try {
                throw new IllegalStateException(await("lost"));
              } finally {
                throw new IOException(await("won"));
              }
            } catch (IOException e) {
              log(e);
              return Task.of(e.getMessage() + e.getSuppressed().length);
            }
            """)
        .whenStopped(1, new java.io.IOException("won"), "await 'lost'", "await 'won'");
  }

  MasterTest finallyBreaks() {
    return body(
            "String",
            """
            String s = "";
            for (int i = 0; i < 3; i++) {
              try {
                if (await(i) == 1) throw new IllegalStateException("lost");
                s += i;
              } finally {
                s += await("f");
                if (i == 1) break;
                if (i == 0) continue;
              }
            }
            return Task.of(s);
            """)
        .whenStopped(1, "await 0", "await 'f'")
        .whenStopped(2, "await 0", "await 'f'")
        .whenStopped(3, "await 0", "await 'f'", "await 1", "await 'f'")
        .whenStopped(4, "await 0", "await 'f'", "await 1", "await 'f'");
  }

  MasterTest jumpsThroughFinallies() {
    return body(
        "String",
        """
        String s = "";
        outer:
        for (int i = 0; i < 4; i++) {
          try {
            try {
              for (;;) {
                try {
                  if (i == 0) continue outer;
                  if (await(i) == 1) break;
                  if (i == 2) break outer;
                } finally {
                  s += "a" + await(i);
                }
                s += "x";
              }
            } finally {
              s += "b";
            }
            s += "after";
          } finally {
            s += await("c");
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest returnThroughManyFinallies() {
    return body(
        "String",
        """
        String[] s = {""};
        try {
          try {
            try {
              pause();
              return Task.of(s[0] += "r");
            } finally {
              s[0] += await("1");
              log(s[0]);
            }
          } finally {
            s[0] += "2";
            log(s[0]);
          }
        } finally {
          s[0] += await("3");
          log(s[0]);
        }
        """);
  }

  MasterTest nestedTries() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("o");
          try {
            s += await("i");
            s += fail("inner");
          } catch (IllegalStateException e) {
            s += "never";
          } finally {
            s += await("if");
          }
          s += "skipped";
        } catch (AwaitFailure e) {
          log(e);
          s += await("oc");
          try {
            s += await("t");
            throw new IOException("in catch");
          } catch (IOException f) {
            s += await(f.getMessage()) + e.getMessage();
          }
        } finally {
          try {
            s += await("ft");
          } catch (AwaitFailure e) {
            s += await("fc");
          } finally {
            s += await("ff");
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest catchOrder() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 6; i++) {
          try {
            thrown(await(i));
            s += "none";
          } catch (FileNotFoundException e) {
            s += await("fnf");
          } catch (IOException e) {
            s += await("io");
          } catch (IllegalStateException | IllegalArgumentException e) {
            s += await("multi") + e.getMessage();
          } catch (RuntimeException e) {
            s += await("rt") + e.getClass().getSimpleName();
          } catch (Error e) {
            s += await("error");
          }
        }
        return Task.of(s);
        """,
        """
        static void thrown(int i) throws IOException {
          switch (i) {
            case 0:
              throw new FileNotFoundException();
            case 1:
              throw new IOException();
            case 2:
              throw new IllegalStateException("ise");
            case 3:
              throw new IllegalArgumentException("iae");
            case 4:
              throw new UnsupportedOperationException();
            case 5:
              throw new StackOverflowError();
          }
        }
        """);
  }

  MasterTest preciseRethrow() {
    return body(
        "String",
        """
        try {
          inner();
        } catch (IOException e) {
          log(e);
        }
        return Task.of(await("end"));
        """,
        """
        static void inner() throws IOException {
          throw new IOException("x");
        }
        """);
  }

  MasterTest preciseRethrowOfSuspending() {
    return body(
        "String",
        """
        String s = "";
        try {
          try {
            s += await("a", IOException.class);
            if (s.length() > 5) throw new InterruptedException();
          } catch (Exception e) {
            log("rethrow");
            s += await("r");
            throw e;
          }
        } catch (IOException | InterruptedException e) {
          s += await("c");
        }
        return Task.of(s);
        """);
  }

  MasterTest catchThrowable() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("a");
          s += fail("x");
        } catch (Throwable t) {
          log(t);
          s += await("c");
          if (s.length() > 100) throw t;
        } finally {
          s += await("f");
        }
        return Task.of(s);
        """);
  }

  MasterTest catchAndRethrow() {
    return body(
        "String",
        """
        try {
          try {
            pause();
            throw new IOException("first");
          } catch (IOException e) {
            pause();
            throw new IllegalStateException("second", e);
          } finally {
            log("f" + await(1));
          }
        } catch (IllegalStateException e) {
          log(e);
          throw e;
        }
        """);
  }

  MasterTest catchParameterIsAssigned() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await(fail("x") + "");
        } catch (RuntimeException e) {
          s += e.getMessage();
          e = new IllegalStateException("assigned");
          pause();
          s += e.getMessage();
        }
        return Task.of(s);
        """);
  }

  MasterTest exceptionInCatchRunsFinally() {
    return body(
        "String",
        """
        String s = "";
        try {
          try {
            throw new IOException("a" + await(1));
          } catch (IOException e) {
            s += await("c");
            throw new IllegalStateException("b");
          } finally {
            s += await("f");
            log(s);
          }
        } catch (IllegalStateException e) {
          s += await(e.getMessage());
        }
        return Task.of(s);
        """);
  }

  MasterTest tryInLoopWithState() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 3; i++) {
          int before = i * 10;
          try {
            int inside = await(i);
            if (inside == 1) throw new IllegalStateException("" + before);
            s += inside;
          } catch (IllegalStateException e) {
            int inCatch = await(before);
            s += e.getMessage() + inCatch;
            continue;
          } finally {
            s += "f" + await(before + 1);
          }
          s += ";";
        }
        return Task.of(s);
        """);
  }

  MasterTest localAssignedInTryReadInCatch() {
    return body(
        "String",
        """
        int step = 0;
        try {
          step = 1;
          pause();
          step = 2;
          pause();
          step = 3;
          fail("x");
        } catch (AwaitFailure e) {
          log("step " + step);
        } finally {
          log("finally " + step);
        }
        return Task.of(await("" + step));
        """);
  }

  MasterTest finallyReadsLocals() {
    return body(
        "String",
        """
        String a = await("a");
        String b = "";
        try {
          b = await("b");
          a = await("c");
        } finally {
          log(a + b);
          pause();
          log(a + b);
        }
        return Task.of(a + b);
        """);
  }

  MasterTest emptyTryParts() {
    return body(
        "String",
        """
        try {
        } finally {
          pause();
        }
        try {
          pause();
        } catch (AwaitFailure e) {
        }
        try {
          pause();
        } finally {
        }
        return Task.of("");
        """);
  }

  MasterTest syntheticExceptions() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += 1 / await(0);
        } catch (ArithmeticException e) {
          s += e.getMessage();
        }
        try {
          s += ((String) (Object) await((Object) 1));
        } catch (ClassCastException e) {
          s += "cce";
        }
        try {
          s += await((String) null).length();
        } catch (NullPointerException e) {
          s += "npe";
        }
        try {
          s += (int) await((Integer) null);
        } catch (NullPointerException e) {
          s += "unbox";
        }
        try {
          throw null;
        } catch (NullPointerException e) {
          s += await("throw");
        }
        return Task.of(s);
        """);
  }

  MasterTest stackOverflowInBody() {
    return body(
        "String",
        """
        String s = await("a");
        try {
          deep(0);
        } catch (StackOverflowError e) {
          s += await("so");
        }
        return Task.of(s);
        """,
        """
        static int deep(int i) {
          return deep(i + 1) + 1;
        }
        """);
  }

  MasterTest finallyOnlyJumpTargets() {
    return body(
        "String",
        """
        int n = 0;
        while (true) {
          try {
            try {
              if (await(n++) == 2) break;
            } finally {
              if (n == 1) pause();
            }
          } finally {
            log("outer " + n);
          }
        }
        return Task.of("" + n);
        """);
  }

  MasterTest deepNesting() {
    return body(
        "String",
        """
        String s = "";
        try {
          try {
            try {
              try {
                s += await("1");
                throw new IOException("x");
              } finally {
                s += await("2");
              }
            } catch (IllegalStateException e) {
              s += "no";
            } finally {
              s += await("3");
            }
          } catch (IOException e) {
            s += await("4");
            throw new IllegalStateException(s);
          } finally {
            s += await("5");
          }
        } catch (RuntimeException e) {
          log(e);
          s += await("6");
        }
        return Task.of(s);
        """);
  }

  MasterTest exceptionsInConditions() {
    return body(
        "String",
        """
        String s = "";
        try {
          while (await(s.length()) < 2) {
            s += await("w");
            if (s.length() == 2) throw new IllegalStateException();
          }
        } catch (IllegalStateException e) {
          s += "c";
        }
        try {
          for (int i = 0; i < 10 / await(2 - i); i++) s += i;
        } catch (ArithmeticException e) {
          s += "div";
        }
        try {
          if (await(s) == fail("cond")) s += "no";
        } catch (AwaitFailure e) {
          s += "fail";
        }
        return Task.of(s);
        """);
  }

  MasterTest sneakyAndGenericThrows() {
    return body(
        "String",
        """
        try {
          P.<IOException>sneak(new IOException("g" + await(1)));
        } catch (IOException e) {
          return Task.of(e.getMessage() + await(2));
        }
        return Task.of("no");
        """,
        """
        static <X extends Exception> void sneak(Exception e) throws X {
          @SuppressWarnings("unchecked")
          X x = (X) e;
          throw x;
        }
        """);
  }

  MasterTest uncaughtCheckedException() {
    return body(
        "String",
        """
        pause();
        try {
          pause();
        } finally {
          log("f");
        }
        throw new java.util.concurrent.TimeoutException("end");
        """);
  }

  /** Finally blocks that stand in each other say apart how they were entered. */
  MasterTest pendingWhileOthersArePending() {
    return MasterTest.body(
            "String",
            """
            String seen = "";
            all:
            for (int i = 0; i < 7; i++) {
              try {
                try {
                  seen += await("a" + i);
                  if (i == 3) {
                    fail("three");
                  }
                  if (i == 6) {
                    return Task.of(see(seen));
                  }
                } finally {
                  try {
                    seen += await("b");
                    if (i == 1) {
                      continue all;
                    }
                    if (i == 4) {
                      fail("four");
                    }
                  } finally {
                    swallowed:
                    try {
                      if (i > 4) {
                        break swallowed;
                      }
                      seen += await("c");
                    } finally {
                      seen += await("d");
                      if (i == 2 || i == 6) {
                        break swallowed;
                      }
                    }
                    seen += "e";
                  }
                  seen += "f";
                }
                seen += "g";
              } catch (IllegalStateException e) {
                seen += e.getMessage();
              } finally {
                try {
                  seen += await("h");
                } finally {
                  log(await(seen));
                }
              }
            }
            return Task.of(seen);
            """)
        .withoutStops();
  }

  MasterTest loopsInFinally() {
    return body(
        "String",
        """
        String s = "";
        try {
          s += await("a");
        } finally {
          for (int i = 0; i < 3; i++) {
            if (i == 1) continue;
            s += await(i);
            if (i == 2) break;
          }
          while (await(s.length()) < 5) s += "w";
        }
        return Task.of(s);
        """);
  }

  MasterTest switchAndReturnInCatch() {
    return body(
        "String",
        """
        for (int i = 0; ; i++) {
          try {
            fail("" + await(i));
          } catch (AwaitFailure e) {
            switch (i) {
              case 0 -> pause();
              case 1 -> {
                continue;
              }
              default -> {
                return Task.of("r" + await(i));
              }
            }
          }
        }
        """);
  }

  MasterTest tryWithinSwitchWithinTry() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 3; i++) {
          try {
            switch (await(i)) {
              case 0:
                try {
                  s += await("x");
                  break;
                } finally {
                  s += "f0";
                }
              case 1:
                throw new IllegalStateException("1");
              default:
                s += await("d");
            }
            s += ";";
          } catch (IllegalStateException e) {
            s += await(e.getMessage());
          }
        }
        return Task.of(s);
        """);
  }
}
