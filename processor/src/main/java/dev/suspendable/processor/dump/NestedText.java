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
    new Writer(lines).all(body.statements());
    return lines.toString();
  }

  private final class Writer implements Nested.Visitor {
    private final Indented lines;

    Writer(Indented lines) {
      this.lines = lines;
    }

    void all(List<Nested> statements) {
      statements.forEach(each -> each.accept(this));
    }

    private void inside(String head, List<Nested> statements) {
      lines.line(head);
      lines.inside(() -> all(statements));
    }

    @Override
    public void straight(Nested.Straight nested) {
      lines.line(labels.of(nested.block()));
    }

    @Override
    public void labeled(Nested.Labeled nested) {
      inside("in front of " + labels.of(nested.follower()), nested.body());
    }

    @Override
    public void loop(Nested.Loop nested) {
      inside("loop " + labels.of(nested.head()), nested.body());
    }

    @Override
    public void guarded(Nested.Try nested) {
      inside("try", nested.body());
      inside("catch", nested.handler());
    }

    @Override
    public void choice(Nested.If nested) {
      inside("if " + code.of(nested.condition()), nested.then());
      if (!nested.otherwise().isEmpty()) {
        inside("else", nested.otherwise());
      }
    }

    @Override
    public void select(Nested.Select nested) {
      lines.line("switch " + code.of(nested.select().selector()));
      lines.inside(
          () ->
              nested.arms().forEach(arm -> inside(statements.of(arm.arm().choice()), arm.body())));
      if (!nested.otherwise().isEmpty()) {
        inside("otherwise", nested.otherwise());
      }
    }

    @Override
    public void jump(Nested.Jump nested) {
      lines.line("goto " + labels.of(nested.target()));
    }

    @Override
    public void waiting(Nested.Wait nested) {
      blocks.end(nested.block().terminator()).forEach(lines::line);
    }

    @Override
    public void end(Nested.End nested) {
      blocks.end(nested.terminator()).forEach(lines::line);
    }
  }
}
