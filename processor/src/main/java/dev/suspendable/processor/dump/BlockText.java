package dev.suspendable.processor.dump;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Selector;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contents of a basic block, as lines. */
final class BlockText {
  private final Labels labels;
  private final CodeText code;
  private final StatementText statements;

  BlockText(Labels labels) {
    this.labels = labels;
    this.code = new CodeText(labels);
    this.statements = new StatementText(labels);
  }

  /** {@code b3: note [resumed] [guarded by b7, b9 (cleanup b11)]}: the innermost handler first. */
  String head(Block block) {
    return labels.of(block)
        + ":"
        + (block.note().isEmpty() ? "" : " " + block.note())
        + (block.isResumePoint() ? " [resumed]" : "")
        + (block.region() == null ? "" : " [guarded by " + region(block.region()) + "]");
  }

  private String region(Region region) {
    return labels.of(region.handler())
        + (region.cleanup() == null ? "" : " (cleanup " + labels.of(region.cleanup()) + ")")
        + (region.parent() == null ? "" : ", " + region(region.parent()));
  }

  /** The operations and the terminator, one per line except for a switch. */
  List<String> lines(Block block) {
    List<String> lines = new ArrayList<>();
    Writer writer = new Writer(lines);
    block.ops().forEach(op -> op.accept(writer));
    block.terminator().accept(writer);
    return lines;
  }

  /** How a block ends. */
  List<String> end(Terminator end) {
    List<String> lines = new ArrayList<>();
    end.accept(new Writer(lines));
    return lines;
  }

  private final class Writer implements Op.Visitor, Terminator.Visitor {
    private final List<String> lines;

    Writer(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void run(Op.Run op) {
      lines.add(code.of(op.statement()));
    }

    @Override
    public void comment(Op.Comment op) {
      lines.add(code.of(op.text()));
    }

    @Override
    public void declare(Op.Declare op) {
      lines.add(
          "declare "
              + labels.of(op.variable())
              + (op.value() == null ? "" : " = " + code.of(op.value())));
    }

    @Override
    public void verbatim(Op.Verbatim op) {
      List<String> exits = op.exits().stream().map(this::exit).toList();
      lines.add(
          code.of(op.statement(), exits) + (op.leftThroughCleanup() ? " [through cleanup]" : ""));
    }

    private String exit(Op.Exit exit) {
      return (exit.value() == null ? "" : labels.of(exit.value()) + " := ")
          + (exit.to() == null ? "complete" : "goto " + labels.of(exit.to()));
    }

    @Override
    public void choose(Op.Choose op) {
      lines.add(labels.of(op.selector().variable()) + " := " + way(op.way()));
    }

    private String way(int number) {
      return switch (number) {
        case Selector.NORMALLY -> "normally";
        case Selector.THROWN -> "thrown";
        case Selector.STOPPED -> "stopped";
        default -> String.valueOf(number);
      };
    }

    @Override
    public void assign(Op.Assign op) {
      lines.add(labels.of(op.variable()) + " := " + code.of(op.value()));
    }

    @Override
    public void jump(Terminator.Goto end) {
      lines.add("goto " + labels.of(end.target()));
    }

    @Override
    public void branch(Terminator.Branch end) {
      lines.add(
          "if "
              + code.of(end.condition())
              + " goto "
              + labels.of(end.ifTrue())
              + " else "
              + labels.of(end.ifFalse()));
    }

    @Override
    public void select(Terminator.Select end) {
      lines.add("switch " + code.of(end.selector()));
      for (Terminator.Arm arm : end.arms()) {
        lines.add("  " + statements.of(arm.choice()) + " goto " + labels.of(arm.target()));
      }
      if (end.otherwise() != null) {
        lines.add("  otherwise goto " + labels.of(end.otherwise()));
      }
    }

    @Override
    public void leave(Terminator.Leave end) {
      lines.add("leave by " + labels.of(end.selector().variable()));
      end.ways()
          .forEach(way -> lines.add("  " + way(way.number()) + " goto " + labels.of(way.to())));
      lines.add("  otherwise goto " + labels.of(end.otherwise()));
    }

    @Override
    public void await(Suspension.Await end) {
      lines.add("await " + code.of(end.code()) + ready(end.ready()) + resumption(end));
    }

    @Override
    public void yielding(Suspension.Yield end) {
      lines.add("suspend " + code.of(end.code()) + resumption(end));
    }

    @Override
    public void call(Suspension.Call end) {
      lines.add(
          "call "
              + result(end.result())
              + code.of(end.code())
              + ready(end.ready())
              + resumption(end));
    }

    private String resumption(Suspension end) {
      Block cleanup = end.cleanup();
      return ", resume "
          + labels.of(end.resume())
          + (cleanup == null ? "" : ", cleanup " + labels.of(cleanup));
    }

    private String ready(Block block) {
      return ", ready " + labels.of(block);
    }

    private String result(@Nullable Variable variable) {
      return variable == null ? "" : labels.of(variable) + " := ";
    }

    @Override
    public void tailCall(Terminator.TailCall end) {
      lines.add("tail " + result(end.result()) + code.of(end.code()) + ready(end.ready()));
    }

    @Override
    public void ifStopped(Terminator.IfStopped end) {
      lines.add(
          "if stopped ("
              + labels.of(end.selector().variable())
              + ") goto "
              + labels.of(end.done())
              + " else "
              + labels.of(end.otherwise()));
    }

    @Override
    public void finish(Terminator.Finish end) {
      lines.add("finish" + (end.value() == null ? "" : " " + code.of(end.value())));
    }

    @Override
    public void throwing(Terminator.Throw end) {
      lines.add("throw " + code.of(end.exception()));
    }

    @Override
    public void unwound(Terminator.Unwound end) {
      lines.add("unwound");
    }

    @Override
    public void stop(Terminator.Stop end) {
      lines.add("stop");
    }

    @Override
    public void unreachable(Terminator.Unreachable end) {
      lines.add("unreachable");
    }
  }
}
