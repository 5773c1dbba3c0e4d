package dev.suspendable.processor.dump;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.Stmt;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tree of statements that the reader makes: a line for each, with inner ones indented. */
final class StatementText {
  private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");

  private final Labels labels;
  private final CodeText code;
  private final ExpressionText expressions;

  StatementText(Labels labels) {
    this.labels = labels;
    this.code = new CodeText(labels);
    this.expressions = new ExpressionText(code, this);
  }

  String of(Stmt statement) {
    Indented lines = new Indented();
    write(statement, lines);
    return lines.toString();
  }

  String inOneLine(Stmt statement) {
    return LINES.matcher(of(statement).strip()).replaceAll("; ");
  }

  private void all(List<Stmt> statements, Indented lines) {
    statements.forEach(each -> write(each, lines));
  }

  private void inside(Stmt statement, Indented lines) {
    lines.inside(() -> write(statement, lines));
  }

  private void write(Stmt statement, Indented lines) {
    if (statement instanceof Stmt.Verbatim verbatim) {
      lines.line(
          "verbatim"
              + (verbatim.completes() ? "" : " [does not complete]")
              + (verbatim.leftThroughCleanup() ? " [left through cleanup]" : "")
              + " "
              + code.of(verbatim.code()));
    } else if (statement instanceof Stmt.Comment comment) {
      lines.line("comment " + code.of(comment.text()));
    } else if (statement instanceof Stmt.Declaration declaration) {
      lines.line(
          "declare "
              + CodeText.of(declaration.variable().type())
              + " "
              + labels.of(declaration.variable())
              + (declaration.initializer() == null
                  ? ""
                  : " = " + expressions.of(declaration.initializer())));
    } else if (statement instanceof Stmt.Evaluate evaluate) {
      lines.line("evaluate " + expressions.of(evaluate.expression()));
    } else if (statement instanceof Stmt.Sequence sequence) {
      all(sequence.statements(), lines);
    } else if (statement instanceof Stmt.If branch) {
      lines.line("if " + expressions.of(branch.condition()));
      inside(branch.then(), lines);
      if (branch.otherwise() != null) {
        lines.line("else");
        inside(branch.otherwise(), lines);
      }
    } else if (statement instanceof Stmt.Loop loop) {
      loop(loop, lines);
    } else if (statement instanceof Stmt.ForEach loop) {
      lines.line(
          (loop.overArray() ? "for each element " : "for each ")
              + labels.of(loop.variable())
              + " in "
              + expressions.of(loop.iterable())
              + " as "
              + labels.of(loop.target()));
      inside(loop.body(), lines);
    } else if (statement instanceof Stmt.Labeled labeled) {
      lines.line("labelled " + labels.of(labeled.target()));
      inside(labeled.body(), lines);
    } else if (statement instanceof Stmt.Leave leave) {
      lines.line(leave(leave.jump()));
    } else if (statement instanceof Stmt.Throw thrown) {
      lines.line("throw " + expressions.of(thrown.exception()));
    } else if (statement instanceof Stmt.Switch choice) {
      choice(choice, lines);
    } else if (statement instanceof Stmt.Try guarded) {
      guarded(guarded, lines);
    } else {
      throw new IllegalStateException("a statement without a text: " + statement);
    }
  }

  private void loop(Stmt.Loop loop, Indented lines) {
    lines.line("loop as " + labels.of(loop.target()));
    lines.inside(
        () -> {
          part("first", loop.init(), lines);
          String condition = "while " + expressions.orDash(loop.condition());
          if (loop.conditionFirst()) {
            lines.line(condition);
          }
          part("do", List.of(loop.body()), lines);
          part("next", loop.update(), lines);
          if (!loop.conditionFirst()) {
            lines.line(condition);
          }
        });
  }

  private void part(String name, List<Stmt> statements, Indented lines) {
    if (!statements.isEmpty()) {
      lines.line(name);
      lines.inside(() -> all(statements, lines));
    }
  }

  private void choice(Stmt.Switch choice, Indented lines) {
    lines.line("switch " + expressions.of(choice.selector()) + " as " + labels.of(choice.target()));
    lines.inside(
        () -> {
          for (Stmt.Arm arm : choice.arms()) {
            lines.line(
                of(arm.choice())
                    + (arm.guard() == null ? "" : " when " + expressions.of(arm.guard()))
                    + (arm.fallsThrough() ? ":" : " ->"));
            inside(arm.body(), lines);
          }
          if (choice.unmatched() != null) {
            lines.line("unmatched throw " + code.of(choice.unmatched()));
          }
        });
  }

  /** The labels of a case. */
  String of(Choice choice) {
    String labelled = choice.labels().stream().map(code::of).collect(Collectors.joining(", "));
    return (labelled.isEmpty() ? "" : "case " + labelled)
        + (choice.isDefault() ? (labelled.isEmpty() ? "" : ", ") + "default" : "")
        + guard(choice.guard());
  }

  private String guard(@Nullable Code guard) {
    return guard == null ? "" : " when " + code.of(guard);
  }

  private void guarded(Stmt.Try guarded, Indented lines) {
    lines.line("try");
    inside(guarded.body(), lines);
    for (Stmt.Catch clause : guarded.catches()) {
      lines.line(
          "catch "
              + clause.types().stream().map(CodeText::of).collect(Collectors.joining(" | "))
              + " "
              + labels.of(clause.parameter()));
      inside(clause.body(), lines);
    }
    if (guarded.finallyBody() != null) {
      lines.line("finally");
      inside(guarded.finallyBody(), lines);
    }
  }

  /** A jump, and the code that is evaluated for it. */
  String leave(Jump jump) {
    if (jump instanceof Jump.Yield to) {
      return code.ofJump(jump) + " " + expressions.of(to.value());
    } else if (jump instanceof Jump.Return to) {
      return code.ofJump(jump) + outcome(to.outcome());
    }
    return code.ofJump(jump);
  }

  private String outcome(Jump.Outcome outcome) {
    if (outcome instanceof Jump.Value value) {
      return " value " + expressions.of(value.value());
    } else if (outcome instanceof Jump.Transfer transfer) {
      return " outcome of " + expressions.of(transfer.tail());
    } else if (outcome instanceof Jump.Kept kept) {
      return " outcome kept in " + labels.of(kept.coroutine());
    } else if (outcome instanceof Jump.Nothing) {
      return "";
    }
    throw new IllegalStateException("an outcome without a text: " + outcome);
  }
}
