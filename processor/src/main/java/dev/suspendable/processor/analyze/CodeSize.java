package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Estimates how many bytes of byte code blocks become. For parts of more than 1,000 bytes the
 * estimate was between 0.98 and 3.8 times the actual size, with a median of 1.25.
 */
public final class CodeSize {
  /**
   * The cost of storing a variable in a frame, for callers of {@link #of(Collection, FrameLayout,
   * int)}.
   */
  public static final int STORE = 8;

  /** An entry in the table of states. */
  private static final int STATE = 4;

  /** {@code if (!(…)) { state = 1000; continue dispatch; }}. */
  private static final int BRANCH = 8;

  private static final int GO = 4;

  private static final int IF_STOPPED = 12;

  private static final int SELECT = 36;

  private static final int ARM = 6;

  private static final int LABEL = 5;

  /** A string label's hash, and the call of equals. */
  private static final int STRING_LABEL = 34;

  /**
   * The code that javac generates for a pattern: a call, a cast, a handler for exceptions of
   * accessors.
   */
  private static final int PATTERN = 38;

  private static final int COMPONENT = 40;

  private static final int BINDING = 6;

  private static final int FINISH = 8;

  /** The cost of a suspension in addition to its awaiter or call; less if no awaiter is queried. */
  private static final int AWAITING = 24;

  private static final int ALWAYS = 9;

  private static final int CALLING = 30;

  /** A local's declaration, with a first value. */
  private static final int LOCAL = 3;

  /** This many locals certainly have indices of one byte; more locals cost more. */
  private static final int NARROW = 100;

  private static final int WIDE = 8;

  private CodeSize() {}

  /** Bytes of a block, without the stores and restores at its ends and without its handlers. */
  static int of(Block block) {
    int size = STATE;
    for (Op op : block.ops()) {
      size += of(op);
    }
    return size + of(block.terminator());
  }

  /**
   * Bytes of blocks in a method that is not split.
   *
   * @param live how many variables a suspension keeps, by its block
   * @param handOn the cost of each of them
   */
  public static int of(Collection<Block> blocks, ToIntFunction<Block> live, int handOn) {
    int size = 0;
    Set<Variable> named = new HashSet<>();
    for (Block block : blocks) {
      size += of(block);
      if (block.suspension() != null) {
        size += handOn * live.applyAsInt(block);
      }
      Edges.forEachVariable(block, named::add);
    }
    return size + locals(named.size());
  }

  /** Bytes of the declarations of locals, and the cost of their number. */
  static int locals(int count) {
    return LOCAL * count + WIDE * Math.max(0, count - NARROW);
  }

  private static int of(Op op) {
    OpSize size = new OpSize();
    op.accept(size);
    return size.bytes + of(op.codes());
  }

  private static int of(List<Code> codes) {
    return codes.stream().mapToInt(TextSize::of).sum();
  }

  private static int of(Terminator end) {
    EndSize size = new EndSize();
    end.accept(size);
    return size.bytes + of(end.codes());
  }

  /** Bytes of an operation, without its code. */
  private static final class OpSize implements Op.Visitor {
    private int bytes;

    @Override
    public void run(Op.Run op) {
      bytes = 0;
    }

    @Override
    public void verbatim(Op.Verbatim op) {
      bytes = op.leftThroughCleanup() ? TextSize.JUMP * op.exits().size() : 0;
    }

    @Override
    public void comment(Op.Comment op) {
      bytes = 0;
    }

    @Override
    public void declare(Op.Declare op) {
      bytes = op.value() == null ? 0 : TextSize.LOCAL_ACCESS;
    }

    @Override
    public void assign(Op.Assign op) {
      bytes = TextSize.LOCAL_ACCESS;
    }

    @Override
    public void choose(Op.Choose op) {
      bytes = 2 * TextSize.LOCAL_ACCESS;
    }
  }

  /** Bytes of the end of a block, without its code. */
  private static final class EndSize implements Terminator.Visitor {
    private int bytes;

    @Override
    public void jump(Terminator.Goto end) {
      bytes = GO;
    }

    @Override
    public void branch(Terminator.Branch end) {
      bytes = BRANCH;
    }

    @Override
    public void select(Terminator.Select end) {
      bytes = SELECT + end.arms().stream().mapToInt(arm -> of(arm.choice())).sum();
    }

    @Override
    public void leave(Terminator.Leave end) {
      bytes = SELECT + (ARM + LABEL) * end.ways().size();
    }

    @Override
    public void await(Suspension.Await end) {
      bytes = AWAITING;
    }

    @Override
    public void yielding(Suspension.Yield end) {
      bytes = ALWAYS;
    }

    @Override
    public void call(Suspension.Call end) {
      bytes = CALLING + TextSize.LOCAL_ACCESS;
    }

    @Override
    public void tailCall(Terminator.TailCall end) {
      bytes = CALLING + TextSize.LOCAL_ACCESS;
    }

    @Override
    public void ifStopped(Terminator.IfStopped end) {
      bytes = IF_STOPPED;
    }

    @Override
    public void finish(Terminator.Finish end) {
      bytes = FINISH;
    }

    @Override
    public void throwing(Terminator.Throw end) {
      bytes = BRANCH;
    }

    @Override
    public void unwound(Terminator.Unwound end) {
      bytes = BRANCH;
    }

    @Override
    public void stop(Terminator.Stop end) {
      bytes = 0;
    }

    @Override
    public void unreachable(Terminator.Unreachable end) {
      bytes = BRANCH;
    }
  }

  private static int of(Choice choice) {
    int size = ARM + BINDING * choice.bindings().size();
    if (choice.extent() != Choice.Extent.CONSTANTS) {
      size += PATTERN * choice.labels().size() + COMPONENT * choice.components();
    }
    for (Code label : choice.labels()) {
      size += isString(label) ? STRING_LABEL : LABEL;
    }
    return size;
  }

  private static boolean isString(Code label) {
    return label.pieces().stream()
        .anyMatch(piece -> piece instanceof Code.Text text && text.text().startsWith("\""));
  }
}
