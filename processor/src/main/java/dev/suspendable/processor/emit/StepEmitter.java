package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.suspendable.processor.analyze.CodeSize;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the step method, or a part of it:
 *
 * <pre>{@code
 * int state = frame.entry();
 * if (state < 0) { … } else if (state != 0) { awaiter = frame.awaited(); }
 * switch (state) { case 2: sum = frame.sum; break; }          // restore
 * dispatch:
 * for (; ; ) {
 *   try {
 *     switch (state) {
 *       case 0: …
 *         awaiter = …;
 *         if (!awaiter.awaitReady()) {
 *           frame.sum = sum;                                  // spill
 *           return frame.suspend(2, awaiter);
 *         }
 *       case 2: // resumes here
 *         … awaiter.awaitResume() …
 *         frame.yieldValue(x);                                // suspends always
 *         frame.sum = sum;
 *         return frame.suspend(3);
 *       case 3: // resumes here
 *         sum = frame.sum;
 *         frame.resumed();
 *         …
 *     }
 *   } catch (Throwable t) { … find the handler for the state … }
 * }
 * }</pre>
 *
 * <p>Where control goes to another part, the variables that are live there are stored in the frame,
 * and the method that calls the parts is told to continue:
 *
 * <pre>{@code
 * switch (state) {
 *   case 77: // from another part
 *     sum = frame.sum;
 *     state = 64;
 *     break;
 * }
 * …
 *       default: { // in another part
 *         frame.sum = sum;
 *         frame.next = state;
 *         return GO_ON;
 *       }
 * }</pre>
 */
final class StepEmitter {
  static final TypeName ANY_AWAITER =
      ParameterizedTypeName.get(AbiTypes.AWAITER, WildcardTypeName.subtypeOf(Object.class));

  /** Estimated bytes of a state machine up to which pieces of loops may be written twice. */
  private static final int SMALL = 3000;

  private final FrameContext frame;
  private final FrameLayout layout;
  private final Naming naming;
  private final States states;
  private final Partition.Part part;
  private final boolean copies;
  private final Lines lines;
  private final StepForm form;
  private final StepHead head;
  private final StepExits exits;
  private final StepBlocks blocks;

  /**
   * @param part the part of the state machine to be written
   * @param copies whether pieces of loops may be written twice
   */
  StepEmitter(FrameContext frame, Partition.Part part, Completing completing, boolean copies) {
    this.frame = frame;
    this.layout = frame.layout();
    this.naming = frame.naming();
    this.states = frame.states();
    this.part = part;
    this.copies = copies;
    this.lines = new Lines(frame.markers());
    this.form = new StepForm(frame, part, completing, lines);
    this.head = new StepHead(frame, part, lines);
    this.exits = new StepExits(frame, part, form, head, lines);
    this.blocks = new StepBlocks(frame, completing, form, exits, lines);
  }

  private static boolean callsDirectly(Block block) {
    return block.terminator() instanceof Terminator.TailCall
        || block.terminator() instanceof Suspension.Call;
  }

  CodeBlock emit() {
    boolean callsDirectly = part.blocks().stream().anyMatch(StepEmitter::callsDirectly);
    boolean catches = part.blocks().stream().anyMatch(b -> b.region() != null);
    head.write();
    if (callsDirectly) {
      lines.line("$T $L = null;", AbiTypes.RUN, naming.run);
    }
    lines.line("$L:", naming.dispatch);
    lines.open("for (; ; ) {");
    if (catches) {
      lines.open("try {");
    }
    lines.open("switch ($L) {", naming.state);
    blocks();
    if (part.exits().isEmpty()) {
      lines.line("default:");
      lines.line("  throw new $T($S + $L);", IllegalStateException.class, "state ", naming.state);
    } else {
      exits.write();
    }
    lines.close("}");
    if (catches) {
      exits.handlers(callsDirectly);
    }
    lines.close("}");
    return lines.toCode();
  }

  // The blocks.

  private void blocks() {
    List<List<Block>> runs = runs();
    StepLoop.Runs loops = new StepLoop.Runs(copies && isSmall() ? runs : List.of(), naming);
    for (int i = 0; i < runs.size(); i++) {
      Block next = i + 1 < runs.size() ? runs.get(i + 1).get(0) : null;
      write(runs.get(i), next, loops.loop(runs.get(i), next));
    }
  }

  /** Runs: sequences of blocks with fall-through, of which only the first has a state. */
  private List<List<Block>> runs() {
    List<List<Block>> runs = new ArrayList<>();
    for (Block block : part.blocks()) {
      if (runs.isEmpty() || states.has(block)) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(block);
    }
    return runs;
  }

  private boolean isSmall() {
    return !layout.partition().isSplit()
        && CodeSize.of(
                part.blocks(), block -> layout.suspension(block).live().size(), CodeSize.STORE)
            < SMALL;
  }

  /**
   * Writes a run.
   *
   * @param next the block that follows it in the code, or null
   * @param loop the loop that it forms, or null
   */
  private void write(List<Block> run, @Nullable Block next, @Nullable StepLoop loop) {
    form.enter(loop);
    Block first = run.get(0);
    boolean hasState = states.has(first);
    if (hasState) {
      label(first);
      head.restoreAt(first);
    }
    if (loop != null) {
      lines.line("$L:", loop.label);
      lines.open("for (; ; ) {");
    }
    // A block that would fall through to the block after a loop jumps there instead.
    blocks.write(run, loop == null ? next : null);
    if (loop != null) {
      lines.close("}");
    }
    if (hasState) {
      lines.close("}");
    }
    form.enter(null);
  }

  private void label(Block block) {
    String note = block.note();
    if (block.isResumePoint()) {
      lines.open(
          "$Lcase $L: { // resumes here: $L, $L",
          frame.markers().goingOn(head.suspension(block).line()),
          states.of(block),
          where(block),
          note);
    } else if (note.isEmpty()) {
      lines.open("case $L: {", states.of(block));
    } else {
      lines.open("case $L: { // $L", states.of(block), note);
    }
  }

  private String where(Block resume) {
    return frame.method().origin().file() + ":" + head.suspension(resume).line();
  }
}
