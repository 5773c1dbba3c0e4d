package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.SuspendableMethod;
import org.jspecify.annotations.Nullable;

/** The text of the user's statements in a step method, or in a part of it. */
final class StepForm implements Form {
  private final SuspendableMethod method;
  private final FrameLayout layout;
  private final Naming naming;
  private final States states;
  private final Partition.Part part;
  private final Completing completing;
  private final CodeWriter writer;
  private final StatementWriter statements;
  private boolean callsOnHeap;
  private @Nullable StepLoop loop;

  StepForm(FrameContext frame, Partition.Part part, Completing completing, Lines lines) {
    this.method = frame.method();
    this.layout = frame.layout();
    this.naming = frame.naming();
    this.states = frame.states();
    this.part = part;
    this.completing = completing;
    this.writer = new CodeWriter(frame, this);
    this.statements = new StatementWriter(frame, this, writer, lines);
  }

  CodeWriter writer() {
    return writer;
  }

  StatementWriter statements() {
    return statements;
  }

  /** The loop that is being written, or null. */
  @Nullable StepLoop loop() {
    return loop;
  }

  void enter(@Nullable StepLoop entered) {
    this.loop = entered;
  }

  /** The code of a call whose callee gets its frame at once. */
  Text callOnHeap(Code call) {
    callsOnHeap = true;
    Text written = statements.code(call);
    callsOnHeap = false;
    return written;
  }

  /**
   * The state that a jump to a block sets. For a block of another part the jump leads to the exit.
   */
  int stateOf(Block target) {
    return part.exits().contains(target) ? states.ofEntry(target) : states.of(target);
  }

  @Override
  public String goTo(Block block) {
    String label = loop != null && loop.head == block ? loop.label : naming.dispatch;
    return naming.state + " = " + stateOf(block) + "; continue " + label + ";";
  }

  @Override
  public Code complete(Code value) {
    return completing.in(value);
  }

  @Override
  public String callee() {
    return callsOnHeap ? DirectMethods.CREATE : DirectMethods.DIRECT;
  }

  @Override
  public String callContext() {
    return callsOnHeap ? naming.frame() : DirectEmitter.onStack(this, naming);
  }

  @Override
  public String depth(int between) {
    return String.valueOf(DirectEmitter.stackUse(method, layout) + between);
  }
}
