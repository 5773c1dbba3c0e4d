package dev.suspendable.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The master test itself: it can fail, and says why. */
final class MasterTestTest {
  private static final Mode PLAIN = Mode.all(Behaviour.PLAIN);

  private static CompiledProgram compiled(MasterTest test, boolean transformed) {
    return CompiledProgram.compile(
        transformed ? test.sources() : test.plainSources(),
        List.of(),
        transformed ? CompiledProgram.Form.RESUMED : CompiledProgram.Form.PLAIN);
  }

  @Test
  void findsOtherSideEffects() {
    CompiledProgram plain = compiled(MasterTest.body("int", "return Task.of(await(1));"), false);
    MasterTest other =
        MasterTest.body("int", "int i = await(1); log(\"more\"); return Task.of(i);");

    assertThatThrownBy(() -> other.check(plain, compiled(other, true)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("[READY]", "   await 1\n", "-  => VALUE 1", "+  more", "P$$run");
  }

  @Test
  void findsOtherOutcomes() {
    CompiledProgram plain = compiled(MasterTest.body("long", "return Task.of(await(1L));"), false);
    MasterTest other = MasterTest.body("int", "return Task.of((int) await(1L));");

    assertThatThrownBy(() -> other.check(plain, compiled(other, true)))
        .hasMessageContainingAll("-  => VALUE 1Long", "+  => VALUE 1");
  }

  @Test
  void findsCoroutinesThatWereNotCompiled() {
    MasterTest test = MasterTest.body("int", "return Task.of(await(1));");
    CompiledProgram plain = compiled(test, false);

    assertThatThrownBy(() -> test.check(plain, plain))
        .hasMessageContaining("the coroutine was not compiled");
  }

  @Test
  void findsCleanupsThatTheStoppedSignalSkips() {
    CompiledProgram plain =
        compiled(
            MasterTest.body(
                "int",
                """
                try {
                  return Task.of(await(1));
                } finally {
                  log("cleanup");
                }
                """),
            false);
    // Does the same except when it is stopped.
    MasterTest other =
        MasterTest.body(
            "int",
            """
            try {
              int i = await(1);
              log("cleanup");
              return Task.of(i);
            } catch (AwaitFailure e) {
              log("cleanup");
              throw e;
            }
            """);

    assertThatThrownBy(() -> other.check(plain, compiled(other, true)))
        .hasMessageContainingAll("STOP_RETURN at await 1", "-  cleanup", "=> STOPPED");
  }

  @Test
  void reportsErrorsInThePrograms() {
    assertThatThrownBy(() -> MasterTest.body("int", "return Task.of(nothing);").check())
        .hasMessageContainingAll("the program is not valid Java", "cannot find symbol");
  }

  /** Javac 17 itself writes a class that does not verify (JDK-8358801). */
  @Test
  @EnabledForJreRange(max = JRE.JAVA_17)
  void sparesTheProcessorWhatJavacDoesToThePlainProgram() {
    MasterTest test =
        MasterTest.program(
            """
            package p;

            import dev.suspendable.Task;
            import dev.suspendable.annotations.Suspendable;

            class P {
              @Suspendable
              static Task<Integer> run() {
                return Task.of(1);
              }
              static class Unused {
                static Object invalid(Thread.State s) {
                  if (!((Object) 0 instanceof String p)) {
                    switch (s) {
                      case NEW: int v = 0;
                      case BLOCKED: v = 0;
                    }
                  }
                  return 1;
                }
              }
            }
            """);

    assertThatThrownBy(test::check)
        .hasMessageContaining("javac has made nothing of the plain program");
  }

  @Test
  void asksForWhatThePlainProgramCannotTell() {
    MasterTest test =
        MasterTest.body(
            "int", "try { pause(); } finally { if (see(true)) return Task.of(1); } return null;");

    assertThatThrownBy(test::check)
        .hasMessageContaining("say what happens when await 1 is stopped");
    test.whenStopped(1, "await 'pause'", "see trueBoolean").check();
  }

  @Test
  void reallySuspends() {
    CompiledProgram program =
        compiled(
            MasterTest.body("String", "return Task.of(Thread.currentThread().getName());"), true);
    assertThat(Performance.of(program.entry(), Mode.all(Behaviour.READY)).outcome().text())
        .isNotEqualTo("'other thread'");

    program =
        compiled(
            MasterTest.body("String", "pause(); return Task.of(Thread.currentThread().getName());"),
            true);
    assertThat(Performance.of(program.entry(), Mode.all(Behaviour.OTHER_THREAD)).outcome())
        .isEqualTo(Outcome.value("other thread"));
  }

  @Test
  void staticStateIsFreshInEachRun() {
    CompiledProgram program =
        compiled(MasterTest.body("int", "return Task.of(await(n++));", "static int n = 5;"), false);

    assertThat(Performance.of(program.entry(), PLAIN).outcome()).isEqualTo(Outcome.value(5));
    assertThat(Performance.of(program.entry(), PLAIN).outcome()).isEqualTo(Outcome.value(5));
  }

  @Test
  void endsProgramsThatDoNot() {
    CompiledProgram program = compiled(MasterTest.body("int", "for (;;) { await(1); }"), false);

    assertThat(Performance.of(program.entry(), PLAIN).outcome().text())
        .contains("the program does not end");
  }

  @Test
  void stopsPassPlainCatchBlocks() {
    CompiledProgram program =
        compiled(
            MasterTest.body(
                "int",
                """
                try {
                  pause();
                } catch (RuntimeException | Error e) {
                  log("caught");
                }
                return Task.of(1);
                """),
            false);

    Performance stopped = Performance.of(program.entry(), Mode.at(1, Behaviour.PLAIN_STOP));
    assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(stopped.trace()).containsExactly("await 'pause'");
  }

  @Test
  void batchesLeaveOutWhatDoesNotCompile() {
    Map<String, MasterTest> programs = new LinkedHashMap<>();
    programs.put("good", MasterTest.body("int", "return Task.of(await(1));"));
    programs.put("bad", MasterTest.body("int", "return Task.of(await(nothing));"));
    programs.put(
        "alone", MasterTest.program("class Q { static String run() { return \"plain\"; } }"));
    Batch batch = new Batch("batch", programs);

    assertThat(batch.names()).containsExactlyInAnyOrder("good", "bad", "alone");
    batch.check("good");
    batch.check("alone");
    assertThatThrownBy(() -> batch.check("bad")).hasMessageContaining("is not valid Java");
  }
}
