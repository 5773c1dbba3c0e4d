package dev.suspendable.processor.dump;

import dev.suspendable.processor.structure.Nested;
import dev.suspendable.processor.structure.Structurer;
import java.util.List;

/** The nested statements that contain the blocks, with blocks by their names. */
final class NestedText {
  private final Labels labels;
  private final CodeText code;
  private final StatementText statements;
  private final BlockText blocks;

  NestedText(Labels labels) {
    this.labels = labels;
    this.code = new CodeText(labels);
    this.statements = new StatementText(labels);
    this.blocks = new BlockText(labels);
  }

  String of(Structurer.Body body) {
    Indented lines = new Indented();
    all(body.statements(), lines);
    return lines.toString();
  }

  private void all(List<Nested> statements, Indented lines) {
    statements.forEach(each -> write(each, lines));
  }

  private void inside(String head, List<Nested> statements, Indented lines) {
    lines.line(head);
    lines.inside(() -> all(statements, lines));
  }

  private void write(Nested statement, Indented lines) {
    if (statement instanceof Nested.Straight straight) {
      lines.line(labels.of(straight.block()));
    } else if (statement instanceof Nested.Labeled labeled) {
      inside("in front of " + labels.of(labeled.follower()), labeled.body(), lines);
    } else if (statement instanceof Nested.Loop loop) {
      inside("loop " + labels.of(loop.head()), loop.body(), lines);
    } else if (statement instanceof Nested.Try guarded) {
      inside("try", guarded.body(), lines);
      inside("catch", guarded.handler(), lines);
    } else if (statement instanceof Nested.If branch) {
      inside("if " + code.of(branch.condition()), branch.then(), lines);
      if (!branch.otherwise().isEmpty()) {
        inside("else", branch.otherwise(), lines);
      }
    } else if (statement instanceof Nested.Select select) {
      lines.line("switch " + code.of(select.select().selector()));
      lines.inside(
          () ->
              select
                  .arms()
                  .forEach(arm -> inside(statements.of(arm.arm().choice()), arm.body(), lines)));
      if (!select.otherwise().isEmpty()) {
        inside("otherwise", select.otherwise(), lines);
      }
    } else if (statement instanceof Nested.Jump jump) {
      lines.line("goto " + labels.of(jump.target()));
    } else if (statement instanceof Nested.Wait wait) {
      lines.line(blocks.suspension(wait.suspend()));
    } else if (statement instanceof Nested.Tail tail) {
      blocks.end(tail.call()).forEach(lines::line);
    } else if (statement instanceof Nested.End end) {
      blocks.end(end.terminator()).forEach(lines::line);
    } else {
      throw new IllegalStateException("a nested statement without a text: " + statement);
    }
  }
}
