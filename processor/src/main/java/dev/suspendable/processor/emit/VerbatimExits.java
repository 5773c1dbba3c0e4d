package dev.suspendable.processor.emit;

import static java.util.Objects.requireNonNull;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ways out of a verbatim statement into its text.
 *
 * <p>If a cleanup runs on the way, it may fail, or take the jump back. So the jump first leaves the
 * statement by a {@code break}, and javac handles the effect of the cleanup on that:
 *
 * <pre>{@code
 * end: { exit: if (true) {
 *   try { … break exit; … } finally { … }
 *   break end;
 * } state = 2; continue dispatch; }
 * }</pre>
 *
 * <p>If finally blocks override every jump to a label, javac considers the code after the label
 * unreachable. It does not if the label is on an {@code if}.
 */
final class VerbatimExits {
  private final Op.Verbatim statement;
  private final Form form;

  VerbatimExits(Op.Verbatim statement, Form form) {
    this.statement = statement;
    this.form = form;
  }

  /** The text with its ways out. */
  Code written() {
    return statement.leftThroughCleanup() ? throughCleanup() : direct();
  }

  private Code direct() {
    return statement
        .statement()
        .map(piece -> piece instanceof Code.Exit exit ? leave(exit) : Code.of(piece));
  }

  private Code leave(Code.Exit exit) {
    Op.Exit way = statement.exits().get(exit.number());
    Block to = way.to();
    Variable keeps = way.value();
    if (to != null) {
      return keeping(keeps, exit.value(), Code.of(form.goTo(to)));
    }
    Code value = keeps == null ? exit.value() : Code.of(variable(keeps, Access.READ));
    return keeping(keeps, exit.value(), form.complete(value));
  }

  private static Code keeping(@Nullable Variable variable, Code value, Code onward) {
    return variable == null
        ? Code.of("{ ", onward, " }")
        : Code.of("{ ", variable(variable, Access.WRITE), " = ", value, "; ", onward, " }");
  }

  private static Code.VariableRef variable(Variable variable, Access access) {
    return new Code.VariableRef(variable, access, false);
  }

  private Code throughCleanup() {
    List<Op.Exit> exits = statement.exits();
    List<JumpTarget> labels = new ArrayList<>();
    exits.forEach(exit -> labels.add(new JumpTarget(0)));
    Code code =
        statement
            .statement()
            .map(
                piece ->
                    piece instanceof Code.Exit exit
                        ? keeping(
                            exits.get(exit.number()).value(),
                            exit.value(),
                            breakTo(labels.get(exit.number())))
                        : Code.of(piece));
    JumpTarget end = new JumpTarget(0);
    Code before = Code.of(new Code.Mark(end), ": {");
    Code after = Code.of("}");
    for (int i = 0; i < exits.size(); i++) {
      Block to = requireNonNull(exits.get(i).to(), "a completion before the cleanup");
      before = Code.of(before, " ", new Code.Mark(labels.get(i)), ": if (true) {");
      after = Code.of("} ", form.goTo(to), " ", after);
    }
    Code toEnd = statement.completes() ? Code.of(" ", breakTo(end)) : Code.EMPTY;
    return Code.of(before, "\n", code, toEnd, "\n", after);
  }

  private static Code breakTo(JumpTarget label) {
    return Code.of("break ", new Code.Mark(label), ";");
  }
}
