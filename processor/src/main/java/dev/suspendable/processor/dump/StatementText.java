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
    statement.accept(new Writer(lines));
    return lines.toString();
  }

  String inOneLine(Stmt statement) {
    return LINES.matcher(of(statement).strip()).replaceAll("; ");
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

  /** A jump, and the code that is evaluated for it. */
  String leave(Jump jump) {
    return code.ofJump(jump) + jump.accept(new Values());
  }

  /** The text of the expression that is evaluated before a jump. */
  private final class Values implements Jump.Visitor<String>, Jump.OutcomeVisitor<String> {
    @Override
    public String breaking(Jump.Break jump) {
      return "";
    }

    @Override
    public String continuing(Jump.Continue jump) {
      return "";
    }

    @Override
    public String yielding(Jump.Yield jump) {
      return " " + expressions.of(jump.value());
    }

    @Override
    public String returning(Jump.Return jump) {
      return jump.outcome().accept(this);
    }

    @Override
    public String value(Jump.Value outcome) {
      return " value " + expressions.of(outcome.value());
    }

    @Override
    public String nothing() {
      return "";
    }

    @Override
    public String transfer(Jump.Transfer outcome) {
      return " outcome of " + expressions.of(outcome.tail());
    }

    @Override
    public String kept(Jump.Kept outcome) {
      return " outcome kept in " + labels.of(outcome.coroutine());
    }
  }

  /** Writes the lines of a statement. */
  private final class Writer implements Stmt.Visitor {
    private final Indented lines;

    Writer(Indented lines) {
      this.lines = lines;
    }

    private void all(List<Stmt> statements) {
      statements.forEach(each -> each.accept(this));
    }

    private void inside(Stmt statement) {
      lines.inside(() -> statement.accept(this));
    }

    @Override
    public void verbatim(Stmt.Verbatim verbatim) {
      lines.line(
          "verbatim"
              + (verbatim.completes() ? "" : " [does not complete]")
              + (verbatim.leftThroughCleanup() ? " [left through cleanup]" : "")
              + " "
              + code.of(verbatim.code()));
    }

    @Override
    public void comment(Stmt.Comment comment) {
      lines.line("comment " + code.of(comment.text()));
    }

    @Override
    public void declaration(Stmt.Declaration declaration) {
      lines.line(
          "declare "
              + CodeText.of(declaration.variable().type())
              + " "
              + labels.of(declaration.variable())
              + (declaration.initializer() == null
                  ? ""
                  : " = " + expressions.of(declaration.initializer())));
    }

    @Override
    public void evaluate(Stmt.Evaluate evaluate) {
      lines.line("evaluate " + expressions.of(evaluate.expression()));
    }

    @Override
    public void sequence(Stmt.Sequence sequence) {
      all(sequence.statements());
    }

    @Override
    public void ifElse(Stmt.If branch) {
      lines.line("if " + expressions.of(branch.condition()));
      inside(branch.then());
      if (branch.otherwise() != null) {
        lines.line("else");
        inside(branch.otherwise());
      }
    }

    @Override
    public void loop(Stmt.Loop loop) {
      lines.line("loop as " + labels.of(loop.target()));
      lines.inside(
          () -> {
            part("first", loop.init());
            String condition = "while " + expressions.orDash(loop.condition());
            if (loop.conditionFirst()) {
              lines.line(condition);
            }
            part("do", List.of(loop.body()));
            part("next", loop.update());
            if (!loop.conditionFirst()) {
              lines.line(condition);
            }
          });
    }

    private void part(String name, List<Stmt> statements) {
      if (!statements.isEmpty()) {
        lines.line(name);
        lines.inside(() -> all(statements));
      }
    }

    @Override
    public void forEach(Stmt.ForEach loop) {
      lines.line(
          (loop.overArray() ? "for each element " : "for each ")
              + labels.of(loop.variable())
              + " in "
              + expressions.of(loop.iterable())
              + " as "
              + labels.of(loop.target()));
      inside(loop.body());
    }

    @Override
    public void labeled(Stmt.Labeled labeled) {
      lines.line("labelled " + labels.of(labeled.target()));
      inside(labeled.body());
    }

    @Override
    public void leave(Stmt.Leave leave) {
      lines.line(StatementText.this.leave(leave.jump()));
    }

    @Override
    public void throwing(Stmt.Throw thrown) {
      lines.line("throw " + expressions.of(thrown.exception()));
    }

    @Override
    public void choice(Stmt.Switch choice) {
      lines.line(
          "switch " + expressions.of(choice.selector()) + " as " + labels.of(choice.target()));
      lines.inside(
          () -> {
            for (Stmt.Arm arm : choice.arms()) {
              lines.line(
                  of(arm.choice())
                      + (arm.guard() == null ? "" : " when " + expressions.of(arm.guard()))
                      + (arm.fallsThrough() ? ":" : " ->"));
              inside(arm.body());
            }
            if (choice.unmatched() != null) {
              lines.line("unmatched throw " + code.of(choice.unmatched()));
            }
          });
    }

    @Override
    public void guarded(Stmt.Try guarded) {
      lines.line("try");
      inside(guarded.body());
      for (Stmt.Catch clause : guarded.catches()) {
        lines.line(
            "catch "
                + clause.types().stream().map(CodeText::of).collect(Collectors.joining(" | "))
                + " "
                + labels.of(clause.parameter()));
        inside(clause.body());
      }
      if (guarded.finallyBody() != null) {
        lines.line("finally");
        inside(guarded.finallyBody());
      }
    }
  }
}
