package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Statements that do not complete normally, and the same under a condition. */
final class Jumps {
  private Jumps() {}

  static List<StatementForm> forms() {
    return List.of(
        new StatementForm("jump", Jumps::jump),
        new StatementForm("conditional jump", Jumps::conditional));
  }

  private static Statement conditional(Filler filler, Scope scope) {
    return Statement.of(
        "if (",
        filler.expression(Type.BOOLEAN, scope),
        ") ",
        Block.of(jump(filler, scope.inner())));
  }

  /** More than any place allows in a plan. */
  private static final int MOST = 12;

  /** Each jump that a place allows, in turn. */
  static List<StatementForm> each() {
    return IntStream.range(0, MOST)
        .mapToObj(
            i ->
                new StatementForm(
                    "jump " + i,
                    scope -> i < allowed(scope).size(),
                    (filler, scope) ->
                        allowed(scope).get(i).apply(filler, scope).completing(false)))
        .toList();
  }

  /** A jump that a place allows. */
  static Statement jump(Filler filler, Scope scope) {
    return filler.any(allowed(scope)).apply(filler, scope).completing(false);
  }

  /** An exception can be thrown everywhere. */
  private static List<BiFunction<Filler, Scope, Statement>> allowed(Scope scope) {
    List<BiFunction<Filler, Scope, Statement>> allowed = new ArrayList<>();
    allowed.add(Jumps::unchecked);
    if (scope.throwsChecked()) {
      allowed.add(Jumps::checked);
    }
    if (scope.returns()) {
      allowed.add(Returns::of);
    }
    if (scope.yielded() != null) {
      allowed.add(Jumps::yield);
    }
    boolean unlabelled = true;
    boolean unlabelledContinue = true;
    for (Target target : scope.targets()) {
      boolean isLoop = target.kind == Target.Kind.LOOP;
      boolean breaks = unlabelled && target.kind != Target.Kind.LABELLED_BLOCK;
      if (breaks || target.label != null) {
        allowed.add((f, s) -> breakTo(target, breaks));
      }
      boolean continues = unlabelledContinue;
      if (isLoop && (continues || target.label != null)) {
        allowed.add((f, s) -> continueTo(target, continues));
      }
      unlabelled &= target.kind == Target.Kind.LABELLED_BLOCK;
      unlabelledContinue &= !isLoop;
    }
    return allowed;
  }

  private static Statement unchecked(Filler filler, Scope scope) {
    return switch (filler.choose(3)) {
      case 0 -> Statement.of("throw Awaits.<RuntimeException>fail(\"thrown\");");
      case 1 ->
          Statement.of(
              "throw new ArithmeticException(", filler.expression(Type.STRING, scope), ");");
      default ->
          Statement.of(
              "throw new IllegalStateException(", filler.expression(Type.STRING, scope), ");");
    };
  }

  private static Statement checked(Filler filler, Scope scope) {
    return Statement.of("throw new IOException(", filler.expression(Type.STRING, scope), ");");
  }

  private static Statement yield(Filler filler, Scope scope) {
    return SwitchExpressions.yieldStatement(filler.expression(scope.yielded(), scope));
  }

  private static Statement breakTo(Target target, boolean unlabelled) {
    target.broken = true;
    return Statement.of(unlabelled ? "break;" : "break " + target.label + ";");
  }

  private static Statement continueTo(Target target, boolean unlabelled) {
    target.continued = true;
    return Statement.of(unlabelled ? "continue;" : "continue " + target.label + ";");
  }
}
