package dev.suspendable.processor.dump;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Region;
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

  private String of(Op op) {
    if (op instanceof Op.Run run) {
      return code.of(run.statement());
    } else if (op instanceof Op.Comment comment) {
      return code.of(comment.text());
    } else if (op instanceof Op.Declare declare) {
      return "declare "
          + labels.of(declare.variable())
          + (declare.value() == null ? "" : " = " + code.of(declare.value()));
    } else if (op instanceof Op.Forget forget) {
      return "forget " + labels.ofVariables(forget.variables());
    } else if (op instanceof Op.Assign assign) {
      return labels.of(assign.variable()) + " := " + code.of(assign.value());
    }
    throw new IllegalStateException("an operation without a text: " + op);
  }

  /** The operations and the terminator, one per line except for a switch. */
  List<String> lines(Block block) {
    List<String> lines = new ArrayList<>();
    for (Op op : block.ops()) {
      if (!(op instanceof Op.Forget forget && forget.variables().isEmpty())) {
        lines.add(of(op));
      }
    }
    lines.addAll(end(block.terminator()));
    return lines;
  }

  /** How a block ends. */
  List<String> end(Terminator end) {
    if (end instanceof Terminator.Goto to) {
      return List.of("goto " + labels.of(to.target()));
    } else if (end instanceof Terminator.Branch branch) {
      return List.of(
          "if "
              + code.of(branch.condition())
              + " goto "
              + labels.of(branch.ifTrue())
              + " else "
              + labels.of(branch.ifFalse()));
    } else if (end instanceof Terminator.Select select) {
      return select(select);
    } else if (end instanceof Terminator.Suspend suspend) {
      return List.of(suspension(suspend));
    } else if (end instanceof Terminator.TailCall call) {
      return List.of("tail " + result(call.result()) + code.of(call.code()) + ready(call.ready()));
    } else if (end instanceof Terminator.IfStopped test) {
      return List.of(
          "if stopped ("
              + code.of(test.isDone())
              + ") goto "
              + labels.of(test.done())
              + " else "
              + labels.of(test.otherwise()));
    } else if (end instanceof Terminator.Finish finish) {
      return List.of("finish" + (finish.value() == null ? "" : " " + code.of(finish.value())));
    } else if (end instanceof Terminator.Throw thrown) {
      return List.of("throw " + code.of(thrown.exception()));
    } else if (end instanceof Terminator.Unwound) {
      return List.of("unwound");
    } else if (end instanceof Terminator.Stop) {
      return List.of("stop");
    } else if (end instanceof Terminator.Unreachable) {
      return List.of("unreachable");
    }
    throw new IllegalStateException("an end of a block without a text: " + end);
  }

  /** {@code await x, ready b1, resume b2, cleanup b3}; {@code suspend} is never ready. */
  String suspension(Terminator.Suspend suspend) {
    String what =
        suspend.what() instanceof Terminator.Calling calling
            ? "call " + result(calling.result()) + code.of(calling.code())
            : (suspend.always() ? "suspend " : "await ") + code.of(suspend.what().code());
    return what
        + (suspend.always() ? "" : ready(suspend.ready()))
        + ", resume "
        + labels.of(suspend.resume())
        + (suspend.cleanup() == null ? "" : ", cleanup " + labels.of(suspend.cleanup()));
  }

  private String ready(Block block) {
    return ", ready " + labels.of(block);
  }

  private String result(@Nullable Variable variable) {
    return variable == null ? "" : labels.of(variable) + " := ";
  }

  private List<String> select(Terminator.Select select) {
    List<String> lines = new ArrayList<>(List.of("switch " + code.of(select.selector())));
    for (Terminator.Arm arm : select.arms()) {
      lines.add(
          "  "
              + statements.of(arm.choice())
              + (arm.isDone() ? " [stopped]" : "")
              + " goto "
              + labels.of(arm.target()));
    }
    if (select.otherwise() != null) {
      lines.add("  otherwise goto " + labels.of(select.otherwise()));
    }
    return lines;
  }
}
